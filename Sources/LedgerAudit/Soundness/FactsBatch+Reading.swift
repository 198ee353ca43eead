internal import LedgerFormat

/// What all threads need to read batches.
struct FactsReading: Sendable {
  /// The tree's file of leaf hashes.
  let leaves: StoredLeaves
  /// The sizes, ascending, of which the tree's root is asked.
  let sizes: [UInt64]
  /// Whether the events' bytes are hashed alone as well, for submissions.
  let hashesEvents: Bool
  /// As many entries as are passed over in search of one.
  let stride: UInt64
}

/// The tree's file of leaf hashes, read by many threads.
final class StoredLeaves: Sendable {
  private let file: AuditFile?
  private let hashCount: Int

  init(_ file: consuming AuditFile?) {
    hashCount = (file?.sizeBytes ?? 0) / Hash.sizeBytes
    self.file = file
  }

  /// True where the file has just these hashes from a position on.
  func hold(_ hashes: [Hash], from position: UInt64, _ buffer: inout [UInt8]) -> Bool {
    guard let first = Int(exactly: position), first + hashes.count <= hashCount else {
      return false
    }
    let sizeBytes = hashes.count * Hash.sizeBytes
    do { try file?.read(at: first * Hash.sizeBytes, count: sizeBytes, into: &buffer) } catch {
      return false
    }
    guard buffer.count == sizeBytes else { return false }
    let bytes = buffer.span
    for place in hashes.indices {
      guard Hash(bytes, at: place * Hash.sizeBytes) == hashes[place] else { return false }
    }
    return true
  }
}

/// The work that all processors share: everything that a batch tells by itself.
extension FactsBatch {
  /// Reads a batch; gives up where anything is not as it should be, or may not be.
  static func read(
    _ batch: consuming Batch, reusing used: consuming FactsBatch?, _ reading: FactsReading,
    _ hasher: inout LedgerFormat.Hasher
  ) -> FactsBatch {
    var facts = FactsBatch(reusing: used)
    facts.segment = batch.segment
    facts.isSound = facts.readPieces(batch, reading, &hasher)
    if facts.isSound, !facts.entries.isEmpty {
      facts.addSubtrees(reading.sizes, &hasher)
      var stored = facts.storedLeaves
      facts.isSound = reading.leaves.hold(facts.leafHashes, from: facts.firstPosition, &stored)
      facts.storedLeaves = stored
    }
    facts.buffer = batch.bytes
    return facts
  }

  private mutating func readPieces(
    _ batch: borrowing Batch, _ reading: FactsReading, _ hasher: inout LedgerFormat.Hasher
  ) -> Bool {
    let keys = DigestKeys.random
    let bytes = batch.bytes.span
    var previous: Hash?
    for piece in batch.pieces {
      switch piece {
      case .entry(let frame):
        if frame.position % reading.stride == 0 {
          offsets.append((frame.position, frame.offset))
        }
        let isSound = read(
          frame, bytes, previous: &previous, hashesEvents: reading.hashesEvents, keys, &hasher)
        guard isSound else { return false }
      case .tail(let offset, let sizeBytes): tail = (offset, sizeBytes)
      case .extra, .missing, .unreadable, .excess, .segmentMisplaced, .segmentMissing:
        return false
      }
    }
    return true
  }

  /// Builds the tree over the entries as far as they make it complete: of the largest subtrees of up to
  /// one tile's height, cut where a root is asked for.
  private mutating func addSubtrees(_ sizes: [UInt64], _ hasher: inout LedgerFormat.Hasher) {
    let end = firstPosition + UInt64(entries.count)
    var next = firstPosition
    var place = FactsBatch.firstPlace(in: sizes, behind: next)
    while next < end {
      while place < sizes.count, sizes[place] <= next { place += 1 }
      let cut = place < sizes.count ? min(end, sizes[place]) : end
      let room = 63 - (cut - next).leadingZeroBitCount
      let level = min(next.trailingZeroBitCount, room, MerkleTree.tileHeight)
      let hash = subtree(from: Int(next - firstPosition), level: level, &hasher)
      next += 1 << UInt64(level)
      subtrees.append(SubtreeFacts(end: next, level: level, hash: hash))
    }
  }

  private mutating func subtree(
    from start: Int, level: Int, _ hasher: inout LedgerFormat.Hasher
  ) -> Hash {
    if level == 0 { return leafHashes[start] }
    var count = 1 << (level - 1)
    nodes.removeAll(keepingCapacity: true)
    for pair in 0..<count {
      nodes.append(
        hasher.nodeHash(leafHashes[start + 2 * pair], leafHashes[start + 2 * pair + 1]))
    }
    while count > 1 {
      count /= 2
      for pair in 0..<count {
        nodes[pair] = hasher.nodeHash(nodes[2 * pair], nodes[2 * pair + 1])
      }
    }
    return nodes[0]
  }

  /// The first place of a size larger than a position.
  private static func firstPlace(in sizes: [UInt64], behind position: UInt64) -> Int {
    var (low, high) = (0, sizes.count)
    while low < high {
      let middle = (low + high) / 2
      if sizes[middle] <= position { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
