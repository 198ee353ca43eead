internal import ArgumentParser
internal import Custody
internal import HazLedger
internal import Interchange
internal import LedgerFormat
internal import Regulation

struct EraseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase",
    abstract: say(
      zh: "抹去一个事件的人员信息,证明仍完整", en: "Erase an event's private fields; its proof stays whole."),
    discussion: say(
      zh: "账本只存人员信息的承诺值;抹去的是旁边保存的原值,无法恢复。法定保存期未满时会提醒;加 --respect-retention 则不抹去。",
      en: """
        The ledger holds only commitments to private fields; what is erased are the values kept \
        beside it, and they cannot be brought back. Where the law still wants the record kept, a \
        warning says so; with --respect-retention nothing is erased then.
        """))

  @OptionGroup var common: CommonOptions
  @OptionGroup var waiting: WaitOption

  @Option(
    help: ArgumentHelp(say(zh: "事件:企业/事件编号", en: "the event"), valueName: "PARTY/ID"))
  var event: String

  @Flag(
    help: ArgumentHelp(
      say(
        zh: "法定保存期未满就不抹去(退出码 77)", en: "erase nothing while a period of retention runs (status 77)")
    ))
  var respectRetention = false

  func run() throws {
    let (party, id) = try Typed.event(event)
    try Face.run(common.format) {
      let recorder = try waiting.open(waiting.places(common))
      let kept = try recorder.runningRetention(party: party, id: id, on: Day(inChina: .now))
      if !kept.rules.isEmpty {
        let running = kept.rules.map { RetentionText.running($0, since: kept.time) }
        if respectRetention {
          try recorder.close()
          throw Failure(.notPermitted, running)
        }
        Output.complain(running.map(\.text))
      }
      let erased = try recorder.erase(party: party, id: id)
      try recorder.close()
      switch common.format {
      case .json:
        Output.object { json in
          json.field("party", party.text)
          json.field("id", id.text)
          json.field("erased", erased)
          if !kept.rules.isEmpty {
            json.key("retention")
            json.array(kept.rules) { json, rule in
              json.object { json in
                RetentionText.write(rule, to: &json)
                json.field("until", rule.lastDay(of: kept.time)?.text)
              }
            }
          }
        }
      case .text:
        Output.lines([
          erased == 0
            ? say(zh: "没有可抹去的人员信息。", en: "There was nothing to erase.")
            : say(zh: "已抹去 \(erased) 项人员信息。", en: "Erased \(erased) private fields.")
        ])
      }
    }
  }
}
