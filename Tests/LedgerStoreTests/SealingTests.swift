import Foundation
import LedgerFormat
import TestSupport
import Testing

@testable import LedgerStore

@Suite("Entries sealed by a thread of their own")
struct SealingTests {
  /// Sizes at which a few hundred entries fill chunks, segments and every memory of hashes and heads.
  private static func shape(isThreaded: Bool) -> StoreShape {
    var shape = StoreShape.small
    shape.headCacheSlots = 16
    shape.recentHashesMax = 16
    if isThreaded { shape.entriesSealedAtOnceMax = 5 }
    return shape
  }

  /// What the groups of one history are made of, the same for every ledger that it is written to.
  private struct History {
    struct Event {
      var body: [UInt8]
      var lots: [String]
      var openings: [Opening]
    }

    var groups: [[Event]] = []

    init(seed: UInt64) {
      var random = SeededGenerator(seed: seed)
      for group in 0..<4 {
        let count = [700, 3, 40, 900][group]
        groups.append(
          (0..<count).map { number in
            let lots = (0..<Int.random(in: 0...3, using: &random)).map { _ in
              "P/\(Int.random(in: 0..<200, using: &random))"
            }
            let openings = (0..<Int.random(in: 0...1, using: &random)).map { _ in
              Opening(
                field: 1, salt: (0..<16).map { _ in UInt8.random(in: 0 ... .max, using: &random) },
                value: [UInt8](repeating: 7, count: Int.random(in: 0...90, using: &random)))
            }
            return Event(
              body: Body.event("e-\(group)-\(number)", lots: lots), lots: lots, openings: openings)
          })
      }
    }
  }

  @discardableResult
  private static func append(
    _ event: History.Event, to writer: LedgerWriter
  ) throws -> UInt64 {
    try writer.append(
      body: event.body, streams: Body.streams(event.lots),
      keys: TestIndexing().keys(of: event.body.span), openings: event.openings,
      recordedAt: 1_700_000_000_000_000 + writer.view.size)
  }

  /// Every file of the truth, the openings and the tree that is not empty.
  private static func files(of ledger: TemporaryLedger) throws -> [String: [UInt8]] {
    var files = ["committed": try ledger.bytes(of: "committed")]
    for folder in ["entries", "private", "tree"] where ledger.exists(folder) {
      for name in try ledger.names(in: folder) {
        let bytes = try ledger.bytes(of: folder + "/" + name)
        if !bytes.isEmpty { files[folder + "/" + name] = bytes }
      }
    }
    return files
  }

  @Test(
    "are byte for byte those that are sealed at once, whatever is read in between",
    arguments: [UInt64(1), 2])
  func sameBytes(seed: UInt64) throws {
    let history = History(seed: seed)
    var written: [[String: [UInt8]]] = []
    for isThreaded in [false, true] {
      let ledger = try TemporaryLedger(SealingTests.shape(isThreaded: isThreaded))
      let writer = try ledger.create()
      var random = SeededGenerator(seed: seed)
      for group in history.groups {
        try writer.beginGroup()
        for event in group {
          let index = try SealingTests.append(event, to: writer)
          #expect(writer.view.size == index + 1)
          switch Int.random(in: 0..<12, using: &random) {
          case 0: #expect(try writer.view.entry(at: index).body == event.body)
          case 1:
            let old = UInt64.random(in: 0...index, using: &random)
            #expect(try writer.view.entry(at: old).index == old)
          case 2:
            for stream in Body.streams(event.lots) {
              #expect(try writer.view.newestEntry(of: stream) == index)
            }
          default: break
          }
        }
        _ = try writer.commit()
        try writer.updateDerivedFiles()
        #expect(try writer.checkedRoot(since: nil) == writer.view.root(at: writer.view.size))
      }
      try expectWhole(writer.view, size: 1_644)
      written.append(try SealingTests.files(of: ledger))
    }
    #expect(written[0] == written[1])
  }

  @Test("are read as soon as they are appended: whoever asks waits for the thread")
  func readAtOnce() throws {
    let ledger = try TemporaryLedger(SealingTests.shape(isThreaded: true))
    let writer = try ledger.create()
    try writer.beginGroup()
    let opening = Opening(field: 2, salt: [UInt8](repeating: 9, count: 16), value: [1, 2, 3])
    var hasher = LedgerFormat.Hasher()
    for number in 0..<150 {
      let event = History.Event(
        body: Body.event("e-\(number)", lots: ["P/1", "P/\(number)"]),
        lots: ["P/1", "P/\(number)"], openings: [opening])
      let index = try SealingTests.append(event, to: writer)
      let entry = try writer.view.entry(at: index)
      #expect(entry.body == event.body)
      #expect(try entry.previous == writer.view.leafHash(at: index - 1))
      #expect(try writer.view.openings(of: index) == [opening])
      let key = IndexKey.event(party: "P", id: Identifier("e-\(number)"))
      #expect(try writer.view.candidates(for: key) == [index])
      var visited: [UInt64] = []
      // Each is held to the hash that the link to it carries.
      try writer.view.walk(Body.streams(["P/1"])[0]) { index, _, body in
        visited.append(index)
        return visited.count < 40
      }
      #expect(visited == (index - UInt64(visited.count) + 1...index).reversed())
    }
    var scanned: [Hash] = []
    try writer.view.scan(1..<151) { _, _, _, leafHash in
      scanned.append(leafHash)
      return true
    }
    #expect(scanned.count == 150)
    let last = try writer.view.bytes(at: 150)
    #expect(hasher.leafHash(last.span) == scanned[149])
    _ = try writer.commit()
    try expectWhole(writer.view, size: 151)
  }

