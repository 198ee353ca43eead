internal import Custody
internal import LedgerFormat
internal import LedgerStore

extension Recorder {
  /// Registers, replaces or revokes a party's key.
  ///
  /// - Throws: `LedgerError.keyRefused` where those who sign may not, or the key is not as it must be;
  ///   nothing was then written.
  public func record(_ change: KeyChange) throws(LedgerError) -> RecordedKeyChange {
    try withWholeIndex { () throws(LedgerError) in
      var register = try keys.register()
      var event = KeyEvent(
        change.action, party: change.party, key: change.key,
        previous: register.keys(of: change.party).newest,
        expires: change.expires?.microseconds)
      for signer in change.signers { event.sign(with: signer.key, ledgerID: genesis.ledgerID) }
      var hasher = LedgerFormat.Hasher()
      do throws(KeyRefusal) {
        try register.apply(
          event, index: size, recordedAt: WallClock.microseconds(), &hasher)
      } catch { throw LedgerError.keyRefused(error) }
      var body = CBORWriter()
      event.encode(into: &body)
      let stream = StreamKey(kind: .party, id: change.party)
      let index = try recordLedgerEvent(body.bytes, streams: [stream])
      try keys.relearn()
      do throws(StoreError) {
        return RecordedKeyChange(index: index, leafHash: try writer.view.leafHash(at: index))
      } catch { throw LedgerError(error) }
    }
  }

  /// Lets a new key sign the ledger's checkpoints from now on; the present one signs that it may.
  ///
  /// The new key's file is durable before the ledger knows of it. Ends, like all recording, with
  /// `close`, which signs the first checkpoint by the new key.
  /// - Parameter newKey: the new key; nil to make one. Copied to where the operator's keys lie, unless
  ///   the present one lies elsewhere too.
  /// - Throws: `LedgerError.keyRefused` for a key that is, or was, the ledger's already.
  public func rotateLogKey(to newKey: String? = nil) throws(LedgerError) -> RecordedRotation {
    let oldKey = chain.newest
    let (rotation, path) = try prepareRotation(to: newKey)
    var body = CBORWriter()
    rotation.encode(into: &body)
    let index = try withWholeIndex { () throws(LedgerError) in
      try recordLedgerEvent(body.bytes)
    }
    try follow(rotation, at: index, path: path)
    return RecordedRotation(
      index: index, oldKey: oldKey, newKey: rotation.newKey, keyPath: path)
  }

  /// Signs the rotation and puts the new key where it will be looked for.
  private func prepareRotation(
    to newKey: String?
  ) throws(LedgerError) -> (LogKeyRotation, path: String) {
    let key: SigningKey
    if let newKey {
      _ = try PrivateKeyFile(newKey)
      guard let pem = try SmallFile.read(newKey) else { throw .notThere(path: newKey) }
      do { key = try SigningKey(name: genesis.origin, pem: pem.span) } catch {
        throw .keyFile(path: newKey, .notAKey)
      }
    } else {
      do { key = try SigningKey.generate(name: genesis.origin) } catch {
        throw .origin(genesis.origin)
      }
    }
    let rotation = rotation(to: key)
    var trial = chain
    do { try trial.apply(rotation, index: size) } catch { throw .keyRefused(error) }
    if let newKey, places.logKey != nil { return (rotation, newKey) }
    let path = places.keyPath(
      ledgerID: genesis.ledgerID.hex, keyID: VerifierKey.hex(rotation.newKey.id))
    // What a rotation left that was cut off is the same key, or one that nobody knows.
    if try SmallFile.read(path) == nil { try OperatorKey.store(key, at: path) }
    return (rotation, path)
  }

  /// Records one event about the ledger as a group of its own.
  private func recordLedgerEvent(
    _ body: [UInt8], streams: [StreamKey] = []
  ) throws(LedgerError) -> UInt64 {
    let group = try beginGroup()
    do throws(LedgerError) {
      let index = try group.appendLedgerEvent(body, streams: streams)
      _ = try group.commit()
      return index
    } catch {
      try? group.abort()
      throw error
    }
  }
}
