import LedgerFormat
import Testing

@testable import LedgerStore

@Suite("Appending in groups")
struct WriterTests {
  @Test("what was acknowledged is there after reopening, linked on every stream")
  func survivesReopening() throws {
    let ledger = try TemporaryLedger()
    var writer: LedgerWriter? = try ledger.create()
    for number in 0..<300 {
      let lots = ["P/\(number % 7)", "P/\(number % 11)"]
      try ledger.commit([("e-\(number)", lots)], to: #require(writer))
    }
    writer = nil
    let reopened = try ledger.open()
    #expect(reopened.report == OpenReport(size: 301, committedSize: 301))
    try expectWhole(reopened.view, size: 301)
    try expectWhole(try ledger.read(), size: 301)
  }

  @Test("a group says of all its entries but the last that more follows")
  func marksGroups() throws {
    let ledger = try TemporaryLedger()
    let writer = try ledger.create()
    let receipt = try ledger.commit([("a", ["P/1"]), ("b", ["P/1"]), ("c", [])], to: writer)
    #expect(receipt.indices == 1..<4)
    #expect(try receipt.lastLeafHash == writer.view.leafHash(at: 3))
    #expect(try (0..<4).map { try writer.view.entry(at: $0).more } == [false, true, true, false])
  }

  @Test("an aborted group leaves nothing, also across segments")
  func abortLeavesNothing() throws {
    let ledger = try TemporaryLedger()
    let writer = try ledger.create()
    try ledger.commit([("first", ["P/1"])], to: writer)
    let before = try ledger.bytes(of: "entries/0000000000")
    let root = try writer.checkedRoot(since: nil)
    try writer.beginGroup()
    for number in 0..<500 { try ledger.append("e-\(number)", lots: ["P/1"], to: writer) }
    #expect(try writer.view.newestEntry(of: Body.streams(["P/1"])[0]) == 501)
    try writer.abort()
    #expect(try ledger.names(in: "entries") == ["0000000000"])
    #expect(try ledger.bytes(of: "entries/0000000000") == before)
    #expect(try writer.view.newestEntry(of: Body.streams(["P/1"])[0]) == 1)
    #expect(try writer.view.candidates(for: .event(party: "P", id: "e-3")).isEmpty)
    #expect(try writer.checkedRoot(since: nil) == root)
    try ledger.commit([("next", ["P/1"])], to: writer)
    try expectWhole(writer.view, size: 3)
  }

  @Test("an entry is known as the only one of a stream, and no other as such")
  func onlyEntry() throws {
    let ledger = try TemporaryLedger()
    let writer = try ledger.create()
    try ledger.commit([("a", ["P/1", "P/2", "P/3"]), ("b", ["P/2", "P/4"])], to: writer)
    let streams = ["P/3", "P/2", "P/4", "P/1", "P/1"].map { Body.streams([$0])[0] }
    #expect(try writer.view.isOnlyEntry(1, on: streams) == [true, false, false, true, false])
    #expect(try writer.view.isOnlyEntry(2, on: streams) == [false, false, true, false, false])
    #expect(try writer.view.isOnlyEntry(0, on: streams) == [false, false, false, false, false])
    #expect(try writer.view.isOnlyEntry(1, on: []) == [])
    try ledger.commit([("c", ["P/3"])], to: writer)
    #expect(try writer.view.isOnlyEntry(1, on: streams) == [false, false, false, true, false])
  }

  @Test("a trial group is read like any other and is gone at its end")
  func trialIsDropped() throws {
    let ledger = try TemporaryLedger()
    let writer = try ledger.create()
    for number in 0..<70 { try ledger.commit([("a-\(number)", ["P/1"])], to: writer) }
    let root = try writer.checkedRoot(since: nil)
    try writer.beginGroup(isTrial: true)
    for number in 0..<300 { try ledger.append("t-\(number)", lots: ["P/2"], to: writer) }
    var ids: [String] = []
    try writer.view.walk(Body.streams(["P/2"])[0]) { _, _, body in
      ids.append((try? Body.id(of: body)) ?? "?")
      return true
    }
    #expect(ids == (0..<300).reversed().map { "t-\($0)" })
    #expect(try writer.view.candidates(for: .event(party: "P", id: "t-7")) == [78])
    #expect(try writer.commit().indices == 71..<371)
    #expect(writer.view.size == 71)
    #expect(try writer.view.newestEntry(of: Body.streams(["P/2"])[0]) == nil)
    #expect(try writer.checkedRoot(since: nil) == root)
    try ledger.commit([("b", ["P/1", "P/2"])], to: writer)
    try expectWhole(writer.view, size: 72)
  }

  @Test("an entry too large is refused and the group goes on without it")
  func refusesLargeEntries() throws {
    let ledger = try TemporaryLedger()
    let writer = try ledger.create()
    try writer.beginGroup()
    try ledger.append("a", lots: ["P/1"], to: writer)
    let lots = (0..<256).map { "P/" + String(repeating: "x", count: 240) + String(1_000 + $0) }
    // The first links of 256 streams just fit; later ones carry a hash each, and no longer do.
    try ledger.append("b", lots: [], to: writer)
    try writer.append(body: Body.genesis, streams: Body.streams(lots), keys: [], recordedAt: 1)
    #expect(throws: StoreError.self) {
      try writer.append(body: Body.genesis, streams: Body.streams(lots), keys: [], recordedAt: 1)
    }
    let large = Body.text(sizeBytes: 48_000)
    try writer.append(body: large, streams: [], keys: [], recordedAt: 1)
    #expect(throws: StoreError.entryTooLarge(sizeBytes: 48_001, sizeBytesMax: 48_000)) {
      let body = Body.text(sizeBytes: 48_001)
      try writer.append(body: body, streams: [], keys: [], recordedAt: 1)
    }
    _ = try writer.commit()
    #expect(try writer.view.entry(at: 4).more == false)
    #expect(try writer.view.entry(at: 4).body == large)
    try expectWhole(writer.view, size: 5)
  }

  @Test("there is one writer at a time, and readers beside it")
  func locks() throws {
    let ledger = try TemporaryLedger()
    var writer: LedgerWriter? = try ledger.create()
    #expect {
      _ = try ledger.open(waitMilliseconds: 30)
    } throws: { error in
      guard case .locked(_, let waited)? = error as? StoreError else { return false }
      return waited >= 30
    }
    #expect(try ledger.read().size == 1)
    #expect(writer != nil)
    writer = nil
    #expect(try ledger.open().view.size == 1)
  }

  @Test("creating never touches what is there, and opening never makes a ledger")
  func createAndOpenDiffer() throws {
    let ledger = try TemporaryLedger()
    #expect(throws: StoreError.notALedger(path: ledger.path)) { _ = try ledger.open() }
    #expect(throws: StoreError.notALedger(path: ledger.path)) { _ = try ledger.read() }
    #expect(!ledger.exists(""))
    _ = try ledger.create()
    #expect(throws: StoreError.exists(path: ledger.path)) { _ = try ledger.create() }
  }
}

