internal import LedgerFormat
internal import LedgerStore

/// The newest checkpoints that the operator's keys have signed, kept outside the ledger's folder.
///
/// A ledger restored from an older copy is smaller than this record says, and one rebuilt has another
/// root at its size; in both cases nothing more is signed, because two checkpoints that do not agree
/// would be in the world. Kept per ledger id and verifier key, and all are heard: a ledger restored to
/// before a rotation knows nothing of the key that signed since. Written before a checkpoint is
/// published, so that it is never older than what others have seen.
struct AntiRollbackRecord {
  private let places: LedgerPlaces
  private let chain: LogKeyChain

  init(places: LedgerPlaces, chain: LogKeyChain) {
    self.places = places
    self.chain = chain
  }

  /// A checkpoint that was signed on this machine.
  struct Signed {
    var checkpoint: Checkpoint
    /// False where the key is none of those that the ledger names.
    var isKeyKnown: Bool
  }

  /// The newest checkpoints signed, one for each key; none where nothing was on this machine.
  ///
  /// The record of a key that the ledger does not know is taken at its word, because it lies outside
  /// of the ledger's folder and can only make the signer more careful.
  /// - Throws: `LedgerError.recordUnreadable` where a file stands there that its key did not sign.
  func newest() throws(LedgerError) -> [Signed] {
    let folder = places.stateFolder(ledgerID: chain.ledgerID.hex)
    let prefix = LedgerPlaces.newestCheckpointPrefix
    var checkpoints: [Signed] = []
    for name in try FilePermissions.names(in: folder, prefix: prefix) {
      // One that was cut off while it was written, under a name of its own.
      guard let keyID = UInt32(name.dropFirst(prefix.count), radix: 16) else { continue }
      let path = folder + "/" + name
      guard let bytes = try SmallFile.read(path) else { continue }
      let known = chain.links.first { $0.key.id == keyID }?.key
      let checkpoint: Checkpoint
      do { checkpoint = try AntiRollbackRecord.read(bytes.span, signedBy: known) } catch {
        throw .recordUnreadable(path: path)
      }
      checkpoints.append(Signed(checkpoint: checkpoint, isKeyKnown: known != nil))
    }
    return checkpoints
  }

  private static func read(
    _ bytes: Span<UInt8>, signedBy key: VerifierKey?
  ) throws(NoteError) -> Checkpoint {
    guard let key else { return try Checkpoint(text: SignedNote(bytes).text) }
    return try Checkpoint.open(bytes, key: key)
  }

  /// Remembers a checkpoint that is about to be published.
  func remember(_ note: [UInt8]) throws(LedgerError) {
    let path = places.newestCheckpointPath(
      ledgerID: chain.ledgerID.hex, keyID: String(chain.newest.id, radix: 16))
    try PrivateFolder.make(parentOf: path)
    do { try DurableFile.replace(path, with: note.span, permissions: 0o600) } catch {
      throw LedgerError(error)
    }
  }
}
