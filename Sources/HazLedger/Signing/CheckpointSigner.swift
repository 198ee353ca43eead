internal import LedgerFormat
internal import LedgerStore

/// Signs the ledger's tree, and nothing that contradicts what was signed before.
struct CheckpointSigner: ~Copyable {
  private let key: SigningKey
  private let record: AntiRollbackRecord
  private let origin: String

  /// Loads the key; nothing is recorded in a ledger that could not be signed afterwards.
  init(places: LedgerPlaces, chain: LogKeyChain) throws(LedgerError) {
    key = try OperatorKey.load(places, for: chain)
    record = AntiRollbackRecord(places: places, chain: chain)
    origin = chain.origin
  }

  /// Signs that `newKey` takes the key's place.
  borrowing func rotation(
    to newKey: borrowing SigningKey, ledgerID: LedgerID
  ) -> LogKeyRotation {
    LogKeyRotation.signed(by: key, and: newKey, ledgerID: ledgerID)
  }

  /// How a ledger stands to what was signed.
  struct Standing {
    /// The tree files have another root than the entries.
    var isTreeWrong = false
    /// The entries that the newest signed checkpoint covers.
    var signedSize: UInt64 = 0
    /// A key of this machine signed the entries that are there, and look-ups do not find the rotation by
    /// which it became the ledger's: they were forged.
    var isRotationHidden = false
  }

  /// Refuses a ledger that is older than what was signed, or another one.
  ///
  /// Held against the anti-rollback record and, should that be lost, the checkpoints in the folder.
  /// - Parameters:
  ///   - published: the folder's own checkpoints, which the key signed.
  ///   - distrustsTree: asks the entries for every root, and not the tree files.
  /// - Throws: `LedgerError.rolledBack`, `LedgerError.rewritten`.
  borrowing func refuseRollback(
    _ view: LedgerView, published: [Checkpoint], distrustsTree: Bool
  ) throws(LedgerError) -> Standing {
    var standing = Standing()
    let own = published.map { AntiRollbackRecord.Signed(checkpoint: $0, isKeyKnown: true) }
    for item in try record.newest() + own {
      let signed = item.checkpoint
      guard signed.size <= view.size else {
        throw .rolledBack(signedSize: signed.size, size: view.size)
      }
      standing.signedSize = max(standing.signedSize, signed.size)
      standing.isRotationHidden = standing.isRotationHidden || !item.isKeyKnown
      do throws(StoreError) {
        if !distrustsTree, try view.root(at: signed.size) == signed.root { continue }
        // Before anybody is accused, the entries themselves are asked: the tree is only derived.
        standing.isTreeWrong = true
        let root = try view.rootOfEntries(size: signed.size)
        if root == signed.root { continue }
        throw .rootMismatch(size: signed.size, expected: signed.root, found: root)
      } catch {
        guard case .rootMismatch(let size, let expected, let found) = error else {
          throw LedgerError(error)
        }
        throw .rewritten(signedSize: size, signedRoot: expected, root: found)
      }
    }
    return standing
  }

  /// The signed checkpoint of a tree, after it was remembered outside the ledger.
  borrowing func sign(size: UInt64, root: Hash) throws(LedgerError) -> [UInt8] {
    let checkpoint = Checkpoint(origin: origin, size: size, root: root)
    let note: SignedNote
    do { note = try checkpoint.signed(by: key) } catch {
      preconditionFailure("the genesis admits only origins that a checkpoint may have: \(error)")
    }
    let bytes = note.bytes
    try record.remember(bytes)
    return bytes
  }
}
