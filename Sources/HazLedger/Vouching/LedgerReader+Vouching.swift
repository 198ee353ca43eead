internal import Custody
public import LedgerFormat
internal import LedgerStore

/// Who vouched for what.
extension LedgerReader {
  /// Who vouched for the event at `index`; nil where nobody did.
  public func vouch(for index: UInt64) throws(LedgerError) -> Vouch? {
    if let last = lastVouch, last.events.contains(index) { return last.vouch }
    guard let found = try log.submission(for: index, genesis) else { return nil }
    lastVouch = found
    return found.vouch
  }

  /// The keys of all parties, as the first `size` entries have them; nil for all.
  ///
  /// - Throws: `LedgerError.sizeBeyond`, `.damaged`.
  public func keyRegister(atSize size: UInt64? = nil) throws(LedgerError) -> KeyRegister {
    let size = size ?? self.size
    guard size <= self.size else { throw .sizeBeyond(asked: size, size: self.size) }
    return try log.keyRegister(genesis, below: size)
  }

  /// The time by which a key's state is told: when the last of the first `size` entries was recorded;
  /// nil for now.
  public func keyTime(atSize size: UInt64?) throws(LedgerError) -> UInt64 {
    guard let size, size > 0 else { return WallClock.microseconds() }
    do { return try log.view.entry(at: size - 1).recordedAt } catch { throw LedgerError(error) }
  }

  /// Proves to somebody without the ledger who vouched for the event at `index`.
  ///
  /// - Returns: nil where nobody did. Cost: reads and hashes every event of the submission, of which
  ///   there are at most 16,384.
  public func authorProof(of index: UInt64) throws(LedgerError) -> AuthorProof? {
    guard let found = try log.submission(for: index, genesis) else { return nil }
    var hasher = LedgerFormat.Hasher()
    var leafHashes: [Hash] = []
    leafHashes.reserveCapacity(found.events.count)
    for event in found.events { leafHashes.append(try bodyLeafHash(at: event, &hasher)) }
    let submission: [UInt8]
    do { submission = try log.view.bytes(at: found.vouch.submission) } catch {
      throw LedgerError(error)
    }
    let proof = AuthorProof.make(
      submission: submission, position: index - found.events.lowerBound,
      leafHashes: leafHashes, &hasher)
    return proof
  }

  /// The leaf hash of an event's bytes alone, which is what a submission is over.
  private func bodyLeafHash(
    at index: UInt64, _ hasher: inout LedgerFormat.Hasher
  ) throws(LedgerError) -> Hash {
    let body: [UInt8]
    do { body = try log.view.entry(at: index).body } catch { throw LedgerError(error) }
    let hash = hasher.leafHash(body.span)
    return hash
  }
}
