internal import ArgumentParser
internal import HazLedger
internal import LedgerAudit

/// Turns what the rooms throw into words and an exit status.
enum Face {
  /// Runs a command's work; a failure is told on standard error and ends with its exit status.
  static func run(_ work: () throws -> Void) throws {
    do {
      try work()
    } catch let error as LedgerError {
      Output.complain(Words.of(error))
      throw Words.status(of: error).code
    } catch let error as AuditError {
      Output.complain(Words.of(error))
      throw Words.status(of: error).code
    }
  }
}
