internal import ArgumentParser
internal import Custody
internal import Foundation
internal import HazLedger
internal import Interchange
internal import LedgerFormat
internal import Regulation

struct RegisterImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: say(
      zh: "从表格(CSV)批量登记,一行一个", en: "Register many at once from a sheet (CSV), one subject a row."),
    discussion: say(
      zh: "列:登记对象(可用 --kind 代替)、编号,以及各字段的中文或英文名;多个值用 | 隔开。空格子保持原样;与登记一致的行不新增;有一行错误就全部不登记。",
      en: """
        Columns: register (or --kind), subject, and the fields by their English or Chinese names; \
        several values are separated by |. An empty cell leaves a field as it is, a row that says \
        what is registered already adds nothing, and one bad row refuses the whole sheet.
        """))

  @OptionGroup var common: CommonOptions
  @OptionGroup var recording: RecordingOptions
  @OptionGroup var reporter: ReporterOptions

  @Argument(help: ArgumentHelp(say(zh: "表格文件", en: "the sheet"), valueName: "file"))
  var file: String

  @Option(
    help: ArgumentHelp(
      say(zh: "整张表登记的是什么", en: "what all rows register"), valueName: "kind"))
  var kind: String?

  @Flag(help: ArgumentHelp(say(zh: "只检查,不写入", en: "check everything and write nothing")))
  var dryRun = false

  func run() throws {
    let kind = try self.kind.map(Typed.register)
    let reading = try reporter.reading()
    let party = Identifier(Typed.normalised(try reporter.reporter()))
    let time = try Typed.instant(reporter.eventTime, reading)
    try Face.run(common.format) {
      let content = try InputBytes.read(file, sizeBytesMax: 256 << 20)
      let rows: [RegistrationFileReader.Result]
      do throws(InterchangeError) {
        rows = try RegisterImportCommand.rows(content, reading, kind)
      } catch {
        throw Failure(error, file: file)
      }
      let recorder = try recording.open(common)
      let sheet = RegisterSheet(rows, register: try recorder.register(), party: party, time: time)
      var refusals = sheet.refusals
      if refusals.isEmpty, !sheet.events.isEmpty, !dryRun {
        if case .refused(let refused) = try recorder.append(EventBatch(sheet.events)) {
          refusals = refused
        }
      } else if refusals.isEmpty {
        refusals = sheet.events.compactMap { event, row in
          RecordRefusal.ofRegistration(event).map { RowRefusal(row: row, reason: .refused($0)) }
        }
      }
      try recorder.close()
      try tell(sheet, refusals, size: recorder.size)
    }
  }

  private static func rows(
    _ content: [UInt8], _ reading: ReadingSettings, _ kind: RegisterKind?
  ) throws(InterchangeError) -> [RegistrationFileReader.Result] {
    let format = try FileFormat(telling: ByteSource(bytes: content))
    var reader = try RegistrationFileReader(
      ByteSource(bytes: content), format: format, settings: reading, register: kind)
    var rows: [RegistrationFileReader.Result] = []
    while let row = try reader.next() { rows.append(row) }
    return rows
  }

  private func tell(_ sheet: RegisterSheet, _ refusals: [RowRefusal], size: UInt64) throws {
    let recorded = refusals.isEmpty ? sheet.events.count : 0
    if !refusals.isEmpty {
      let text = RefusalText(file: file)
      Output.complain(
        [Words.nothingWritten(file).text] + refusals.flatMap(text.lines).map { "  " + $0.text })
    }
    switch common.format {
    case .json:
      Output.object { json in
        json.field("file", file)
        json.field("rows", sheet.rowCount)
        json.field("recorded", recorded)
        json.field("alreadyRecorded", sheet.unchangedCount)
        json.field("rejected", refusals.count)
        json.field("size", size)
        if dryRun { json.field("dryRun", true) }
        if !refusals.isEmpty {
          json.key("refusals")
          RefusalText.write(refusals, to: &json)
        }
      }
    case .text where refusals.isEmpty:
      let lead =
        dryRun
        ? Bilingual(zh: "检查通过(未写入):", en: "checked, nothing written: ")
        : Bilingual(zh: "已登记 \(file):", en: "registered \(file): ")
      Output.lines([
        lead.text
          + say(
            zh: "\(sheet.rowCount) 行,新登记 \(recorded) 条,与登记一致 \(sheet.unchangedCount) 条",
            en:
              "\(Words.counted(sheet.rowCount, "row")), \(recorded) recorded, \(sheet.unchangedCount) registered "
              + "so already")
      ])
    case .text: break
    }
    if !refusals.isEmpty { throw Words.status(of: refusals).code }
  }
}

/// The rows of a register's sheet as events, laid over what the register knows.
private struct RegisterSheet {
  private(set) var events: [(event: Event, row: Int)] = []
  private(set) var refusals: [RowRefusal] = []
  private(set) var unchangedCount = 0
  private(set) var rowCount = 0

  init(
    _ rows: [RegistrationFileReader.Result], register: Register, party: Identifier, time: Instant
  ) {
    for result in rows {
      rowCount += 1
      switch result {
      case .faults(let faults):
        refusals.append(RowRefusal(row: faults.first?.row ?? 0, reason: .faults(faults)))
      case .row(let row): add(row, register, party, time)
      }
    }
  }

  private mutating func add(
    _ row: RegistrationRow, _ register: Register, _ party: Identifier, _ time: Instant
  ) {
    var text = row.text
    if text.kind == .vehicle { text.subject = Identifier(Typed.plate(text.subject.text)) }
    if text.kind == .site, !LotID(text.subject).isQualified {
      text.subject = Registration.siteID(party: party, site: text.subject)
    }
    let present = register.registration(text.kind, text.subject)
    let (made, faults) = RegistrationBuilder.registration(
      text.over(present?.text), reporter: party)
    guard let made else {
      return refusals.append(
        RowRefusal(row: row.row, reason: .faults(row.rowFaults(faults))))
    }
    if let present, present.isSame(as: made), row.privateFields.isEmpty {
      unchangedCount += 1
      return
    }
    let event = Event(
      id: row.id ?? Identifier(ReporterOptions.randomID()), time: row.time ?? time, party: party,
      document: row.document, note: row.note, privateFields: row.privateFields,
      detail: .registration(made))
    events.append((event, row.row))
  }
}
