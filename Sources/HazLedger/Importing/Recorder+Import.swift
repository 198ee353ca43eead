internal import Interchange
internal import LedgerFormat
internal import LedgerStore

extension Recorder {
  /// Imports a file of events, CSV or JSON Lines, told by its content: all of it or nothing.
  ///
  /// One file is one atomic group; an event that the ledger holds already adds nothing, so the same
  /// call again records every event once.
  /// - Throws: `LedgerError.notThere`; `LedgerError.input` where the system gives the file's bytes no
  ///   more; what the store throws. A file that is none of events and refused rows are no error: the
  ///   report says them, and nothing was written. Memory is bounded whatever the file.
  public func importFile(
    _ path: String, options: ImportOptions = ImportOptions()
  ) throws(LedgerError) -> ImportReport {
    try withWholeIndex { () throws(LedgerError) in try readAndRecord(path, options) }
  }

  private func readAndRecord(
    _ path: String, _ options: ImportOptions
  ) throws(LedgerError) -> ImportReport {
    let start = WallClock.monotonicSeconds()
    let file: InputFile
    do { file = try InputFile(path: path) } catch {
      if error.isNotThere { throw .notThere(path: path) }
      throw .file(path: path, code: error.errorNumber)
    }
    var report = ImportReport(file: path)
    book.rules?.composesWarnings = options.listedMax > 0
    defer { book.rules?.composesWarnings = true }
    do {
      let format = try FileFormat(telling: file.source())
      let feed = RowFeed(
        file, format, options.reading, keepsCells: options.rejected != nil)
      defer { feed.stop() }
      let group = try beginGroup(isTrial: options.isDryRun)
      do {
        try read(feed, into: group, options, &report)
      } catch {
        // What went wrong first is what is told, also where the group cannot be dropped any more.
        try? group.abort()
        throw error
      }
      try end(group, options, &report)
    } catch let error as InterchangeError {
      if case .unreadable = error { throw .input(error) }
      report.fault = error
      report.recorded = 0
    } catch let error as LedgerError {
      throw error
    } catch { preconditionFailure("only reading and recording throw here: \(error)") }
    report.size = size
    report.seconds = WallClock.monotonicSeconds() - start
    return report
  }

  private func read(
    _ feed: RowFeed, into group: RecordingGroup, _ options: ImportOptions,
    _ report: inout ImportReport
  ) throws {
    while var batch = try feed.next() {
      for position in 0..<batch.count {
        report.rows += 1
        if report.rows.isMultiple(of: 4_096) { options.progress?(report.rows) }
        guard let refusal = try record(&batch.rows[position], into: group, options, &report) else {
          continue
        }
        report.rejected += 1
        if report.refusals.count < options.listedMax { report.refusals.append(refusal) }
        try options.rejected?(
          RejectedRow(
            columns: batch.columns, cells: batch.cells(at: position), refusal: refusal))
      }
      feed.giveBack(batch)
    }
  }

  /// Records a row's event and counts it; gives the refusal of one that is not recorded.
  private func record(
    _ row: inout IncomingRow, into group: RecordingGroup, _ options: ImportOptions,
    _ report: inout ImportReport
  ) throws -> RowRefusal? {
    let number = row.read.row
    guard row.read.hasEvent else {
      return RowRefusal(row: number, reason: .faults(row.read.faults))
    }
    if !row.read.warnings.isEmpty {
      let room = max(0, options.listedMax - report.warnings.count)
      report.warnings.append(contentsOf: row.read.warnings.prefix(room))
    }
    switch try group.record(&row.event) {
    case .recorded(_, let uncovered):
      report.recorded += 1
      if !uncovered.isEmpty {
        let room = max(0, options.listedMax - report.uncovered.count)
        report.uncovered.append(contentsOf: uncovered.prefix(room))
      }
      note(number, options, &report)
    case .alreadyRecorded: report.alreadyRecorded += 1
    case .refused(let reason): return RowRefusal(row: number, reason: .refused(reason))
    }
    return nil
  }

  /// Takes up what the rules warn of in the row recorded last.
  private func note(_ row: Int, _ options: ImportOptions, _ report: inout ImportReport) {
    guard let rules = book.rules, rules.warningCount > 0 else { return }
    report.findingCount += UInt64(rules.warningCount)
    for finding in rules.warnings where report.findings.count < options.listedMax {
      report.findings.append(RowFinding(row: row, finding: finding))
    }
    rules.composesWarnings = report.findings.count < options.listedMax
  }

  private func end(
    _ group: RecordingGroup, _ options: ImportOptions, _ report: inout ImportReport
  ) throws(LedgerError) {
    precondition(
      report.recorded + report.alreadyRecorded + report.rejected == report.rows,
      "every row was recorded, there already, or refused")
    report.isAccepted = report.rejected == 0 || options.skipsInvalid
    if report.isAccepted, report.recorded > 0 {
      if !options.isDryRun { _ = try group.commitStreams() }
      committedTo = nil
      _ = try group.commit()
    } else {
      try group.abort()
    }
    if !report.isAccepted {
      report.recorded = 0
      report.uncovered = []
    }
  }
}

extension SourceFailure {
  /// True where there is no such file.
  var isNotThere: Bool { ErrorNumber.isNotThere(errorNumber) }
}
