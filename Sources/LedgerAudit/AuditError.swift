/// Why a verification could not be carried out; what it finds wrong is no error but a `Damage`.
public enum AuditError: Error, Equatable, Sendable {
  /// There is no ledger at this path: it has no folder `entries`.
  case notALedger(path: String)
  /// There is no published tree at this path: it has no file `checkpoint`.
  case notATree(path: String)
  /// A regular file was expected here.
  case notAFile(path: String)
  /// The system could not open or read a file; `code` is its `errno`.
  case system(path: String, code: Int32)
}
