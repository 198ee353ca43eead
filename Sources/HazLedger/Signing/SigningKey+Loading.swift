public import LedgerFormat

extension SigningKey {
  /// Reads a private key that somebody other than the ledger's operator signs with: an unencrypted
  /// Ed25519 key in PKCS#8 PEM.
  ///
  /// - Parameter name: the name that it signs under; a file does not say it.
  /// - Throws: `LedgerError.notThere`, `.file`, `.privateKeyUnusable`.
  public static func load(_ path: String, name: String) throws(LedgerError) -> SigningKey {
    guard let pem = try SmallFile.read(path) else { throw .notThere(path: path) }
    do { return try SigningKey(name: name, pem: pem.span) } catch {
      throw .privateKeyUnusable(path: path, reason: error)
    }
  }
}
