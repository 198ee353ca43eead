import Foundation
import LedgerFormat
import Testing

@testable import LedgerStore

@Suite("What a later entry names is what was recorded")
struct ChangedHeadTests {
  /// A ledger of several whole tiles, in which lot `P/old` has only early entries.
  private func ledger() throws -> TemporaryLedger {
    let ledger = try TemporaryLedger()
    let writer = try ledger.create()
    try ledger.commit([("old-1", ["P/old"])], to: writer)
    for group in 0..<10 {
      try ledger.commit((0..<64).map { ("e-\(group)-\($0)", ["P/\(group)"]) }, to: writer)
    }
    return ledger
  }

  @Test("an entry changed in place, far behind the newest, is linked to by no later one")
  func changed() throws {
    let ledger = try ledger()
    var bytes = try ledger.bytes(of: "entries/0000000000")
    let range = try #require(Data(bytes).range(of: Data("old-1".utf8)))
    bytes[range.lowerBound + 4] ^= 1
    try ledger.write(bytes, to: "entries/0000000000")
    let writer = try ledger.open()
    try ledger.commit([("new-1", ["P/9"])], to: writer)
    try writer.beginGroup()
    do {
      try ledger.append("new-2", lots: ["P/old"], to: writer)
      Issue.record("a changed entry was named")
    } catch StoreError.damage(let damage) { #expect(damage.index == 1) }
    try writer.abort()
  }

  @Test("tree files that are wrong and agree with one another accuse no entry either")
  func wrongTreeInItself() throws {
    let ledger = try ledger()
    var hasher = LedgerFormat.Hasher()
    var leaves = try ledger.bytes(of: "tree/0")
    leaves[40] ^= 1
    try ledger.write(leaves, to: "tree/0")
    // The hash above is that of the wrong ones, as an opening makes it that finds no better.
    var above = try ledger.bytes(of: "tree/1")
    let hashes = (0..<MerkleTree.tileWidth).map { Hash(leaves.span, at: $0 * Hash.sizeBytes) }
    let root = MerkleTree.root(of: hashes.span, &hasher)
    above.replaceSubrange(0..<Hash.sizeBytes, with: root.bytes)
    try ledger.write(above, to: "tree/1")
    try expectTreeAccused("tree/0", offset: 32, in: ledger)
  }

  @Test("tree files that are wrong accuse no entry, and are made anew")
  func wrongTree() throws {
    let ledger = try ledger()
    var bytes = try ledger.bytes(of: "tree/0")
    bytes[40] ^= 1
    try ledger.write(bytes, to: "tree/0")
    try expectTreeAccused("tree/1", offset: 0, in: ledger)
  }

  /// Appending to the old lot accuses the tree there, and succeeds once that is made anew.
  private func expectTreeAccused(
    _ path: String, offset: Int, in ledger: TemporaryLedger
  ) throws {
    let writer = try ledger.open()
    try writer.beginGroup()
    #expect(throws: StoreError.indexDamaged(path: path, offset: offset)) {
      try ledger.append("new-2", lots: ["P/old"], to: writer)
    }
    try writer.abort()
    try writer.reindex()
    try ledger.commit([("new-2", ["P/old"])], to: writer)
  }
}
