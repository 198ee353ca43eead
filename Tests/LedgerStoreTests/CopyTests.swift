import LedgerFormat
import Testing

@testable import LedgerStore

@Suite("A copy of a ledger")
struct CopyTests {
  /// A ledger of 101 entries in two segments, and where its copy goes.
  private func source() throws -> (TemporaryLedger, TemporaryLedger) {
    let ledger = try TemporaryLedger()
    let writer = try ledger.create()
    for group in 0..<10 {
      try ledger.commit((0..<10).map { ("g\(group)-\($0)", ["P/\($0)"]) }, to: writer)
    }
    return (ledger, try TemporaryLedger())
  }

  @discardableResult
  private func copy(
    _ ledger: TemporaryLedger, to target: TemporaryLedger, mark: CopyMark = .backup
  ) throws -> CopyReport {
    try LedgerCopier(from: ledger.root, shape: .small, indexing: TestIndexing())
      .copy(to: target.root, mark: mark, includesPrivate: true)
  }

  private func append(_ id: String, to ledger: TemporaryLedger) throws {
    let writer = try ledger.open()
    try ledger.commit([(id, ["P/x"])], to: writer)
  }

  @Test("only what is new is written, and nothing of what stands there is read again")
  func incremental() throws {
    let (ledger, target) = try source()
    let first = try copy(ledger, to: target)
    #expect(first.size == 101 && first.previousSize == 0)
    try append("later", to: ledger)
    let second = try copy(ledger, to: target)
    #expect(second.size == 102 && second.previousSize == 101)
    #expect(second.entryBytes < 300)
    #expect(try copy(ledger, to: target).entryBytes == 0)
  }

  @Test("a group under way and the bytes of an interrupted one are not copied")
  func horizon() throws {
    let (ledger, target) = try source()
    let writer = try ledger.open()
    try writer.beginGroup()
    for number in 0..<60 { try ledger.append("open-\(number)", lots: [], to: writer) }
    #expect(try copy(ledger, to: target).size == 101)
    _ = try writer.commit()
    #expect(try copy(ledger, to: target).size == 161)
    #expect(try target.read().bytes(at: 160) == ledger.read().bytes(at: 160))
  }

  @Test("a folder that holds something else, or another ledger's copy, is left alone")
  func otherContent() throws {
    let (ledger, target) = try source()
    let other = try TemporaryLedger()
    var writer: LedgerWriter? = try other.create()
    try other.commit([("other", [])], to: try #require(writer))
    writer = nil
    #expect(throws: CopyError.notACopy(path: other.path)) { try copy(ledger, to: other) }
    #expect(throws: CopyError.notACopy(path: ledger.path)) { try copy(ledger, to: ledger) }
    try copy(ledger, to: target)
    // A ledger of another genesis has another first entry.
    try other.write(Array("hazledger backup 1\nffff\n".utf8), to: "backup")
    #expect(throws: CopyError.otherLedger(path: other.path)) { try copy(ledger, to: other) }
    #expect(throws: CopyError.notACopy(path: target.path)) {
      try copy(ledger, to: target, mark: .restoring)
    }
  }

  @Test("a copy that is longer than the ledger, or differs from it, is not changed")
  func ahead() throws {
    let (ledger, target) = try source()
    let (older, fork) = (try TemporaryLedger(), try TemporaryLedger())
    try copy(ledger, to: older, mark: .restoring)
    try copy(ledger, to: fork, mark: .restoring)
    for copy in [older, fork] { try copy.remove(CopyMark.restoring.name) }
    try append("one", to: ledger)
    try copy(ledger, to: target)
    let committed = try target.bytes(of: Layout.committed)
    #expect(throws: CopyError.copyAhead(path: target.path, copySize: 102, size: 101)) {
      try copy(older, to: target)
    }
    try append("two", to: fork)
    #expect {
      try copy(fork, to: target)
    } throws: { error in
      guard case CopyError.diverged(_, 102, _, _) = error else { return false }
      return true
    }
    #expect(try target.bytes(of: Layout.committed) == committed)
  }

  @Test("a flipped byte in the new entries is found before the copy counts")
  func flippedByte() throws {
    let (ledger, target) = try source()
    var bytes = try ledger.bytes(of: Layout.segmentPath(0))
    bytes[bytes.count / 2] ^= 1
    try ledger.write(bytes, to: Layout.segmentPath(0))
    #expect {
      try copy(ledger, to: target)
    } throws: { error in
      guard case CopyError.store(.damage) = error else { return false }
      return true
    }
    #expect(throws: StoreError.self) { try target.read() }
  }

  @Test("a full segment of the copy that lost bytes is told")
  func shortSegment() throws {
    let (ledger, target) = try source()
    try copy(ledger, to: target)
    try append("one", to: ledger)
    try target.write(
      Array(target.bytes(of: Layout.segmentPath(0)).dropLast()), to: Layout.segmentPath(0))
    #expect {
      try copy(ledger, to: target)
    } throws: { error in
      guard case CopyError.store(.damage(let damage)) = error else { return false }
      return damage.path == target.path + "/" + Layout.segmentPath(0)
    }
  }
}
