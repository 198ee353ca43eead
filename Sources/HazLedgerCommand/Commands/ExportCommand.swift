internal import ArgumentParser
internal import Custody
internal import HazLedger
internal import Interchange
internal import LedgerFormat

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: say(
      zh: "把事件导出为 JSON Lines,可再导入", en: "Write events as JSON Lines, which import reads."))

  @OptionGroup var common: CommonOptions

  @Option(
    help: ArgumentHelp(say(zh: "只导出这个批次的事件", en: "only this lot's events"), valueName: "lot"))
  var lot: String?

  @Option(
    help: ArgumentHelp(say(zh: "从第 N 条起", en: "from entry N on"), valueName: "n"))
  var from: UInt64?

  @Option(
    help: ArgumentHelp(say(zh: "到第 N 条之前", en: "up to entry N, not including it"), valueName: "n"))
  var to: UInt64?

  @Flag(help: ArgumentHelp(say(zh: "包括账本自身的记录", en: "ledger events as well")))
  var all = false

  func validate() throws {
    if let from, let to, from > to {
      throw ValidationError(say(zh: "--from 不能大于 --to", en: "--from is beyond --to"))
    }
  }

  func run() throws {
    var selection = ExportSelection()
    selection.lot = try lot.map(Typed.lot)
    selection.from = from
    selection.to = to
    selection.includesLedgerEvents = all
    try Face.run(.text) {
      let reader = try LedgerReader(common.places())
      var json = JSONWriter(capacityBytes: 1 << 16)
      try reader.export(selection) { entry in
        ExportCommand.write(entry, to: &json)
        if json.bytes.count >= 1 << 16 { StandardStream.output.write(json.takeBytes()) }
      }
      StandardStream.output.write(json.takeBytes())
    }
  }

  private static func write(_ entry: ExportedEntry, to json: inout JSONWriter) {
    json.object { json in
      json.field("index", entry.index)
      json.field("recordedAt", entry.recordedAt.text)
      json.field("leafHash", entry.leafHash.hex)
      switch entry.body {
      case .event(let event):
        json.fields(of: event)
        VouchText.write(entry.vouch, to: &json)
      case .ledger(let event): LedgerEventJSON.write(event, to: &json)
      }
    }
    json.endLine()
  }
}
