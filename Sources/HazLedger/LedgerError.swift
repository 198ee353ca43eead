public import Custody
public import Interchange
public import LedgerAudit
public import LedgerFormat
public import LedgerStore

/// Why the ledger could not do what it was asked; the facts, of which the faces make words.
public enum LedgerError: Error, Sendable {
  /// The disk, the lock or the stored bytes.
  case store(StoreError)
  /// The folder holds no ledger.
  case noLedger(path: String)
  /// A named file is not there.
  case notThere(path: String)
  /// Something stands where a ledger or key was to be made.
  case exists(path: String)
  /// A ledger cannot have this name.
  case origin(String)
  /// The folder for the operator's key or a named file cannot be read or written.
  case file(path: String, code: Int32)
  /// There is no signing key of this ledger on this machine.
  case keyMissing(path: String)
  /// The signing key's file is not this ledger's key.
  case keyUnusable(path: String)
  /// A file that was named is not a private key that is used.
  case keyFile(path: String, PrivateKeyFile.Fault)
  /// A key cannot have this name.
  case keyName(String)
  /// A key does not count for what it was to do.
  case keyRefused(KeyRefusal)
  /// A new ledger cannot have this policy.
  case policy(PolicyFault)
  /// The anti-rollback record is not a checkpoint that this ledger's key signed.
  case recordUnreadable(path: String)
  /// The ledger is smaller than a checkpoint already signed: it was restored from an older copy.
  case rolledBack(signedSize: UInt64, size: UInt64)
  /// An entry that no signed checkpoint covers is not one that the ledger may hold, or something before it
  /// is damaged: nothing is signed over it.
  case notAdopted(unsigned: Range<UInt64>, LedgerAudit.Damage)
  /// The ledger has another root than a checkpoint already signed at that size: it was rebuilt.
  case rewritten(signedSize: UInt64, signedRoot: Hash, root: Hash)
  /// The chain of a stream, or the entry itself, is not what it must be.
  case damaged(index: UInt64, stream: StreamKey?)
  /// An entry's event cannot be read; `newer` ones are written by a later program.
  case notReadable(index: UInt64, reason: EntryError)
  /// There is no such lot, below the size asked about.
  case lotUnknown(LotID)
  /// Several parties have a lot of this batch.
  case lotAmbiguous(batch: Identifier, candidates: [LotID])
  /// There is no such event.
  case eventUnknown(party: Identifier, id: Identifier)
  /// What was asked about is named nowhere in the ledger.
  case notKnown(UnknownName)
  /// The size asked about is larger than the ledger.
  case sizeBeyond(asked: UInt64, size: UInt64)
  /// The ledger has no signed checkpoint.
  case checkpointMissing(path: String)
  /// A checkpoint is not one that the ledger's key signed.
  case checkpointRefused(path: String, reason: NoteError)
  /// No signed checkpoint has so many entries; the next command that writes signs them.
  case notSigned(size: UInt64, signedSize: UInt64)
  /// No kept checkpoint of so many entries or more is one that the policy accepts; the newest accepted one.
  case notWitnessed(size: UInt64, witnessedSize: UInt64?)
  /// An empty tree, or one larger than the newer, is no older tree of a proof.
  case sizesNotProvable(old: UInt64, new: UInt64)
  /// The tree files have another root than the one that was signed.
  case treeContradicted(size: UInt64, signed: Hash, found: Hash)
  /// A larger tree was published there than any checkpoint of the ledger signs.
  case publishedAhead(path: String, publishedSize: UInt64, signedSize: UInt64)
  /// A published file, which never changes, has another content than the ledger gives it.
  case otherContent(path: String)
  /// Nothing is restored from a copy.
  case repair(RepairError)
  /// A time stamp that is not accepted.
  case timestamp(TimeStampError)
  /// A private key that somebody named is not an Ed25519 key in PEM, or cannot have this name.
  case privateKeyUnusable(path: String, reason: NoteError)
  /// A witness's memory of a ledger is not one that it cosigned.
  case witnessUnreadable(path: String)
  /// A witness does not cosign the checkpoint that it was shown.
  case notCosigned(WitnessRefusal)
  /// Cosignatures that are not kept.
  case cosignature(path: String, CosignatureFault)
  /// The bytes cannot be read to their end as events; nothing of them was written.
  case input(InterchangeError)

  /// No commitment is among the signed entries, so that no history can be proved whole.
  case notCommitted(size: UInt64)
  /// A stream has no entry.
  case streamUnknown(StreamKey)
  /// The evidence just made does not hold: the ledger contradicts itself.
  case evidenceRefused(EvidenceError)

  /// A ledger cannot be copied to a folder.
  case copy(CopyError)
  /// Nothing is recorded in a backup, or in a ledger that is being restored.
  case isCopy(path: String, mark: CopyMark)
  /// More entries are signed than counted, as after a power loss; the next writer counts them.
  case unsettled(signedSize: UInt64, size: UInt64)

  /// Why a new ledger cannot have a policy.
  public enum PolicyFault: Equatable, Sendable {
    /// Every event must be signed, and nobody could register a key.
    case noRegistrar
    /// The same registrar twice.
    case registrarTwice(VerifierKey)
    /// More registrars must sign together than there are, or than an event has room for.
    case quorum(UInt64, registrars: Int)
  }

  init(_ error: CopyError) {
    if case .store(let error) = error { self.init(error) } else { self = .copy(error) }
  }

  init(_ error: StoreError) {
    switch error {
    case .notALedger(let path): self = .noLedger(path: path)
    case .exists(let path): self = .exists(path: path)
    default: self = .store(error)
    }
  }
}
