import Foundation
import LedgerFormat
import Testing

@testable import LedgerStore

@Suite("Opening after anything")
struct RecoveryTests {
  /// A ledger whose last group stands behind what `committed` says, as after a crash.
  private func ledgerWithTail(
    before: Int, group: [(String, [String])]
  ) throws -> (ledger: TemporaryLedger, size: UInt64) {
    let ledger = try TemporaryLedger()
    let writer = try ledger.create()
    for number in 0..<before { try ledger.commit([("a-\(number)", ["P/1"])], to: writer) }
    let committed = try ledger.bytes(of: "committed")
    try ledger.commit(group, to: writer)
    try ledger.write(committed, to: "committed")
    return (ledger, UInt64(before) + 1)
  }

  private let group = [("x", ["P/1"]), ("y", ["P/1", "P/2"]), ("z", ["P/2"])]

  @Test("a group torn at any byte is moved to quarantine, and the ledger goes on")
  func tornAtEveryByte() throws {
    let (ledger, size) = try ledgerWithTail(before: 3, group: group)
    let path = "entries/0000000000"
    let whole = try ledger.bytes(of: path)
    let end = try ledger.read().log.locate(size - 1).range.upperBound
    for length in end...whole.count {
      let copy = try TemporaryLedger()
      try FileManager.default.copyItem(atPath: ledger.path, toPath: copy.path)
      try copy.write(Array(whole[..<length]), to: path)
      let writer = try copy.open()
      let isWhole = length == whole.count
      try #require(writer.view.size == (isWhole ? size + 3 : size), "\(length) bytes")
      #expect(writer.report.addedEntries == (isWhole ? 3 : 0))
      let tails = writer.report.quarantined
      #expect(tails.count == (isWhole || length == end ? 0 : 1), "\(length) bytes")
      if let tail = tails.first {
        #expect(try copy.bytes(of: tail.path) == Array(whole[end..<length]))
        #expect(tail.firstIndex == size && !tail.isAcknowledgementUnknown)
      }
      try copy.commit([("next", ["P/1", "P/2"])], to: writer)
      try expectWhole(writer.view, size: writer.view.size)
    }
  }