  @Test("a group that is dropped under the thread leaves nothing")
  func aborted() throws {
    let ledger = try TemporaryLedger(SealingTests.shape(isThreaded: true))
    let writer = try ledger.create()
    let history = History(seed: 3)
    try writer.beginGroup()
    for event in history.groups[2] { try SealingTests.append(event, to: writer) }
    _ = try writer.commit()
    try writer.updateDerivedFiles()
    let before = try SealingTests.files(of: ledger)
    let size = writer.view.size
    for count in [6, 7, 250, 700] {
      try writer.beginGroup()
      for event in history.groups[0].prefix(count) { try SealingTests.append(event, to: writer) }
      try writer.abort()
      #expect(writer.view.size == size)
      try writer.updateDerivedFiles()
      #expect(try SealingTests.files(of: ledger) == before)
    }
    try writer.beginGroup()
    for event in history.groups[3] { try SealingTests.append(event, to: writer) }
    _ = try writer.commit()
    try expectWhole(writer.view, size: size + 900)
  }

  @Test("what an entry names must be what was recorded: the group is told, and dropped")
  func changedHead() throws {
    let ledger = try TemporaryLedger(SealingTests.shape(isThreaded: true))
    do {
      let writer = try ledger.create()
      try ledger.commit([("old-1", ["P/old"])], to: writer)
      for group in 0..<10 {
        try ledger.commit((0..<64).map { ("e-\(group)-\($0)", ["P/\(group)"]) }, to: writer)
      }
    }
    var bytes = try ledger.bytes(of: "entries/0000000000")
    let range = try #require(Data(bytes).range(of: Data("old-1".utf8)))
    bytes[range.lowerBound + 4] ^= 1
    try ledger.write(bytes, to: "entries/0000000000")
    let writer = try ledger.open()
    let before = try SealingTests.files(of: ledger)
    try writer.beginGroup()
    do {
      for number in 0..<2_000 {
        let lots = number == 100 ? ["P/old"] : ["P/9"]
        try ledger.append("new-\(number)", lots: lots, to: writer)
      }
      _ = try writer.commit()
      Issue.record("a changed entry was named")
    } catch StoreError.damage(let damage) { #expect(damage.index == 1) }
    #expect(throws: StoreError.self) { try writer.commit() }
    try writer.abort()
    try writer.updateDerivedFiles()
    #expect(try SealingTests.files(of: ledger) == before)
    try ledger.commit([("next", ["P/9"])], to: writer)
  }

  @Test("a call that fails on the thread stops the writer, and nothing was acknowledged")
  func failingCalls() throws {
    let history = History(seed: 4)
    let whole = try TemporaryLedger(SealingTests.shape(isThreaded: true))
    do {
      let writer = try whole.create()
      try writer.beginGroup()
      for event in history.groups[2] { try SealingTests.append(event, to: writer) }
      _ = try writer.commit()
    }
    let size: UInt64 = 41
    var failures = 0
    for call in stride(from: 20, to: 420, by: 7) {
      let copy = try TemporaryLedger(whole.shape)
      try FileManager.default.copyItem(atPath: whole.path, toPath: copy.path)
      let files = FailingFileSystem(failingCall: call)
      copy.files = files
      var isAcknowledged = false
      do {
        let writer = try copy.open()
        try writer.beginGroup()
        for event in history.groups[0] { try SealingTests.append(event, to: writer) }
        _ = try writer.commit()
        isAcknowledged = true
      } catch let error as StoreError {
        guard case .system(_, _, let code) = error else { throw error }
        #expect(code == 5)
        #expect(files.hasFailed)
        failures += 1
      }
      // The writer is gone, in the middle of its group: nobody writes any more.
      copy.files = HostFileSystem()
      let writer = try copy.open()
      #expect(
        writer.view.size == size || writer.view.size == size + 700,
        "all of the group or nothing: \(writer.view.size)")
      if isAcknowledged { #expect(writer.view.size == size + 700) }
      try expectWhole(writer.view, size: writer.view.size)
    }
    #expect(failures > 20)
  }

  @Test("a writer that stopped says so, and a later one goes on")
  func stopped() throws {
    let ledger = try TemporaryLedger(SealingTests.shape(isThreaded: true))
    _ = try ledger.create()
    let files = FailingFileSystem(failingCall: 120)
    ledger.files = files
    var writer: LedgerWriter? = try ledger.open()
    try writer?.beginGroup()
    do {
      for number in 0..<20_000 {
        try ledger.append("e-\(number)", lots: ["P/\(number % 9)"], to: #require(writer))
      }
      Issue.record("the call did not fail")
    } catch StoreError.system(_, _, let code) { #expect(code == 5) }
    #expect(throws: StoreError.stopped) { try writer?.commit() }
    #expect(throws: StoreError.stopped) { try writer?.abort() }
    writer = nil
    ledger.files = HostFileSystem()
    let next = try ledger.open()
    #expect(next.view.size == 1)
    try ledger.commit([("again", ["P/1"])], to: next)
  }
}
