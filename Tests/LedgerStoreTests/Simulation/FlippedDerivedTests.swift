import Foundation
import LedgerFormat
import TestSupport
import Testing

@testable import LedgerStore

/// A bit flipped in a file that was made from the entries is noticed, and never a wrong answer.
@Suite("Flipped bits of derived files")
struct FlippedDerivedTests {
  /// True in the long run of `tools/flip`, which takes every byte of every file.
  private static let takesEveryByte =
    ProcessInfo.processInfo.environment["HAZLEDGER_EVERY_BIT"] != nil

  private static let size: UInt64 = 200
  private static let lotCount = 23

  /// A ledger in memory whose every derived file holds something, and what it answers.
  private struct Whole {
    let disk = SimulatedDisk(seed: 5)
    let root: Hash
    let newest: [UInt64?]

    init() throws {
      let folder = Folder(disk, Simulation.root)
      let writer = try LedgerWriter.create(
        folder, shape: .flipped, genesis: Body.genesis, recordedAt: 1, indexing: TestIndexing())
      while writer.view.size < FlippedDerivedTests.size {
        try writer.beginGroup()
        for _ in 0..<min(9, FlippedDerivedTests.size - writer.view.size) {
          try FlippedDerivedTests.append(to: writer)
        }
        _ = try writer.commit()
        try writer.updateDerivedFiles()
      }
      root = try writer.checkedRoot(since: nil)
      newest = try FlippedDerivedTests.lots.map { try writer.view.newestEntry(of: $0) }
    }

    /// The files of a folder and their bytes.
    func files(in name: String) -> [(path: String, bytes: [UInt8])] {
      let folder = Simulation.root + "/" + name
      return disk.names(in: folder).0.sorted().map { name in
        let path = folder + "/" + name
        return (path, disk.contents(of: path) ?? [])
      }
    }
  }

  private static let lots = (0..<lotCount).map {
    StreamKey(kind: .lot, id: Identifier("P/\($0)"))
  }

  private static func append(to writer: LedgerWriter) throws(StoreError) {
    let number = writer.view.size
    let lots = ["P/\(number % UInt64(lotCount))"]
    let body = Body.event("e-\(number)", lots: lots)
    try writer.append(
      body: body, streams: Body.streams(lots), keys: TestIndexing().keys(of: body.span),
      recordedAt: number)
  }

  /// Demands that every question gets its answer: of each event, each lot, the batch and the counts.
  private static func check(_ view: LedgerView, _ whole: Whole, _ place: String) throws {
    for index in 1..<size {
      let found = try view.candidates(for: .event(party: "P", id: Identifier("e-\(index)")))
      try demand(found == [index], "\(place): event \(index) is found at \(found)")
    }
    for (lot, newest) in zip(lots, whole.newest) {
      let found = try view.newestEntry(of: lot)
      try demand(found == newest, "\(place): \(lot) is newest at \(String(describing: found))")
    }
    let batch = try view.candidates(for: .batch(Identifier("e")))
    try demand(batch == Array(1..<size), "\(place): a batch of \(batch.count)")
    let counted = try view.statistics().lots
    try demand(counted == UInt64(lotCount), "\(place): \(counted) lots")
  }

  /// Demands that a writer gives the right root and goes on, with everything right for who comes after.
  private static func checkWriting(
    _ folder: Folder, _ whole: Whole, _ place: String
  ) throws {
    let writer = try LedgerWriter.open(
      folder, shape: .flipped, waitMilliseconds: 0, indexing: TestIndexing())
    var root: Hash
    do throws(StoreError) { root = try writer.checkedRoot(since: nil) } catch {
      guard case .treeDamaged = error else { throw error }
      try writer.reindex()
      root = try writer.checkedRoot(since: nil)
    }
    try demand(root == whole.root, "\(place): another root")
    try writer.beginGroup()
    do throws(StoreError) { try append(to: writer) } catch {
      guard case .indexDamaged = error else { throw error }
      try writer.abort()
      try writer.reindex()
      try writer.beginGroup()
      try append(to: writer)
    }
    _ = try writer.commit()
    let newest = try writer.view.newestEntry(of: lots[Int(size) % lotCount])
    try demand(newest == size, "\(place): the next entry is on another chain")
  }

  @Test(
    "each is noticed before it is believed: index, tree, and where entries begin",
    arguments: ["index", "tree"], [0, 1])
  func noticed(folder name: String, half: Int) throws {
    let whole = try Whole()
    var random = SeededGenerator(seed: UInt64(4 + half))
    var (bytesCount, writings) = (0, 0)
    let files = whole.files(in: name)
    #expect(files.count > (name == "index" ? 2 : 0))
    for (path, bytes) in files {
      let step = FlippedDerivedTests.takesEveryByte ? 2 : 998
      for place in stride(from: half, to: bytes.count, by: step) {
        var flipped = bytes
        flipped[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        let disk = SimulatedDisk(copying: whole.disk)
        disk.replace(path, with: flipped)
        let folder = Folder(disk, Simulation.root)
        let said = "\(path), byte \(place)"
        if name == "index" {
          let view = try LedgerView.open(folder, shape: .flipped, indexing: TestIndexing())
          try FlippedDerivedTests.check(view, whole, said)
        }
        // A writer reads and writes all of it, which takes longer.
        if name == "tree" || place % 16 < 2 {
          try FlippedDerivedTests.checkWriting(folder, whole, said)
          writings += 1
        }
        bytesCount += 1
      }
    }
    if FlippedDerivedTests.takesEveryByte {
      print("flip: \(name): a bit of each of \(bytesCount) bytes, \(writings) with a writer")
    }
  }

  @Test("each bit of a block of the index makes its check another")
  func checks() throws {
    let whole = try Whole()
    var bits = 0
    for (path, bytes) in whole.files(in: "index") where path.contains("/run-") {
      for start in stride(from: 0, to: bytes.count, by: IndexBlock.sizeBytes) {
        var block = Array(bytes[start..<start + IndexBlock.sizeBytes])
        try demand(block.span.word(at: 0) == IndexBlock.check(block.span), "\(path) at \(start)")
        let step = FlippedDerivedTests.takesEveryByte ? 1 : 101
        for place in stride(from: 0, to: block.count, by: step) {
          for bit in 0..<8 {
            block[place] ^= 1 << UInt8(bit)
            let isNoticed = block.span.word(at: 0) != IndexBlock.check(block.span)
            block[place] ^= 1 << UInt8(bit)
            try demand(isNoticed, "\(path), byte \(start + place), bit \(bit)")
            bits += 1
          }
        }
      }
    }
    #expect(bits > 1_000)
    if FlippedDerivedTests.takesEveryByte { print("flip: index: checks of \(bits) bits") }
  }
}

extension StoreShape {
  /// Small files, each of several blocks.
  fileprivate static let flipped: StoreShape = {
    var shape = StoreShape.small
    shape.unindexedEntriesMax = 60
    return shape
  }()
}
