internal import Interchange
internal import LedgerFormat
internal import LedgerStore

extension Recorder {
  /// Imports a file of events, CSV or JSON Lines, told by its content: all of it or nothing.
  ///
  /// One file is one atomic group; an event that the ledger holds already adds nothing, so the same
  /// call again records every event once.
  /// - Throws: `LedgerError.notThere`; `LedgerError.input` where the file cannot be read to its end
  ///   as a file of events, after which nothing of it was written; what the store throws.
  ///   Refused rows are no error: the report says them. Memory is bounded whatever the file.
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
    do {
      let format = try FileFormat(telling: file.source())
      var reader = try EventFileReader(file.source(), format: format, settings: options.reading)
      let group = try RecordingGroup(writer, book, isTrial: options.isDryRun)
      do {
        try read(&reader, into: group, options, &report)
      } catch {
        try group.abort()
        throw error
      }
      try end(group, options, &report)
    } catch let error as InterchangeError {
      throw .input(error)
    } catch let error as LedgerError {
      throw error
    } catch { preconditionFailure("only reading and recording throw here: \(error)") }
    report.size = size
    report.seconds = WallClock.monotonicSeconds() - start
    return report
  }

  private func read(
    _ reader: inout EventFileReader, into group: RecordingGroup, _ options: ImportOptions,
    _ report: inout ImportReport
  ) throws {
    while let result = try reader.next() {
      report.rows += 1
      if report.rows.isMultiple(of: 4_096) { options.progress?(report.rows) }
      let refusal: RowRefusal
      switch consume result {
      case .faults(let faults):
        refusal = RowRefusal(row: faults.first?.row ?? 0, reason: .faults(faults))
      case .event(let event, let row, let warnings):
        let room = max(0, options.listedMax - report.warnings.count)
        report.warnings.append(contentsOf: warnings.prefix(room))
        switch try group.record(event) {
        case .recorded:
          report.recorded += 1
          continue
        case .alreadyRecorded:
          report.alreadyRecorded += 1
          continue
        case .refused(let reason): refusal = RowRefusal(row: row, reason: .refused(reason))
        }
      }
      report.rejected += 1
      if report.refusals.count < options.listedMax { report.refusals.append(refusal) }
      options.rejected?(
        RejectedRow(columns: reader.columns, cells: reader.currentCells(), refusal: refusal))
    }
  }

  private func end(
    _ group: RecordingGroup, _ options: ImportOptions, _ report: inout ImportReport
  ) throws(LedgerError) {
    report.isAccepted = report.rejected == 0 || options.skipsInvalid
    if report.isAccepted, report.recorded > 0 {
      _ = try group.commit()
    } else {
      try group.abort()
    }
    if !report.isAccepted { report.recorded = 0 }
  }
}

extension SourceFailure {
  /// True where there is no such file.
  var isNotThere: Bool { ErrorNumber.isNotThere(errorNumber) }
}
