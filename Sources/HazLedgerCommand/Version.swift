internal import LedgerFormat

/// The program's version and the cryptography that it runs on.
enum Version {
  static let number = "0.1.0"

  static var text: String { "hazledger \(number) (\(CryptographyLibrary.version))" }
}
