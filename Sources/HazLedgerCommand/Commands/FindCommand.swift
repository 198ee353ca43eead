internal import ArgumentParser
internal import HazLedger
internal import Interchange
internal import Traceability

struct FindCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "find",
    abstract: say(
      zh: "查找批号、运单、车牌、企业、化学品、单证、场所或事件编号",
      en: "Look for a lot, consignment, plate, party, chemical, document, site or event."),
    discussion: say(
      zh: "写一部分即可,大小写和全角半角不计;UN 和 CAS 编号须写全。",
      en:
        "A part of the name is enough, case and full-width do not count; UN and CAS numbers whole.")
  )

  @OptionGroup var report: ReportOptions

  @Argument(help: ArgumentHelp(say(zh: "要找的文字", en: "what to look for"), valueName: "text"))
  var text: String

  @Option(
    help: ArgumentHelp(
      say(zh: "只算账本的前 N 条(当时所知)", en: "count the first N entries: as known then"),
      valueName: "n"))
  var atSize: UInt64?

  func validate() throws {
    guard !SearchText.folded(text).isEmpty else {
      throw ValidationError(say(zh: "要找的文字不能为空", en: "the text to look for is empty"))
    }
  }

  func run() throws {
    try Face.run(report.answer) {
      let answer = try report.reader().find(Typed.normalised(text), atSize: atSize)
      let text = FindText(answer: answer)
      switch report.format {
      case .json: Output.json { answer.write(to: &$0) }
      case .csv: StandardStream.output.write(text.sheet())
      case .text: Output.lines(text.lines())
      }
    }
  }
}
