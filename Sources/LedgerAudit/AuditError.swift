/// Why a verification could not be carried out; what it finds wrong is no error but a `Damage`.
public enum AuditError: Error, Equatable, Sendable {
  /// There is no ledger at this path: it has no folder `entries`.
  case notALedger(path: String)
  /// There is no published tree at this path: it has no file `checkpoint`.
  case notATree(path: String)
  /// The system could not open or read a file; `code` is its `errno`.
  case system(path: String, code: Int32)
  /// The program `curl`, which fetches from the web, is not installed.
  case curlMissing
  /// A file could not be fetched from the web.
  case web(address: String, WebFault)

  /// Why a file could not be fetched.
  public enum WebFault: Equatable, Sendable {
    /// The server answered neither with the file nor that there is none; its HTTP status.
    case status(Int)
    /// The server was not reached, or broke off; in the words of `curl`.
    case broken(String)
    /// The server sent more than such a file may have.
    case tooLarge(sizeBytesMax: Int)
  }
}