  @Test("what a newer program wrote behind an old mark is never cut off", arguments: [true, false])
  func newerTail(isWhole: Bool) throws {
    let ledger = try TemporaryLedger()
    do { try ledger.commit([("a", ["P/1"])], to: ledger.create()) }
    let path = "entries/0000000000"
    let bytes = try ledger.bytes(of: path)
    var newer: [UInt8] = [0x84, 0x02, 0x02, 0x61, 0x78, 0xF5]
    if !isWhole { newer[3] = 0x62 }
    try ledger.write(bytes + [0, UInt8(newer.count)] + newer, to: path)
    if isWhole {
      #expect(
        throws: StoreError.damage(
          Damage(kind: .entry(.newer(version: 2)), path: path, offset: bytes.count, index: 2))
      ) { _ = try ledger.open() }
      #expect(try ledger.bytes(of: path).count == bytes.count + 2 + newer.count)
      #expect(try ledger.read().size == 2)
    } else {
      // Torn bytes that only begin like a newer version are a torn tail.
      #expect(try ledger.open().report.quarantined.count == 1)
    }
  }

  @Test("a group torn across segments leaves its first part and its later files in quarantine")
  func tornAcrossSegments() throws {
    let many = (0..<150).map { ("x-\($0)", ["P/\($0 % 5)"]) }
    let (ledger, size) = try ledgerWithTail(before: 60, group: many)
    #expect(try ledger.names(in: "entries").count == 4)
    let last = try ledger.bytes(of: "entries/0000000003")
    try ledger.write(last.dropLast(), to: "entries/0000000003")
    let writer = try ledger.open()
    #expect(writer.view.size == size)
    #expect(try ledger.names(in: "entries") == ["0000000000"])
    #expect(writer.report.quarantined.map(\.source).count == 4)
    try expectWhole(writer.view, size: size)
  }

  @Test("without the mark the last whole group counts, and a torn one may have been acknowledged")
  func missingMark() throws {
    for isTorn in [false, true] {
      let (ledger, size) = try ledgerWithTail(before: 70, group: group)
      let path = "entries/0000000001"
      if isTorn { try ledger.write(ledger.bytes(of: path).dropLast(3), to: path) }
      if isTorn {
        try ledger.write([1, 2, 3], to: "committed")
      } else {
        try ledger.remove("committed")
      }
      #expect(try ledger.read().size == (isTorn ? size : size + 3))
      let writer = try ledger.open()
      #expect(writer.report.committedSize == nil)
      #expect(writer.report.quarantined.map(\.isAcknowledgementUnknown) == (isTorn ? [true] : []))
      try expectWhole(writer.view, size: isTorn ? size : size + 3)
    }
  }

  @Test("damage below the mark is reported and nothing is cut")
  func damageBelowMark() throws {
    let ledger = try TemporaryLedger()
    var writer: LedgerWriter? = try ledger.create()
    try ledger.commit(group, to: #require(writer))
    writer = nil
    let path = "entries/0000000000"
    var bytes = try ledger.bytes(of: path)
    bytes[bytes.count - 2] ^= 1
    try ledger.write(bytes, to: path)
    for isReader in [false, true] {
      #expect {
        if isReader { _ = try ledger.read() } else { _ = try ledger.open() }
      } throws: { error in
        guard case .damage(let damage)? = error as? StoreError else { return false }
        return damage.index == 3 && damage.path == path
      }
    }
    #expect(try ledger.bytes(of: path) == bytes)
    #expect(!ledger.exists("quarantine"))
  }

  @Test("an acknowledged entry that is gone is damage")
  func missingTail() throws {
    let ledger = try TemporaryLedger()
    try ledger.commit(group, to: ledger.create())
    let path = "entries/0000000000"
    try ledger.write(ledger.bytes(of: path).dropLast(1), to: path)
    #expect(throws: StoreError.self) { _ = try ledger.open() }
    #expect(!ledger.exists("quarantine"))
  }

  @Test("a bad entry before a later whole group is damage, wherever it is bad")
  func damageBeforeLaterGroup() throws {
    let ledger = try TemporaryLedger()
    let writer = try ledger.create()
    let committed = try ledger.bytes(of: "committed")
    try ledger.commit(group, to: writer)
    for number in 0..<3 { try ledger.commit([("b-\(number)", ["P/1"])], to: writer) }
    let path = "entries/0000000000"
    let whole = try ledger.bytes(of: path)
    let first = try ledger.read().log.locate(2).range
    try ledger.write(committed, to: "committed")
    for offset in first.lowerBound - 2..<first.upperBound {
      let copy = try TemporaryLedger()
      try FileManager.default.copyItem(atPath: ledger.path, toPath: copy.path)
      var bytes = whole
      bytes[offset] ^= 0x40
      try copy.write(bytes, to: path)
      #expect(throws: StoreError.self, "offset \(offset)") { _ = try copy.open() }
      #expect(try copy.bytes(of: path) == bytes)
    }
  }

  @Test("a last entry whose page was never written is no whole group")
  func zeroedPage() throws {
    let name = String(repeating: "n", count: 100)
    let (ledger, size) = try ledgerWithTail(before: 1, group: [("x-" + name, ["P/1"])])
    let path = "entries/0000000000"
    var bytes = try ledger.bytes(of: path)
    for offset in bytes.count - 60..<bytes.count - 40 { bytes[offset] = 0 }
    try ledger.write(bytes, to: path)
    #expect(try ledger.open().view.size == size)
  }

  @Test("a commitment to no streams, whose root is zeros, is no page that was never written")
  func commitmentToNothing() throws {
    let ledger = try TemporaryLedger()
    do {
      let writer = try ledger.create()
      try writer.beginGroup()
      var body = CBORWriter()
      Commitment(root: try writer.streamMapRoot(), size: 1).encode(into: &body)
      #expect(body.bytes.count { $0 == 0 } > 32)
      try writer.append(body: body.bytes, streams: [], keys: [], recordedAt: 1)
      _ = try writer.commit()
    }
    try ledger.remove("committed")
    #expect(try ledger.open().report.size == 2)
    try ledger.commit([("a", ["P/1"])], to: ledger.open())
    try ledger.remove("committed")
    let writer = try ledger.open()
    #expect(writer.report.size == 3 && writer.report.quarantined.isEmpty)
    #expect(try writer.view.candidates(for: .event(party: "P", id: "a")) == [2])
  }

  @Test("a creation that a crash cut short can be made again")
  func unfinishedCreation() throws {
    let ledger = try TemporaryLedger()
    try ledger.root.make()
    try ledger.root.folder("entries.new").make()
    try ledger.write([0, 1], to: "entries.new/0000000000")
    try ledger.write([], to: "lock")
    #expect(throws: StoreError.notALedger(path: ledger.path)) { _ = try ledger.open() }
    try expectWhole(try ledger.create().view, size: 1)
  }
}

@Suite("Walking a stream")
struct WalkTests {
  @Test("an entry that is not the one its link names stops the walk")
  func damageOnTheWay() throws {
    let ledger = try TemporaryLedger()
    let writer = try ledger.create()
    for number in 0..<5 { try ledger.commit([("e-\(number)", ["P/1"])], to: writer) }
    let range = try writer.view.log.locate(3).range
    var bytes = try ledger.bytes(of: "entries/0000000000")
    bytes[range.upperBound - 3] ^= 1
    try ledger.write(bytes, to: "entries/0000000000")
    var visited: [UInt64] = []
    #expect {
      try ledger.read().walk(Body.streams(["P/1"])[0]) { index, _, _ in
        visited.append(index)
        return true
      }
    } throws: { error in
      guard case .damage(let damage)? = error as? StoreError else { return false }
      return damage.index == 3 && damage.offset == range.lowerBound - 2
    }
    #expect(visited == [5, 4])
  }
}
