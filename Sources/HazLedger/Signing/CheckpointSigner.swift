internal import LedgerFormat
internal import LedgerStore

/// Signs the ledger's tree, and nothing that contradicts what was signed before.
struct CheckpointSigner: ~Copyable {
  private let key: SigningKey
  private let record: AntiRollbackRecord
  private let origin: String

  /// Loads the key; nothing is recorded in a ledger that could not be signed afterwards.
  init(places: LedgerPlaces, genesis: Genesis) throws(LedgerError) {
    key = try OperatorKey.load(places.keyPath(ledgerID: genesis.ledgerID.hex), for: genesis)
    record = AntiRollbackRecord(places: places, genesis: genesis)
    origin = genesis.origin
  }

  /// Refuses a ledger that is older than what was signed, or another one.
  ///
  /// - Parameter rootAt: the root of the tree over the first so many entries.
  /// - Throws: `LedgerError.rolledBack`, `LedgerError.rewritten`.
  borrowing func refuseRollback(
    size: UInt64, rootAt: (UInt64) throws(LedgerError) -> Hash
  ) throws(LedgerError) {
    guard let signed = try record.newest() else { return }
    guard signed.size <= size else {
      throw .rolledBack(signedSize: signed.size, size: size)
    }
    let root = try rootAt(signed.size)
    guard root == signed.root else {
      throw .rewritten(signedSize: signed.size, signedRoot: signed.root, root: root)
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
