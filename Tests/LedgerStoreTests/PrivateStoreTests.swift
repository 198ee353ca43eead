import Foundation
import LedgerFormat
import Testing

@testable import LedgerStore

@Suite("Openings of private fields")
struct PrivateStoreTests {
  private func opening(_ field: UInt8, _ value: String) -> Opening {
    Opening(field: field, salt: Array(repeating: field, count: 16), value: Array(value.utf8))
  }

  private func append(_ openings: [Opening], _ ledger: TemporaryLedger, _ writer: LedgerWriter)
    throws -> UInt64
  {
    try writer.append(
      body: Body.event("e-\(writer.view.size)", lots: []), streams: [],
      keys: TestIndexing().keys(of: Body.event("e-\(writer.view.size)", lots: []).span),
      openings: openings, recordedAt: 1)
  }

  @Test("they are there from the append on and after reopening, until they are erased")
  func eraseLeavesNothing() throws {
    let ledger = try TemporaryLedger()
    var writer: LedgerWriter? = try ledger.create()
    for _ in 0..<100 {
      let current = try #require(writer)
      try current.beginGroup()
      let openings = [opening(1, "handler \(current.view.size)"), opening(2, "checker")]
      let index = try append(openings, ledger, current)
      #expect(try current.view.openings(of: index) == openings)
      _ = try current.commit()
    }
    writer = nil
    let reopened = try ledger.open()
    #expect(try ledger.names(in: "private") == ["0000000000", "0000000001"])
    #expect(
      try reopened.view.openings(of: 70).map(\.value)
        == ["handler 70", "checker"].map { Array($0.utf8) })
    let root = try reopened.checkedRoot(since: nil)
    #expect(try reopened.erase(index: 70, field: 1) == 1)
    #expect(try reopened.view.openings(of: 70) == [opening(2, "checker")])
    #expect(try reopened.erase(index: 71) == 2)
    #expect(try reopened.erase(index: 71) == 0)
    #expect(try reopened.view.openings(of: 71).isEmpty)
    let text = String(decoding: try ledger.bytes(of: "private/0000000001"), as: UTF8.self)
    #expect(!text.contains("handler 70") && !text.contains("handler 71"))
    #expect(text.contains("handler 72"))
    #expect(try ledger.read().openings(of: 72).count == 2)
    #expect(try reopened.checkedRoot(since: nil) == root)
  }

  @Test("a flipped bit costs one opening at most, also after the next append")
  func flippedBits() throws {
    let whole = try TemporaryLedger()
    do {
      let writer = try whole.create()
      for number in 1...3 {
        try writer.beginGroup()
        #expect(try append([opening(1, "handler \(number)")], whole, writer) == UInt64(number))
        _ = try writer.commit()
      }
    }
    let path = "private/0000000000"
    let bytes = try whole.bytes(of: path)
    let recordSizeBytes = bytes.count / 3
    for place in bytes.indices {
      let copy = try TemporaryLedger()
      try FileManager.default.copyItem(atPath: whole.path, toPath: copy.path)
      var changed = bytes
      changed[place] ^= 1 << UInt8(place % 8)
      try copy.write(changed, to: path)
      let writer = try copy.open()
      try writer.beginGroup()
      #expect(try append([opening(1, "handler 4")], copy, writer) == 4)
      _ = try writer.commit()
      for number in 1...4 where number != place / recordSizeBytes + 1 {
        let values = try writer.view.openings(of: UInt64(number)).map(\.value)
        #expect(values == [Array("handler \(number)".utf8)], "byte \(place), entry \(number)")
      }
    }
  }

  @Test("of a file of many pieces each is found, also the longest, and behind a damaged head")
  func manyPieces() throws {
    let ledger = try TemporaryLedger()
    let sizes = [0, 1, 40, 700, 32_000, 60_000, PrivateRecord.valueSizeBytesMax]
    func opening(of entry: Int) -> Opening {
      let value = [UInt8](repeating: UInt8(entry), count: sizes[entry % sizes.count])
      return Opening(field: 1, salt: Array(repeating: 7, count: 16), value: value)
    }
    do {
      let writer = try ledger.create()
      try writer.beginGroup()
      for entry in 1...60 {
        #expect(try append([opening(of: entry)], ledger, writer) == UInt64(entry))
      }
      _ = try writer.commit()
    }
    for entry in 1...60 {
      #expect(try ledger.read().openings(of: UInt64(entry)) == [opening(of: entry)])
    }
    let path = "private/0000000000"
    let whole = try ledger.bytes(of: path)
    let starts = (1...60).reduce(into: [0]) { starts, entry in
      starts.append(starts[entry - 1] + PrivateRecord.sizeBytesMin + sizes[entry % sizes.count])
    }
    #expect(starts[60] == whole.count)
    for damaged in [2, 6, 33] {
      let start = starts[damaged - 1]
      var bytes = whole
      bytes[start] ^= 1
      try ledger.write(bytes, to: path)
      let view = try ledger.read()
      for entry in 1...60 {
        let expected = entry == damaged ? [] : [opening(of: entry)]
        #expect(try view.openings(of: UInt64(entry)) == expected, "entry \(entry) of \(damaged)")
      }
    }
  }

  @Test("those of an aborted, a trial or a lost group are gone")
  func dropsOpenings() throws {
    let ledger = try TemporaryLedger()
    var writer: LedgerWriter? = try ledger.create()
    for isTrial in [false, true] {
      try writer?.beginGroup(isTrial: isTrial)
      let index = try append([opening(1, "secret")], ledger, #require(writer))
      #expect(try writer?.view.openings(of: index) == [opening(1, "secret")])
      try writer?.abort()
    }
    let committed = try ledger.bytes(of: "committed")
    let entries = try ledger.bytes(of: "entries/0000000000")
    try writer?.beginGroup()
    _ = try append([opening(1, "lost")], ledger, #require(writer))
    _ = try writer?.commit()
    writer = nil
    try ledger.write(committed, to: "committed")
    try ledger.write(entries + [0, 200, 1], to: "entries/0000000000")
    writer = try ledger.open()
    #expect(writer?.report.droppedOpeningBytes == 44)
    try writer?.beginGroup()
    let index = try append([opening(3, "kept")], ledger, #require(writer))
    _ = try writer?.commit()
    #expect(try writer?.view.openings(of: index) == [opening(3, "kept")])
    let text = String(decoding: try ledger.bytes(of: "private/0000000000"), as: UTF8.self)
    #expect(!text.contains("lost") && !text.contains("secret"))
  }

  @Test("a torn record is recognised at every length")
  func tornRecord() throws {
    let ledger = try TemporaryLedger()
    try ledger.root.make()
    var bytes: [UInt8] = []
    PrivateRecord.append(opening(1, "first"), index: 7, to: &bytes)
    let end = bytes.count
    PrivateRecord.append(opening(2, "second"), index: UInt64(1) << 40, to: &bytes)
    for length in end...bytes.count {
      try ledger.write(Array(bytes[..<length]), to: "file")
      let file = try PrivateFile(try ledger.root.open("file", .write), size: .max)
      #expect(file.sizeBytes == (length == bytes.count ? length : end))
      #expect(try file.openings(of: 7) == [opening(1, "first")])
    }
    let whole = try PrivateFile(try ledger.root.open("file", .write), size: .max)
    #expect(try whole.openings(of: 1 << 40) == [opening(2, "second")])
  }

  @Test(
    "an opening of a lost group, cut by a process that was killed, does not come back with the power"
  )
  func cutTwice() throws {
    for seed in 0..<40 as Range<UInt64> {
      let simulation = Simulation(seed: seed)
      let disk = simulation.disk
      func open() throws -> LedgerWriter {
        try LedgerWriter.open(
          simulation.folder, shape: simulation.shape, waitMilliseconds: 0, indexing: TestIndexing())
      }
      func append(_ id: String, _ openings: [Opening], to writer: LedgerWriter) throws {
        let body = Body.event(id, lots: [])
        try writer.append(
          body: body, streams: [], keys: TestIndexing().keys(of: body.span), openings: openings,
          recordedAt: 1)
      }
      try simulation.open()
      let writer = try #require(simulation.writer)
      try writer.beginGroup()
      try append("a-1", [opening(1, "one")], to: writer)
      _ = try writer.commit()
      simulation.end(isPowerLost: false)
      // What a group left whose openings were durable and whose entries never were.
      let path = Simulation.root + "/private/0000000000"
      var bytes = try #require(disk.contents(of: path))
      PrivateRecord.append(opening(1, "stranger"), index: 2, to: &bytes)
      disk.replace(path, with: bytes)
      // The first process that appends cuts it, and is killed before it syncs anything.
      let killed = try open()
      try killed.beginGroup()
      try append("b-1", [], to: killed)
      disk.endProcesses()
      // The next one finds nothing to cut, and acknowledges an entry of that index.
      let next = try open()
      try next.beginGroup()
      try append("c-1", [], to: next)
      _ = try next.commit()
      simulation.end(isPowerLost: true)
      #expect(try open().view.openings(of: 2).isEmpty, "seed \(seed)")
    }
  }
}
