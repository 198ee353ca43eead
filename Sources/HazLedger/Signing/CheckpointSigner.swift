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

  /// Refuses a ledger that is older than what was signed, or another one.
  ///
  /// Held against the anti-rollback record and, should that be lost, the checkpoint in the folder.
  /// - Parameters:
  ///   - published: the folder's own checkpoint, where the key signed it.
  ///   - rootAt: the root over the first so many entries, which was signed as the second.
  /// - Throws: `LedgerError.rolledBack`, `LedgerError.rewritten`.
  borrowing func refuseRollback(
    size: UInt64, _ published: Checkpoint?,
    rootAt: (_ size: UInt64, _ signed: Hash) throws(LedgerError) -> Hash
  ) throws(LedgerError) {
    for signed in try record.newest() + [published].compactMap({ $0 }) {
      guard signed.size <= size else {
        throw .rolledBack(signedSize: signed.size, size: size)
      }
      let root = try rootAt(signed.size, signed.root)
      guard root == signed.root else {
        throw .rewritten(signedSize: signed.size, signedRoot: signed.root, root: root)
      }
    }
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
