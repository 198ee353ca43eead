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
    try write(key, at: path)
  }

  /// Writes a new key's file, readable by its owner only, in a folder that is there.
  static func write(_ key: borrowing SigningKey, at path: String) throws(LedgerError) {
    guard try FilePermissions.of(path) == nil else { throw .exists(path: path) }
    do {
      try key.withPEM { pem throws(StoreError) in
        try DurableFile.replace(path, with: pem, permissions: 0o600)
      }
    } catch { throw LedgerError(error) }
  }

  /// Reads the key that signs the ledger's checkpoints now.
  ///
  /// A file that was named must hold it. Else it is looked for under its id, where a rotation puts it,
  /// and where the first key of a ledger lies.
  /// - Throws: `LedgerError.keyMissing` where there is none, `LedgerError.keyFile` where others may read
  ///   it, `LedgerError.keyUnusable` where it is not an Ed25519 key in PEM or another ledger's.
  static func load(
    _ places: LedgerPlaces, for chain: LogKeyChain
  ) throws(LedgerError) -> SigningKey {
    if let named = places.logKey {
      // Checked as every file that is named; then read again, because a key is not handed about.
      _ = try PrivateKeyFile(named)
      return try load(named, for: chain)
    }
    let ledgerID = chain.ledgerID.hex
    guard chain.links.count > 1 else {
      return try load(places.keyPath(ledgerID: ledgerID), for: chain)
    }
    return try load(
      places.keyPath(ledgerID: ledgerID, keyID: VerifierKey.hex(chain.newest.id)), for: chain)
  }

  private static func load(
    _ path: String, for chain: LogKeyChain
  ) throws(LedgerError) -> SigningKey {
    if let permissions = try FilePermissions.of(path), permissions & 0o077 != 0 {
      throw .keyFile(path: path, .exposed(permissions: permissions))
    }
    guard let pem = try SmallFile.read(path) else { throw .keyMissing(path: path) }
    let key: SigningKey
    do { key = try SigningKey(name: chain.origin, pem: pem.span) } catch {
      throw .keyUnusable(path: path)
    }
    guard key.verifierKey == chain.newest else { throw .keyUnusable(path: path) }
    return key
  }
}
