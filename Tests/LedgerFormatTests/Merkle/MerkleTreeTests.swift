import LedgerFormat
import Testing

@Suite("The Merkle tree")
struct MerkleTreeTests {
  @Test(
    "leaf hashes are those of RFC 6962",
    arguments: [
      ("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
      ("L123456", "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56"),
    ])
  func leafHashes(entry: String, hex: String) {
    var hasher = Hasher()
    let bytes = Array(entry.utf8)
    let found = hasher.leafHash(bytes.span)
    #expect(found.hex == hex)
  }

  @Test("a node's hash is that over the byte 1 and the two hashes")
  func nodeHashes() {
    var hasher = Hasher()
    let (left, right) = (Array("N123".utf8), Array("N456".utf8))
    let example = [1] + left + right
    let found = hasher.digest(example.span)
    #expect(
      found.hex == "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb")
    let (first, second) = (hasher.leafHash(left.span), hasher.leafHash(right.span))
    let message = [1] + first.bytes + second.bytes
    let (node, plain) = (hasher.nodeHash(first, second), hasher.digest(message.span))
    #expect(node == plain)
  }

  @Test("the roots over the eight standard leaves are the known ones")
  func standardRoots() throws {
    let entries: [[UInt8]] = [
      [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
      Array(0x50...0x57), Array(0x60...0x6F),
    ]
    let roots = [
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
      "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
      "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
      "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]
    var hasher = Hasher()
    for (size, root) in roots.enumerated() {
      let tree = ReferenceTree(entries: Array(entries[..<size]))
      #expect(tree.root().hex == root)
      #expect(MerkleTree.root(of: tree.leafHashes.span, &hasher).hex == root)
    }
  }

  @Test("a growing tree has the root of the recursive definition at every size")
  func frontierRoots() throws {
    let tree = ReferenceTree(size: 300)
    var hasher = Hasher()
    var frontier = MerkleFrontier()
    for size in 0...300 {
      #expect(frontier.size == UInt64(size))
      #expect(frontier.root(&hasher) == tree.root(size))
      #expect(try MerkleTree.root(size: UInt64(size), tree, &hasher) == tree.root(size))
      #expect(try MerkleFrontier(size: UInt64(size), tree, &hasher) == frontier)
      #expect(MerkleFrontier(size: UInt64(size), hashes: frontier.hashes) == frontier)
      #expect(MerkleFrontier(size: UInt64(size), hashes: frontier.hashes + [.zero]) == nil)
      if size < 300 { frontier.append(tree.leafHashes[size], &hasher) }
    }
  }

  @Test("the files of the tree gain exactly the hashes of complete tiles")
  func fileHashes() throws {
    let tree = ReferenceTree(size: 1_100)
    var hasher = Hasher()
    var frontier = MerkleFrontier()
    var files: [[Hash]] = [[], [], []]
    for (position, leafHash) in tree.leafHashes.enumerated() {
      frontier.append(leafHash, &hasher) { level, hash in files[level].append(hash) }
      for level in 0..<3 {
        #expect(
          files[level].count
            == Int(MerkleTree.hashCount(level: level, size: UInt64(position + 1))))
      }
    }
    #expect(files[0] == tree.leafHashes)
    for (number, hash) in files[1].enumerated() {
      let tile = Array(tree.leafHashes[number * 256..<(number + 1) * 256])
      #expect(hash == ReferenceTree.root(tile[...]))
      let bytes = tile.flatMap(\.bytes)
      let fromHashes = MerkleTree.tileRoot(tile.span, &hasher)
      let fromBytes = MerkleTree.tileRoot(bytes: bytes.span, &hasher)
      #expect(fromHashes == hash)
      #expect(fromBytes == hash)
    }
    // A frontier fed with whole tiles and the rest of the leaves is the same.
    var byTiles = MerkleFrontier()
    for hash in files[1] { byTiles.append(tile: hash, level: 1, &hasher) }
    for leafHash in tree.leafHashes[1_024...] { byTiles.append(leafHash, &hasher) }
    #expect(byTiles == frontier)
    // Any node can be had from the files.
    #expect(try MerkleTree.root(size: 1_100, Files(files: files), &hasher) == tree.root())
  }

  @Test("the sixty-fourth level of the files is empty, whatever the size")
  func highestLevel() {
    #expect(MerkleTree.hashCount(level: 7, size: .max) == 255)
    #expect(MerkleTree.hashCount(level: 8, size: .max) == 0)
    #expect(MerkleTree.hashCount(level: 63, size: .max) == 0)
  }
}

/// The tree's files in memory.
private struct Files: TreeFileSource {
  typealias Failure = ReferenceTree.OutOfTree

  var files: [[Hash]]

  func fileHash(level: Int, index: UInt64) throws(ReferenceTree.OutOfTree) -> Hash {
    guard index < files[level].count else {
      throw ReferenceTree.OutOfTree(node: MerkleNode(level: 8 * level, index: index))
    }
    return files[level][Int(index)]
  }
}

extension Hash {
  static let zero: Hash = {
    let bytes = [UInt8](repeating: 0, count: Hash.sizeBytes)
    return Hash(bytes.span)
  }()

  /// The digest with one bit turned.
  func flipping(bit: Int) -> Hash {
    var bytes = self.bytes
    bytes[bit / 8] ^= 1 << UInt8(bit % 8)
    return Hash(bytes.span)
  }
}
