public import LedgerFormat
internal import LedgerStore

/// A signed checkpoint as the ledger's folder keeps it.
public struct KeptCheckpoint: Equatable, Sendable {
  /// What it says.
  public var checkpoint: Checkpoint
  /// The note that says it, with all its signatures.
  public var note: SignedNote

  /// True for a note that somebody besides the ledger has signed, which cannot be made again.
  static func isWorthKeeping(_ note: Span<UInt8>) -> Bool {
    (try? SignedNote(note)).map { $0.signatures.count > 1 } ?? false
  }
}

extension LedgerReader {
  /// The newest signed checkpoint, from the file `checkpoint`.
  ///
  /// - Throws: `LedgerError.checkpointMissing` where there is none, `.checkpointRefused` where it is
  ///   not one that the ledger's key signed.
  public func newestCheckpoint() throws(LedgerError) -> KeptCheckpoint {
    let path = places.path(Layout.checkpoint)
    let bytes: [UInt8]?
    do { bytes = try log.view.checkpoint() } catch { throw LedgerError(error) }
    guard let bytes else { throw .checkpointMissing(path: path) }
    return try open(bytes.span, path: path)
  }

  /// The checkpoints that are kept, the oldest first and the newest last.
  ///
  /// A note that a crash cut at the file's end is passed over.
  /// - Throws: `LedgerError.checkpointMissing`, `LedgerError.checkpointRefused`.
  public func keptCheckpoints() throws(LedgerError) -> [KeptCheckpoint] {
    let newest = try newestCheckpoint()
    let path = places.path(Layout.checkpoints)
    let bytes: [UInt8]
    do { bytes = try log.view.checkpointsFile() } catch { throw LedgerError(error) }
    let ranges = SignedNote.ranges(in: bytes.span)
    var kept: [KeptCheckpoint] = []
    for range in ranges {
      do throws(LedgerError) {
        kept.append(try open(bytes.span.extracting(range), path: path))
      } catch {
        // Only the last one may be torn: notes are appended.
        guard range == ranges.last else { throw error }
      }
    }
    if kept.last?.checkpoint != newest.checkpoint { kept.append(newest) }
    return kept
  }

  /// The newest checkpoint of no more entries than this reader sees.
  ///
  /// A writer at work may have signed a larger tree since the ledger was opened.
  /// - Throws: `LedgerError.sizeBeyond` where all checkpoints are of more entries: some were cut off.
  func provableCheckpoint() throws(LedgerError) -> KeptCheckpoint {
    let newest = try newestCheckpoint()
    if newest.checkpoint.size <= size { return newest }
    let kept = try keptCheckpoints().last { $0.checkpoint.size <= size }
    guard let kept else { throw .sizeBeyond(asked: newest.checkpoint.size, size: size) }
    return kept
  }

  /// The newest kept checkpoint that a policy accepts, to which something is to be proved that needs `needed`
  /// entries; without a policy the newest provable one.
  ///
  /// A policy that lists no ledgers is taken to be about this one.
  /// - Throws: `LedgerError.notSigned` where no checkpoint reaches so far, `.notWitnessed` where none does that
  ///   the policy accepts.
  func provableCheckpoint(
    _ policy: TrustPolicy?, needed: UInt64
  ) throws(LedgerError) -> KeptCheckpoint {
    guard let policy else {
      let kept = try provableCheckpoint()
      let signedSize = kept.checkpoint.size
      guard needed <= signedSize else { throw .notSigned(size: needed, signedSize: signedSize) }
      return kept
    }
    let kept = try keptCheckpoints().last { kept in
      let key = logKeys.key(ofSize: kept.checkpoint.size)
      let own = policy.logs.isEmpty ? policy.accepting(only: key) : policy
      return kept.checkpoint.size <= size && (try? own.judge(kept.note)) != nil
    }
    guard let kept, needed <= kept.checkpoint.size else {
      throw .notWitnessed(size: needed, witnessedSize: kept?.checkpoint.size)
    }
    return kept
  }

  /// Reads a checkpoint that the log key of its size must have signed.
  func open(_ bytes: Span<UInt8>, path: String) throws(LedgerError) -> KeptCheckpoint {
    do {
      let note = try SignedNote(bytes)
      return KeptCheckpoint(checkpoint: try logKeys.open(note), note: note)
    } catch { throw .checkpointRefused(path: path, reason: error) }
  }
}
