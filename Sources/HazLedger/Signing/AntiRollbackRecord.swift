internal import LedgerFormat
internal import LedgerStore

/// The newest checkpoint that the operator's key has signed, kept outside the ledger's folder.
///
/// A ledger restored from an older copy is smaller than this record says, and one rebuilt has another
/// root at its size; in both cases nothing more is signed, because two checkpoints that do not agree
/// would be in the world. Kept per ledger id and verifier key. Written before a checkpoint is
/// published, so that it is never older than what others have seen.
struct AntiRollbackRecord {
  private let path: String
  private let key: VerifierKey

  init(places: LedgerPlaces, genesis: Genesis) {
    key = genesis.logKey
    path = places.newestCheckpointPath(
      ledgerID: genesis.ledgerID.hex, keyID: String(genesis.logKey.id, radix: 16))
  }

  /// The newest checkpoint signed, or nil where none was on this machine.
  ///
  /// - Throws: `LedgerError.recordUnreadable` where a file stands there that the key did not sign.
  func newest() throws(LedgerError) -> Checkpoint? {
    guard let bytes = try SmallFile.read(path) else { return nil }
    do { return try Checkpoint.open(bytes.span, key: key) } catch {
      throw .recordUnreadable(path: path)
    }
  }

  /// Remembers a checkpoint that is about to be published.
  func remember(_ note: [UInt8]) throws(LedgerError) {
    do { try DurableFile.replace(path, with: note.span, permissions: 0o600) } catch {
      throw LedgerError(error)
    }
  }
}
