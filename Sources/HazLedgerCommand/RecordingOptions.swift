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
    let recorder = try waiting.open(waiting.places(common))
    recorder.vouchers = vouchers
    return recorder
  }
}

extension WaitOption {
  /// Opens a ledger for writing, and tells on standard error what takes long and what was mended.
  func open(_ places: LedgerPlaces, rebuildsDerived: Bool = false) throws(LedgerError) -> Recorder {
    let recorder = try Recorder.open(places, wait: wait, rebuildsDerived: rebuildsDerived) {
      Output.complain(Words.judging($0))
    }
    Output.report(recorder.openReport)
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
