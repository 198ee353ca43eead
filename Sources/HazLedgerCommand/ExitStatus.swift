internal import ArgumentParser

/// The exit statuses, which are promises to scripts (BSD `sysexits` where one fits).
enum ExitStatus: Int32 {
  /// The answer is no: damage found, proof invalid, lot unknown.
  case no = 1
  /// Neither yes nor no: a later version of the program wrote what is asked about.
  case newer = 2
  /// Wrong usage.
  case usage = 64
  /// The input was refused; nothing was written.
  case refused = 65
  /// A named file or ledger is not there.
  case noInput = 66
  /// Cannot create: it exists.
  case exists = 73
  /// Input/output error.
  case inputOutput = 74
  /// Still locked by another writer.
  case locked = 75
  /// Unknown, expired or revoked key; not this party's event; a ledger rolled back.
  case notPermitted = 77

  var code: ExitCode { ExitCode(rawValue) }
}
