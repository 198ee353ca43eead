internal import LedgerFormat

/// The time stamps of a file of evidence: each over an older checkpoint that the file's own continues.
///
/// What a token is over is checked always; who signed it only against authorities that the caller trusts.
struct EvidenceStamps {
  /// Certificates in PEM that are trusted as roots; nil not to judge who stamped.
  let authorities: [UInt8]?
  let logKeys: LogKeyChain

  /// Checks every stamp of a file.
  ///
  /// - Throws: `EvidenceError.stamp`, `.stampedNote`, `.stampPath`; `.strayStamp` for one that bounds no entry of
  ///   the subject, and not the commitment, that the one before it does not bound.
  func stamps(
    _ evidence: Evidence, _ checkpoint: Checkpoint, _ streams: [ProvedStream],
    _ hasher: inout Hasher
  ) throws(EvidenceError) -> [ProvedStamp] {
    guard !evidence.stamps.isEmpty else { return [] }
    let indices = streams.first { $0.key == evidence.subject }?.indices ?? []
    var unbounded = (indices + [evidence.commitment]).sorted()[...]
    var proved: [ProvedStamp] = []
    for (position, stamp) in evidence.stamps.enumerated() {
      let found = try check(stamp, at: position, checkpoint, &hasher)
      let rest = unbounded.drop { $0 < found.checkpoint.size }
      guard rest.count < unbounded.count else { throw .strayStamp(position: position) }
      unbounded = rest
      proved.append(found)
    }
    return proved
  }

  private func check(
    _ stamp: Evidence.Stamp, at position: Int, _ checkpoint: Checkpoint, _ hasher: inout Hasher
  ) throws(EvidenceError) -> ProvedStamp {
    let stamped: Checkpoint
    do { stamped = try logKeys.open(stamp.note.span) } catch {
      throw .stampedNote(position: position, error)
    }
    do {
      try MerkleTree.verifyConsistency(
        old: stamped.size, oldRoot: stamped.root, new: checkpoint.size, newRoot: checkpoint.root,
        proof: stamp.path, &hasher)
    } catch { throw .stampPath(position: position, error) }
    do throws(TimeStampError) {
      let token = try TimeStampToken(stamp.token.span)
      let imprint = hasher.digest(stamp.note.span)
      if let authorities {
        // Certificates end; what was good when it was stamped stays so.
        try token.verify(
          imprint: imprint, nonce: nil, authorities: authorities,
          untrusted: stamp.chain.isEmpty ? nil : stamp.chain,
          at: token.statement.time / 1_000_000)
      } else if token.statement.imprint != imprint {
        throw .imprint(expected: imprint, found: token.statement.imprint)
      }
      return ProvedStamp(
        checkpoint: stamped, time: token.statement.time, isTrusted: authorities != nil)
    } catch { throw .stamp(position: position, error) }
  }
}
