internal import Dispatch
internal import LedgerFormat
internal import Synchronization

/// Neighbouring entries of one segment and the leaf hashes that the tree's file has of them, both mapped:
/// so that any thread can hash them.
struct MappedEntries: Sendable {
  /// A perfect subtree of the tree: 2^`level` entries, the first of them at a multiple of that.
  struct Subtree: Sendable {
    var level: Int
    var hash: Hash
  }

  /// The entries' indices.
  let range: Range<UInt64>
  let segment: MappedFile
  /// Where the entries' bytes are in it.
  let bytes: Range<Int>
  /// The file `tree/0`.
  let leaves: MappedFile

  /// The subtrees that parts of entries fall into, in their order, by all processors.
  ///
  /// Nil where an entry's leaf hash is not that of the tree's file, or bytes are none of entries.
  static func subtrees(of parts: [MappedEntries]) -> [Subtree]? {
    let found = Mutex<[[Subtree]?]>(parts.map { _ in nil })
    DispatchQueue.concurrentPerform(iterations: parts.count) { number in
      let own = parts[number].subtrees()
      found.withLock { $0[number] = own }
    }
    var subtrees: [Subtree] = []
    for own in found.withLock({ $0 }) {
      guard let own else { return nil }
      subtrees += own
    }
    return subtrees
  }

  private func subtrees() -> [Subtree]? {
    let hashBytes =
      Int(range.lowerBound) * Hash.sizeBytes..<Int(range.upperBound) * Hash.sizeBytes
    let found = try? segment.withBytes(bytes) { (entries: Span<UInt8>) throws(StoreError) in
      try leaves.withBytes(hashBytes) { (leaves: Span<UInt8>) throws(StoreError) in
        [subtrees(entries, leaves)]
      }
    }
    return found?[0]
  }

  private func subtrees(_ entries: Span<UInt8>, _ leaves: Span<UInt8>) -> [Subtree]? {
    var hasher = Hasher()
    var subtrees: [Subtree] = []
    var (index, offset) = (range.lowerBound, 0)
    while index < range.upperBound {
      let level = min(
        index.trailingZeroBitCount, 63 - (range.upperBound - index).leadingZeroBitCount)
      var tree = MerkleFrontier()
      while tree.size < 1 << level {
        let start = offset + Layout.lengthSizeBytes
        guard start <= entries.count else { return nil }
        let end = start + Int(entries[offset]) << 8 + Int(entries[offset + 1])
        guard end <= entries.count else { return nil }
        let hash = hasher.leafHash(entries.extracting(start..<end))
        let place = Int(index - range.lowerBound) * Hash.sizeBytes
        guard hash == Hash(leaves, at: place) else { return nil }
        tree.append(hash, &hasher)
        (index, offset) = (index + 1, end)
      }
      subtrees.append(Subtree(level: level, hash: tree.root(&hasher)))
    }
    return subtrees
  }
}

extension EntryLog {
  /// The entries of a range by segments, with the tree's file of their leaf hashes; nil where not all
  /// of it is in files that can be mapped.
  func mapped(_ range: Range<UInt64>, leaves: MappedFile) throws(StoreError) -> [MappedEntries]? {
    var parts: [MappedEntries] = []
    var index = range.lowerBound
    while index < range.upperBound {
      let segment = try self.segment(of: index)
      let end = min(range.upperBound, shape.firstIndex(ofSegment: segment.number + 1))
      let place = try locate(index).range
      let start = place.lowerBound - Layout.lengthSizeBytes
      guard place.upperBound <= segment.sizeBytes, let map = segment.mapping() else { return nil }
      parts.append(
        MappedEntries(
          range: index..<end, segment: map, bytes: start..<segment.sizeBytes, leaves: leaves))
      index = end
    }
    return parts
  }
}
