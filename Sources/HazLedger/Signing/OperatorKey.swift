internal import LedgerFormat
internal import LedgerStore

/// The operator's signing key in its file outside the ledger's folder.
enum OperatorKey {
  /// Writes a new key's file, readable by its owner only, in a folder that only its owner may enter.
  ///
  /// - Throws: `LedgerError` where the folder or file cannot be made, or a key stands there already.
  static func store(_ key: borrowing SigningKey, at path: String) throws(LedgerError) {
    guard try SmallFile.read(path) == nil else { throw .exists(path: path) }
    try PrivateFolder.make(parentOf: path)
    do {
      try key.withPEM { pem throws(StoreError) in
        try DurableFile.replace(path, with: pem, permissions: 0o600)
      }
    } catch { throw LedgerError(error) }
  }

  /// Reads the key of a ledger and holds it against the verifier key of the genesis.
  ///
  /// - Throws: `LedgerError.keyMissing` where there is none, `LedgerError.keyUnusable` where it is
  ///   not an Ed25519 key in PEM or another ledger's.
  static func load(_ path: String, for genesis: Genesis) throws(LedgerError) -> SigningKey {
    guard let pem = try SmallFile.read(path) else { throw .keyMissing(path: path) }
    let key: SigningKey
    do { key = try SigningKey(name: genesis.origin, pem: pem.span) } catch {
      throw .keyUnusable(path: path)
    }
    guard key.verifierKey == genesis.logKey else { throw .keyUnusable(path: path) }
    return key
  }
}
