/// Computes the hash of a subtree of the map from its streams in the order of their keys.
///
/// Memory: one pending hash for each bit in which neighbouring keys first differ, so at most 256,
/// whatever the number of streams. Cost: about one and a half node hashes a stream.
public struct StreamMapFold: Sendable {
  /// A finished subtree that waits for the one beside it.
  private struct Subtree {
    let key: Hash
    var hash: Hash
    /// How many bits lead to it; nil for a single stream, which is the same at any depth.
    var depth: Int?
  }

  private var subtrees: [Subtree] = []
  /// The first bit in which each waiting subtree differs from the one behind it; ascending.
  private var boundaries: [Int] = []

  public init() {}

  /// Adds the next stream.
  ///
  /// - Parameters:
  ///   - key: larger than all before; of equal bits up to the subtree's own depth.
  ///   - hash: the stream's leaf in the map.
  public mutating func append(key: Hash, hash: Hash, _ hasher: inout Hasher) {
    if let last = subtrees.last {
      let boundary = last.key.sharedBits(with: key)
      precondition(last.key < key, "streams are folded in the order of their keys")
      close(downTo: boundary, &hasher)
      boundaries.append(boundary)
    }
    subtrees.append(Subtree(key: key, hash: hash, depth: nil))
  }

  /// The hash of the subtree that `depth` bits lead to; the fold is empty afterwards.
  public mutating func finish(depth: Int = 0, _ hasher: inout Hasher) -> Hash {
    close(downTo: -1, &hasher)
    guard var root = subtrees.popLast() else { return StreamMap.emptyHash }
    lift(&root, to: depth, &hasher)
    return root.hash
  }

  /// Joins the waiting subtrees that differ only behind a bit.
  private mutating func close(downTo bit: Int, _ hasher: inout Hasher) {
    while let boundary = boundaries.last, boundary > bit {
      boundaries.removeLast()
      var (right, left) = (subtrees.removeLast(), subtrees.removeLast())
      lift(&left, to: boundary + 1, &hasher)
      lift(&right, to: boundary + 1, &hasher)
      left.hash = StreamMap.nodeHash(left.hash, right.hash, &hasher)
      left.depth = boundary
      subtrees.append(left)
    }
  }

  /// Hashes a subtree of several streams up to `depth`, with nothing beside it on the way.
  private func lift(_ subtree: inout Subtree, to depth: Int, _ hasher: inout Hasher) {
    guard var present = subtree.depth else { return }
    while present > depth {
      present -= 1
      subtree.hash = StreamMap.nodeHash(
        subtree.hash, beside: StreamMap.emptyHash, key: subtree.key, depth: present, &hasher)
    }
    subtree.depth = present
  }
}
