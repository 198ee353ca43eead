import Custody
import LedgerFormat

/// Makes files of evidence from a made ledger, straight from the format.
struct EvidenceMaker {
  let maker: LedgerMaker
  var entries: [Entry] = []

  init(_ maker: LedgerMaker) throws {
    self.maker = maker
    for bytes in maker.entries { entries.append(try Entry(bytes.span)) }
  }

  func genesis() throws -> Genesis {
    let body = entries[0].body
    return try Genesis(body: body.span)
  }

  /// The leaves of the map over the entries before `size`, by their keys.
  func leaves(_ size: UInt64) -> [StreamMapLeaf] {
    var newest: [StreamKey: (count: UInt64, head: Hash)] = [:]
    for entry in entries where entry.index < size {
      for link in entry.links {
        newest[link.stream] = (link.ordinal + 1, maker.leafHash(Int(entry.index)))
      }
    }
    var hasher = Hasher()
    return newest.map { stream, newest in
      StreamMapLeaf(
        key: StreamMap.key(of: stream, &hasher), count: newest.count, head: newest.head)
    }.sorted { $0.key < $1.key }
  }

  /// The entries on a stream.
  func indices(of stream: StreamKey) -> [UInt64] {
    entries.filter { $0.links.contains { $0.stream == stream } }.map(\.index)
  }

  /// A file about streams, the first of which is its subject, by the commitment at `commitment`.
  func evidence(
    of streams: [StreamKey], commitment: UInt64, besides: [UInt64] = [],
    without left: Set<UInt64> = []
  ) throws -> Evidence {
    var indices = Set([0, commitment] + besides + streams.flatMap(self.indices))
    indices.subtract(left)
    return try evidence(
      of: streams, commitment: commitment,
      stored: indices.sorted().map { maker.entries[Int($0)] })
  }

  func evidence(
    of streams: [StreamKey], commitment: UInt64, stored: [[UInt8]]
  ) throws -> Evidence {
    var hasher = Hasher()
    let read = try EvidenceEntries(stored, &hasher)
    let hashes = maker.entries.indices.map { maker.leafHash($0) }
    var paths: [[Hash]] = []
    for position in stored.indices where !read.isRemembered[position] {
      let index = Int(read.entries[position].index)
      paths.append(EvidenceMaker.path(hashes, index, &hasher))
    }
    let leaves = leaves(commitment)
    let proofs = streams.sorted().map { stream in
      let key = StreamMap.key(of: stream, &hasher)
      return Evidence.Stream(
        key: stream, proof: StreamMapProof(key: key, above: [], leaves: leaves, &hasher))
    }
    return Evidence(
      subject: streams[0], note: try maker.checkpoint(), commitment: commitment,
      entries: stored, paths: paths, streams: proofs)
  }

  /// RFC 6962's path, by its own words: the leaf's sibling first.
  private static func path(
    _ leaves: [Hash], _ index: Int, _ hasher: inout LedgerFormat.Hasher
  ) -> [Hash] {
    guard leaves.count > 1 else { return [] }
    var middle = 1
    while 2 * middle < leaves.count { middle *= 2 }
    let (left, right) = (Array(leaves[..<middle]), Array(leaves[middle...]))
    if index < middle {
      return path(left, index, &hasher) + [MerkleTree.root(of: right.span, &hasher)]
    }
    return path(right, index - middle, &hasher) + [MerkleTree.root(of: left.span, &hasher)]
  }
}

extension LedgerMaker {
  /// Commits the ledger to its streams.
  func commit() throws {
    let leaves = try EvidenceMaker(self).leaves(size)
    var hasher = LedgerFormat.Hasher()
    var fold = StreamMapFold()
    for leaf in leaves { fold.append(key: leaf.key, hash: leaf.hash(&hasher), &hasher) }
    var body = CBORWriter()
    Commitment(root: fold.finish(&hasher), size: size).encode(into: &body)
    append(body: body.bytes, streams: [])
  }
}
