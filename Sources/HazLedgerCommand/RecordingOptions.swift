internal import ArgumentParser
internal import HazLedger

/// What every command that records events takes: how long it waits, which key signs, and who vouches.
struct RecordingOptions: ParsableArguments {
  @OptionGroup var waiting: WaitOption
  @OptionGroup var signing: SigningOptions

  /// Opens the ledger to record in it, and tells what was mended on the way.
  ///
  /// The keys are read first: a key that cannot be used leaves nothing open.
  func open(_ common: CommonOptions) throws -> Recorder {
    let vouchers = try signing.vouchers()
    let recorder = try Recorder.open(waiting.places(common), wait: waiting.wait)
    Output.report(recorder.openReport)
    recorder.vouchers = vouchers
    return recorder
  }
}

extension Recorder {
  /// Appends a batch as the command's only one, and signs what was recorded.
  func appendAndClose(_ batch: EventBatch) throws(LedgerError) -> AppendOutcome {
    let outcome: AppendOutcome
    do { outcome = try append(batch) } catch {
      try? close()
      throw error
    }
    try close()
    return outcome
  }
}
