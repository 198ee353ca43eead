public import Interchange

/// How a file is imported.
public struct ImportOptions {
  /// Checks everything and writes nothing.
  public var isDryRun = false
  /// Records the good rows of a file that has bad ones, instead of refusing it whole.
  public var skipsInvalid = false
  /// The zone of local times, and how names are normalised.
  public var reading = ReadingSettings()
  /// The most refused rows, and the most warnings, that the report lists; all are counted.
  public var listedMax = 1_000
  /// Told of every refused row as it is met, with the cells as they were written; what it throws ends
  /// the import, and nothing of the file is written.
  public var rejected: ((RejectedRow) throws(LedgerError) -> Void)?
  /// Told now and then how many rows were read.
  public var progress: ((_ rows: UInt64) -> Void)?

  public init() {}
}
