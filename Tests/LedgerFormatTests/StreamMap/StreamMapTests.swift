import LedgerFormat
import Testing

@Suite("The stream map")
struct StreamMapTests {
  /// The streams of the vectors, each with its leaf.
  private static func streams() throws -> [(stream: StreamKey, leaf: StreamMapLeaf)] {
    try vectors("map.txt").filter { $0[0] == "stream" }.map { line in
      let kind = try #require(UInt8(line[1]).flatMap(StreamKind.init))
      let key = try #require(Hash(hex: line[3]))
      let count = try #require(UInt64(line[4]))
      let head = try #require(Hash(hex: line[5]))
      return (
        StreamKey(kind: kind, id: Identifier(line[2])),
        StreamMapLeaf(key: key, count: count, head: head)
      )
    }
  }

  private static func leaves(_ count: Int) throws -> [StreamMapLeaf] {
    try streams().prefix(count).map(\.leaf).sorted { $0.key < $1.key }
  }

  static func root(_ leaves: [StreamMapLeaf]) -> Hash {
    var hasher = Hasher()
    var fold = StreamMapFold()
    for leaf in leaves { fold.append(key: leaf.key, hash: leaf.hash(&hasher), &hasher) }
    return fold.finish(&hasher)
  }

  @Test("keys are those that another program computes from the format's page")
  func keys() throws {
    var hasher = Hasher()
    for (stream, leaf) in try StreamMapTests.streams() {
      #expect(StreamMap.key(of: stream, &hasher) == leaf.key, "\(stream)")
    }
  }

  @Test("roots are those of another program, at every number of streams")
  func roots() throws {
    let roots = try vectors("map.txt").filter { $0[0] == "root" }
    #expect(roots.count == 34)
    for line in roots {
      let count = try #require(Int(line[1]))
      #expect(StreamMapTests.root(try StreamMapTests.leaves(count)).hex == line[2])
    }
  }

  @Test("proofs are those of another program, and prove presence and absence")
  func proofs() throws {
    var hasher = Hasher()
    let all = try StreamMapTests.streams()
    for line in try vectors("map.txt").filter({ $0[0] == "proof" }) {
      let size = try #require(Int(line[1]))
      let kind = try #require(UInt8(line[2]).flatMap(StreamKind.init))
      let stream = StreamKey(kind: kind, id: Identifier(line[3]))
      let (key, leaves) = (StreamMap.key(of: stream, &hasher), try StreamMapTests.leaves(size))
      let proof = StreamMapProof(key: key, above: [], leaves: leaves, &hasher)
      #expect(proof.siblings.map(\.hex) == Array(line.dropFirst(5)))
      #expect((proof.leaf?.key.hex ?? "-") == line[4])
      let found = try proof.verify(key: key, root: StreamMapTests.root(leaves), &hasher)
      #expect(found == all.prefix(size).first { $0.stream == stream }?.leaf)
    }
  }

  @Test("keys that share many bits cost a longer path and give the same map")
  func sharedBits() throws {
    var hasher = Hasher()
    func key(_ last: UInt8) -> Hash {
      Hash((Array(repeating: 0xA5, count: 31) + [last]).span)
    }
    let leaves = [0, 1, 2, 255].map { StreamMapLeaf(key: key($0), count: 1, head: key(7)) }
    let root = StreamMapTests.root(leaves)
    for leaf in leaves {
      let proof = StreamMapProof(key: leaf.key, above: [], leaves: leaves, &hasher)
      #expect(try proof.verify(key: leaf.key, root: root, &hasher) == leaf)
    }
    let deepest = StreamMapProof(key: key(0), above: [], leaves: leaves, &hasher)
    #expect(deepest.siblings.count == StreamMap.depthMax)
    // A key that leaves the shared bits early ends at nothing.
    let other = Hash(Array(repeating: 0xA4, count: 32).span)
    let absent = StreamMapProof(key: other, above: [], leaves: leaves, &hasher)
    #expect(absent.leaf == nil)
    #expect(try absent.verify(key: other, root: root, &hasher) == nil)
  }

  @Test("a proof with any bit flipped proves nothing")
  func flippedBits() throws {
    var hasher = Hasher()
    let leaves = try StreamMapTests.leaves(33)
    let root = StreamMapTests.root(leaves)
    let absent = StreamMap.key(of: StreamKey(kind: .lot, id: "P/unknown"), &hasher)
    for key in [leaves[0].key, leaves[17].key, absent] {
      let proof = StreamMapProof(key: key, above: [], leaves: leaves, &hasher)
      for position in proof.siblings.indices {
        for bit in 0..<256 {
          var changed = proof
          changed.siblings[position] = changed.siblings[position].flipped(bit)
          #expect(throws: ProofError.self) { try changed.verify(key: key, root: root, &hasher) }
        }
      }
      guard let leaf = proof.leaf else { continue }
      for bit in 0..<256 {
        var changed = proof
        changed.leaf?.head = leaf.head.flipped(bit)
        #expect(throws: ProofError.self) { try changed.verify(key: key, root: root, &hasher) }
        changed = proof
        changed.leaf?.key = leaf.key.flipped(bit)
        #expect(throws: ProofError.self) { try changed.verify(key: key, root: root, &hasher) }
      }
    }
  }

  @Test("a count that is lowered, a path that is cut, and another stream's leaf prove nothing")
  func forgeries() throws {
    var hasher = Hasher()
    let leaves = try StreamMapTests.leaves(33)
    let root = StreamMapTests.root(leaves)
    let key = leaves[3].key
    let proof = StreamMapProof(key: key, above: [], leaves: leaves, &hasher)
    let leaf = try #require(proof.leaf)
    var forged: [StreamMapProof] = []
    for count in [0, leaf.count - 1, leaf.count + 1] {
      forged.append(
        StreamMapProof(
          siblings: proof.siblings,
          leaf: StreamMapLeaf(key: key, count: count, head: leaf.head)))
    }
    forged.append(StreamMapProof(siblings: proof.siblings, leaf: nil))
    forged.append(StreamMapProof(siblings: Array(proof.siblings.dropLast()), leaf: leaf))
    forged.append(StreamMapProof(siblings: proof.siblings.reversed(), leaf: leaf))
    // That another stream is in the map does not show that this one is not.
    forged.append(StreamMapProof(key: leaves[20].key, above: [], leaves: leaves, &hasher))
    forged.append(
      StreamMapProof(
        siblings: Array(repeating: StreamMap.emptyHash, count: 257), leaf: leaf))
    for proof in forged {
      #expect(throws: ProofError.self) { try proof.verify(key: key, root: root, &hasher) }
    }
  }
}

extension Hash {
  /// The digest with one bit changed, the most significant of the first byte being number 0.
  func flipped(_ bit: Int) -> Hash {
    var bytes = bytes
    bytes[bit / 8] ^= 0x80 >> UInt8(bit % 8)
    return Hash(bytes.span)
  }
}
