internal import LedgerFormat

/// The chains of a file's streams: each without a gap from the stream's first entry, and held against the map.
struct EvidenceChains {

  private let entries: EvidenceEntries
  private var chains: [StreamKey: [Int]] = [:]

  /// Walks the entries along the file's streams.
  ///
  /// - Throws: `EvidenceError.streams` where those are not in their order, `.chain` where an entry does not follow.
  init(
    _ evidence: Evidence, _ entries: EvidenceEntries, _ needed: inout NeededEntries
  ) throws(EvidenceError) {
    self.entries = entries
    var last: StreamKey?
    for stream in evidence.streams {
      if let last, !(last < stream.key) { throw .streams }
      last = stream.key
      chains[stream.key] = []
    }
    guard chains[evidence.subject] != nil else { throw .streams }
    for (position, entry) in entries.entries.enumerated() {
      for link in entry.links {
        guard let chain = chains[link.stream] else { continue }
        guard link == next(link.stream, after: chain.last, ordinal: chain.count) else {
          throw .chain(link.stream, index: entry.index)
        }
        chains[link.stream]?.append(position)
        needed.add(position: position)
      }
    }
  }

  private func next(_ stream: StreamKey, after position: Int?, ordinal: Int) -> Link {
    let previous = position.map {
      Link.Previous(index: entries.entries[$0].index, hash: entries.leafHashes[$0])
    }
    return Link(stream: stream, ordinal: UInt64(ordinal), previous: previous)
  }

  /// Holds each stream against what the commitment says of it.
  func streams(
    _ evidence: Evidence, _ commitment: Commitment, _ hasher: inout Hasher
  ) throws(EvidenceError) -> [ProvedStream] {
    var streams: [ProvedStream] = []
    for stream in evidence.streams {
      let key = StreamMap.key(of: stream.key, &hasher)
      let leaf: StreamMapLeaf?
      do { leaf = try stream.proof.verify(key: key, root: commitment.root, &hasher) } catch {
        throw .map(stream.key, error)
      }
      let positions = chains[stream.key] ?? []
      let indices = positions.map { entries.entries[$0].index }
      let covered = indices.count { $0 < commitment.size }
      guard UInt64(covered) == leaf?.count ?? 0 else {
        throw .incomplete(stream.key, committed: leaf?.count ?? 0, found: UInt64(covered))
      }
      if let leaf, entries.leafHashes[positions[covered - 1]] != leaf.head {
        throw .otherHead(stream.key)
      }
      streams.append(
        ProvedStream(key: stream.key, committedCount: UInt64(covered), indices: indices))
    }
    return streams
  }
}
