internal import Custody
internal import LedgerFormat
internal import LedgerStore

/// Gathers the entries of some streams and what proves them.
struct EvidenceGathering {
  let log: EventLog
  let places: LedgerPlaces
  private let kept: KeptCheckpoint
  let commitment: Commitment
  private var streams: Set<StreamKey> = []
  /// The entries that the file holds.
  private var indices: Set<UInt64>

  /// The events that each submission vouches for, by the submission's index.
  private var submissions: [UInt64: Range<UInt64>] = [:]

  init(
    _ log: EventLog, _ places: LedgerPlaces, _ kept: KeptCheckpoint, _ commitment: Commitment
  ) {
    self.log = log
    self.places = places
    self.kept = kept
    self.commitment = commitment
    indices = [0, commitment.size]
  }

  var size: UInt64 { kept.checkpoint.size }

  /// Adds all entries of a stream, and gives their number.
  mutating func add(_ stream: StreamKey) throws(LedgerError) -> Int {
    guard streams.insert(stream).inserted else { return 0 }
    var found: [UInt64] = []
    do {
      try log.view.walk(stream) { index, _, _ in
        if index < size { found.append(index) }
        return true
      }
    } catch { throw LedgerError(error) }
    indices.formUnion(found)
    return found.count
  }

  /// Adds who vouched for the events: submissions, and the streams of their parties with all their keys; and
  /// the entries that changed the ledger's own key.
  mutating func addAuthors(_ genesis: Genesis) throws(LedgerError) {
    var last: Range<UInt64> = 0..<0
    for index in indices.sorted() where !last.contains(index) {
      guard let found = try log.submission(for: index, genesis), found.vouch.submission < size
      else { continue }
      last = found.events
      submissions[found.vouch.submission] = found.events
      indices.insert(found.vouch.submission)
      _ = try add(StreamKey(kind: .party, id: found.vouch.party))
    }
    for rotation in try log.candidates(for: .ledgerEvent(.rotation)) where rotation < size {
      indices.insert(rotation)
    }
  }

  /// The path of each event of the file in the tree of the submission that vouches for it.
  private func authorPaths(
    _ entries: EvidenceEntries, _ hasher: inout LedgerFormat.Hasher
  ) throws(LedgerError) -> [[[Hash]]] {
    var authors: [[[Hash]]] = []
    for (_, events) in submissions.sorted(by: { $0.key < $1.key }) {
      var leafHashes: [Hash] = []
      leafHashes.reserveCapacity(events.count)
      for index in events {
        let body: [UInt8]
        do { body = try log.view.entry(at: index).body } catch { throw LedgerError(error) }
        leafHashes.append(hasher.leafHash(body.span))
      }
      var paths: [[Hash]] = []
      for entry in entries.entries where events.contains(entry.index) {
        let place = Int(entry.index - events.lowerBound)
        paths.append(
          MerkleTree.inclusionProof(index: place, of: leafHashes.span, &hasher))
      }
      authors.append(paths)
    }
    return authors
  }

  /// The file.
  func evidence(
    of subject: StreamKey, withPrivate: Bool
  ) throws(LedgerError) -> Evidence {
    let ordered = indices.sorted()
    do {
      var hasher = LedgerFormat.Hasher()
      var stored: [[UInt8]] = []
      for index in ordered { stored.append(try log.view.bytes(at: index)) }
      let entries = try EvidenceEntries(stored, &hasher)
      var paths: [[Hash]] = []
      for (position, index) in ordered.enumerated() where !entries.isRemembered[position] {
        paths.append(try log.view.inclusionProof(index: index, size: size) ?? [])
      }
      var proofs: [Evidence.Stream] = []
      for stream in streams.sorted() {
        let proof = try log.view.streamMapProof(of: stream, at: commitment)
        proofs.append(Evidence.Stream(key: stream, proof: proof))
      }
      return Evidence(
        subject: subject, note: kept.note.bytes, commitment: commitment.size, entries: stored,
        paths: paths, streams: proofs, authors: try authorPaths(entries, &hasher),
        openings: withPrivate ? try openings(ordered) : [],
        stamps: try stamps(bounding: subject, &hasher))
    } catch let error as StoreError {
      throw LedgerError(error)
    } catch let error as EvidenceError {
      throw .evidenceRefused(error)
    } catch let error as LedgerError {
      throw error
    } catch { preconditionFailure("only these are thrown: \(error)") }
  }

  /// What opens the private fields of the entries, as far as it was not erased.
  private func openings(_ ordered: [UInt64]) throws(LedgerError) -> [Evidence.Opening] {
    var openings: [Evidence.Opening] = []
    for index in ordered {
      for opening in try log.openings(of: index).sorted(by: { $0.code < $1.code }) {
        openings.append(
          Evidence.Opening(
            entry: index, field: UInt64(opening.code), salt: opening.salt.bytes,
            value: opening.value))
      }
    }
    return openings
  }
}