/// Checks every entry's place in the chain and on its streams, and the look-ups, by the slow way.
func expectWhole(
  _ view: LedgerView, size: UInt64, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  try #require(view.size == size, sourceLocation: sourceLocation)
  var heads: [StreamKey: Link.Previous] = [:]
  var ordinals: [StreamKey: UInt64] = [:]
  var previous: Hash?
  var leaves: [Hash] = []
  var hasher = Hasher()
  for index in 0..<size {
    let entry = try view.entry(at: index)
    #expect(entry.index == index && entry.previous == previous, sourceLocation: sourceLocation)
    let hash = try view.leafHash(at: index)
    for link in entry.links {
      #expect(link.previous == heads[link.stream], sourceLocation: sourceLocation)
      #expect(link.ordinal == ordinals[link.stream, default: 0], sourceLocation: sourceLocation)
      heads[link.stream] = Link.Previous(index: index, hash: hash)
      ordinals[link.stream, default: 0] += 1
    }
    if let id = try Body.id(of: entry.body.span) {
      let key = IndexKey.event(party: "P", id: Identifier(id))
      #expect(try view.candidates(for: key) == [index], sourceLocation: sourceLocation)
    }
    leaves.append(hash)
    previous = hash
  }
  for (stream, head) in heads {
    #expect(try view.newestEntry(of: stream) == head.index, sourceLocation: sourceLocation)
    var count: UInt64 = 0
    try view.walk(stream) { _, _, _ in
      count += 1
      return true
    }
    #expect(count == ordinals[stream], sourceLocation: sourceLocation)
  }
  #expect(try view.statistics().lots == UInt64(heads.count), sourceLocation: sourceLocation)
  let root = MerkleTree.root(of: leaves.span, &hasher)
  #expect(try view.root(at: size) == root, sourceLocation: sourceLocation)
}
