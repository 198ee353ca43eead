internal import ArgumentParser
internal import HazLedger
internal import Interchange
internal import LedgerFormat

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: say(
      zh: "导入表格(CSV)或 JSON Lines 文件", en: "Import spreadsheets (CSV) or JSON Lines files."),
    discussion: say(
      zh: "文件内容决定格式和编码(UTF-8、GB18030、UTF-16)。默认有一行错误就整个文件不导入,并列出所有错误行;中断后重新运行,每个事件只记录一次。",
      en: """
        Format and encoding (UTF-8, GB18030, UTF-16) are told by the content. By default a file \
        with any bad row is refused whole, with all bad rows listed. After an interruption the \
        same command records every event once.
        """))

  @OptionGroup var common: CommonOptions
  @OptionGroup var recording: RecordingOptions
  @OptionGroup var judging: RuleOptions

  @Argument(help: ArgumentHelp(say(zh: "要导入的文件", en: "the files"), valueName: "file"))
  var files: [String] = []

  @Flag(help: ArgumentHelp(say(zh: "只检查,不写入", en: "check everything and write nothing")))
  var dryRun = false

  @Flag(
    help: ArgumentHelp(
      say(zh: "跳过错误行,导入其余", en: "record the good rows of a file that has bad ones")))
  var skipInvalid = false

  @Option(
    help: ArgumentHelp(
      say(zh: "把错误行连同原因写入此文件", en: "write refused rows and the reasons here"),
      valueName: "out.csv"))
  var rejects: String?

  @Option(
    help: ArgumentHelp(
      say(
        zh: "表中本地时间的时区,如 Asia/Shanghai 或 +08:00(默认 $HAZLEDGER_TIMEZONE)",
        en: "zone of local times, such as Asia/Shanghai or +08:00 "
          + "(default: $HAZLEDGER_TIMEZONE)"),
      valueName: "zone"))
  var timezone: String?

  @Option(
    help: ArgumentHelp(
      say(
        zh: "短表:每行都是这一环节,如 使用;可省去 kind、id、party、site 列",
        en:
          "a short sheet, of which every row is this kind, such as use; the columns kind, id, party "
          + "and site may be left out"), valueName: "kind"))
  var kind: String?

  @Option(
    help: ArgumentHelp(
      say(
        zh: "短表的填报企业(默认 $HAZLEDGER_PARTY)",
        en: "who reports a short sheet (default: $HAZLEDGER_PARTY)")))
  var party: String?

  @Option(
    help: ArgumentHelp(
      say(zh: "短表的场所(默认 $HAZLEDGER_SITE)", en: "where, of a short sheet (default: $HAZLEDGER_SITE)")
    ))
  var site: String?

  @Flag(
    help: ArgumentHelp(
      say(
        zh: "列出表格可用的列名和词(与 --kind 同用时只列该环节),不导入",
        en: "list the columns and words of sheets (of one kind with --kind), and import nothing")))
  var columns = false

  func validate() throws {
    if columns { return }
    if kind == nil, party != nil || site != nil {
      throw ValidationError(
        say(zh: "--party 和 --site 须与 --kind 同用", en: "--party and --site go with --kind"))
    }
    if files.isEmpty { throw ValidationError(say(zh: "缺少文件", en: "name a file")) }
    if rejects != nil, !skipInvalid {
      throw ValidationError(
        say(zh: "--rejects 须与 --skip-invalid 同用", en: "--rejects goes with --skip-invalid"))
    }
  }

  func run() throws {
    if columns { return try tellColumns() }
    var options = ImportOptions()
    options.isDryRun = dryRun
    options.skipsInvalid = skipInvalid
    options.reading = try reading()
    try Face.run(common.format) {
      let rejected = try rejects.map { try RejectsFile($0) }
      if let rejected {
        options.rejected = { row throws(LedgerError) in try rejected.add(row) }
      }
      let pack = try judging.pack()
      let recorder = try recording.open(common)
      var refused: ExitStatus?
      try recorder.useRules(pack)
      do {
        for file in files {
          if let status = try importFile(file, recorder, options) { refused = status }
        }
      } catch {
        // What earlier files recorded is signed, and what was rejected of them is told, all the same.
        try? rejected?.finish()
        try? recorder.close()
        throw error
      }
      try rejected?.finish()
      try recorder.close()
      // All is signed and told. What the recorder remembers of a hundred thousand lots goes back to the system
      // with the process, at once; to take it apart before would cost three hundredths of an import.
      withExtendedLifetime(recorder) { ImportCommand.exit(withError: refused?.code) }
    }
  }

  private func tellColumns() throws {
    let only = kind.flatMap(SheetColumn.kind(named:))
    if let kind, only == nil {
      let known = SheetColumn.kinds.map { Words.kind($0) }
      throw ValidationError(
        say(
          zh: "表格没有环节“\(kind)”;可用 \(known.map(\.chinese).joined(separator: "、"))",
          en: "no sheet has the kind “\(kind)”; known are "
            + known.map(\.english).joined(separator: ", ")))
    }
    let text = ColumnsText(kind: only)
    switch common.format {
    case .json: Output.json { text.write(to: &$0) }
    case .text: Output.lines(text.lines())
    }
  }

  /// How the files are read, and what stands in for the columns of a short sheet.
  private func reading() throws -> ReadingSettings {
    var reading = try Typed.readingSettings(
      timeZone: timezone ?? Environment.nonEmpty("HAZLEDGER_TIMEZONE"))
    guard let kind else { return reading }
    reading.absentColumns[.kind] = kind
    reading.absentColumns[.party] = party ?? Environment.nonEmpty("HAZLEDGER_PARTY")
    reading.absentColumns[.site] = site ?? Environment.nonEmpty("HAZLEDGER_SITE")
    reading.makesIDs = true
    return reading
  }

  /// Imports one file and tells what became of it; gives the status where it was refused whole.
  private func importFile(
    _ file: String, _ recorder: Recorder, _ options: ImportOptions
  ) throws -> ExitStatus? {
    var options = options
    var line = ProgressLine()
    options.progress = { rows in
      line.show(say(zh: "\(file):已读 \(rows) 行", en: "\(file): \(Words.counted(rows, "row")) read"))
    }
    let report: ImportReport
    do {
      report = try recorder.importFile(file, options: options)
    } catch {
      line.finish()
      guard case LedgerError.input(let fault) = error else { throw error }
      let reason = Words.of(fault)
      throw Failure(
        Words.status(of: .input(fault)),
        [Bilingual(zh: "\(file):\(reason.chinese)", en: "\(file): \(reason.english)")])
    }
    line.finish()
    let text = ImportText(report: report, isDryRun: dryRun)
    text.complain()
    if let rejects, report.isAccepted, report.rejected > 0 {
      Output.complain(
        Bilingual(
          zh: "跳过的行和原因写入 \(rejects);改好后可再导入",
          en: "the skipped rows and the reasons go to \(rejects); mended, it is imported again"))
    }
    switch common.format {
    case .json: Output.json { text.write(to: &$0) }
    case .text: Output.lines(text.lines())
    }
    return report.isAccepted ? nil : Words.status(of: report.refusals)
  }
}
