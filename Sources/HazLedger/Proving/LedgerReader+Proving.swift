internal import Custody
public import LedgerFormat
internal import LedgerStore

/// A proof that an entry is in the ledger, and what it proves.
public struct EntryProof: Sendable {
  /// The proof, with the entry's bytes in its extra line.
  public var proof: TlogProof
  /// The entry's leaf hash.
  public var leafHash: Hash
  /// The signed checkpoint that the proof leads to.
  public var checkpoint: Checkpoint
}

extension LedgerReader {
  /// Where the event is that a party reported under an id.
  ///
  /// - Throws: `LedgerError.eventUnknown`.
  public func index(ofParty party: Identifier, id: Identifier) throws(LedgerError) -> UInt64 {
    guard let found = try log.recordedEvent(party: party, id: id) else {
      throw .eventUnknown(party: party, id: id)
    }
    return found.index
  }

  /// Proves that entry `index` is in the tree of the newest signed checkpoint, or of the newest that a policy accepts.
  ///
  /// The proof is checked before it is given. Cost: a few reads for each of at most 64 hashes.
  /// - Throws: `LedgerError.notSigned` where no checkpoint reaches the entry, `.treeContradicted`
  ///   where the tree is not the signed one, `.damaged` where the entry is not the tree's.
  public func prove(
    index: UInt64, policy: TrustPolicy? = nil
  ) throws(LedgerError) -> EntryProof {
    guard index < size else { throw .store(.notRecorded(index: index, size: size)) }
    let kept = try provableCheckpoint(policy, needed: index + 1)
    let signedSize = kept.checkpoint.size
    try refuseOtherTree(than: kept.checkpoint)
    let entry: [UInt8]
    let hashes: [Hash]?
    do {
      entry = try log.view.bytes(at: index)
      hashes = try log.view.inclusionProof(index: index, size: signedSize)
    } catch { throw LedgerError(error) }
    guard let hashes else { throw .notSigned(size: index + 1, signedSize: signedSize) }
    let proof = TlogProof(extra: entry, index: index, hashes: hashes, note: kept.note)
    var hasher = LedgerFormat.Hasher()
    let key = logKeys.key(ofSize: signedSize)
    do { _ = try proof.verify(entry: entry.span, key: key, &hasher) } catch {
      throw .damaged(index: index, stream: nil)
    }
    return EntryProof(
      proof: proof, leafHash: hasher.leafHash(entry.span), checkpoint: kept.checkpoint)
  }

  /// Proves that the ledger of `new` entries begins with that of `old`.
  ///
  /// Both may be any size from 1 up to that of the newest signed checkpoint, or the newest that a policy accepts,
  /// which vouches for them.
  /// - Throws: `LedgerError.sizesNotProvable` where `old` is 0 or larger than `new`, `.notSigned`
  ///   where no checkpoint reaches `new`, `.treeContradicted` where the tree is not the signed one.
  public func proveConsistency(
    old: UInt64, new: UInt64, policy: TrustPolicy? = nil
  ) throws(LedgerError) -> ConsistencyProof {
    guard old > 0, old <= new else { throw .sizesNotProvable(old: old, new: new) }
    guard new <= size else { throw .sizeBeyond(asked: new, size: size) }
    let kept = try provableCheckpoint(policy, needed: new)
    let signed = kept.checkpoint
    try refuseOtherTree(than: signed)
    do {
      let view = log.view
      let proof = ConsistencyProof(
        old: .init(size: old, root: try view.root(at: old)),
        new: .init(size: new, root: try view.root(at: new)),
        hashes: try view.consistencyProof(old: old, new: new) ?? [],
        signedHashes: try view.consistencyProof(old: new, new: signed.size) ?? [],
        note: kept.note)
      return proof
    } catch { throw LedgerError(error) }
  }

  /// Refuses a ledger whose tree is not the one that was signed.
  func refuseOtherTree(than signed: Checkpoint) throws(LedgerError) {
    let root: Hash
    do { root = try log.view.root(at: signed.size) } catch { throw LedgerError(error) }
    guard root == signed.root else {
      throw .treeContradicted(size: signed.size, signed: signed.root, found: root)
    }
  }
}
