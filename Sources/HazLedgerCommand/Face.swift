internal import ArgumentParser
internal import HazLedger
internal import LedgerAudit

/// Turns what the rooms throw into words and an exit status.
enum Face {
  /// Runs a command's work; a failure is told as `Failure.tell` does, and ends with its exit status.
  ///
  /// - Parameter format: how the command answers.
  static func run(_ format: OutputFormat, _ work: () throws -> Void) throws {
    do { try work() } catch {
      guard let failure = failure(error) else { throw error }
      failure.tell(format)
      throw failure.status.code
    }
  }

  /// The failure that an error means; nil for one of usage, which the parser tells, and for an exit status.
  private static func failure(_ error: any Error) -> Failure? {
    switch error {
    case let failure as Failure: failure
    case let error as LedgerError: Failure(error)
    case let error as AuditError: Failure(error)
    default: nil
    }
  }
}
