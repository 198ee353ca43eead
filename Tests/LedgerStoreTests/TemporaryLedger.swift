import Foundation
import LedgerFormat

@testable import LedgerStore

/// A ledger in a folder of its own, which goes with it.
final class TemporaryLedger {
  let path: String
  var shape: StoreShape
  /// The system that the ledger's files are reached through.
  var files: any FileSystem = HostFileSystem()
  private var clock: UInt64 = 1_700_000_000_000_000

  init(_ shape: StoreShape = .small) throws {
    let name = "store-tests-" + UUID().uuidString
    path = FileManager.default.temporaryDirectory.appending(path: name).path
    self.shape = shape
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var root: Folder { Folder(files, path) }

  func create() throws -> LedgerWriter {
    try LedgerWriter.create(
      root, shape: shape, genesis: Body.genesis, recordedAt: clock, indexing: TestIndexing())
  }

  func open(waitMilliseconds: Int = 0) throws -> LedgerWriter {
    try LedgerWriter.open(
      root, shape: shape, waitMilliseconds: waitMilliseconds, indexing: TestIndexing())
  }

  func read() throws -> LedgerView {
    try LedgerView.open(root, shape: shape, indexing: TestIndexing())
  }

  /// Appends an event about some lots.
  @discardableResult
  func append(_ id: String, lots: [String], to writer: LedgerWriter) throws -> UInt64 {
    clock += 1
    let body = Body.event(id, lots: lots)
    return try writer.append(
      body: body, streams: Body.streams(lots), keys: TestIndexing().keys(of: body.span),
      recordedAt: clock)
  }

  /// Appends a group of events, one for each list of lots, and acknowledges it.
  @discardableResult
  func commit(_ events: [(String, [String])], to writer: LedgerWriter) throws -> GroupReceipt {
    try writer.beginGroup()
    for (id, lots) in events { try append(id, lots: lots, to: writer) }
    let receipt = try writer.commit()
    try writer.updateDerivedFiles()
    return receipt
  }

  func bytes(of file: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: URL(filePath: path + "/" + file)))
  }

  func write(_ bytes: [UInt8], to file: String) throws {
    try Data(bytes).write(to: URL(filePath: path + "/" + file))
  }

  func remove(_ file: String) throws {
    try FileManager.default.removeItem(atPath: path + "/" + file)
  }

  func exists(_ file: String) -> Bool {
    FileManager.default.fileExists(atPath: path + "/" + file)
  }

  func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path + "/" + folder).sorted()
  }
}

extension StoreShape {
  /// Sizes at which a few hundred entries cross every boundary.
  static let small: StoreShape = {
    var shape = StoreShape()
    shape.entriesPerSegment = 64
    shape.bufferSizeBytes = 2_048
    shape.unindexedEntriesMax = 20
    shape.tableRecordsMax = 300
    shape.headCacheSlots = 64
    shape.recentHashesMax = 64
    shape.entriesSealedAtOnceMax = .max
    return shape
  }()
}

/// Events of the tests: key 1 the id, key 9 or 12 the lots.
enum Body {
  static let genesis: [UInt8] = {
    var writer = CBORWriter()
    writer.map(count: 1)
    writer.unsigned(0)
    writer.unsigned(64)
    return writer.bytes
  }()

  static func event(_ id: String, lots: [String]) -> [UInt8] {
    var writer = CBORWriter()
    writer.map(count: 3)
    writer.unsigned(0)
    writer.unsigned(1)
    writer.unsigned(1)
    writer.text(id)
    writer.unsigned(11)
    writer.array(count: lots.count)
    for lot in lots { writer.text(lot) }
    return writer.bytes
  }

  /// A body of just so many bytes, 300 at least.
  static func text(sizeBytes: Int) -> [UInt8] {
    var writer = CBORWriter()
    writer.map(count: 1)
    writer.unsigned(0)
    // A text of so many bytes has a head of three.
    writer.text(String(repeating: "x", count: sizeBytes - writer.bytes.count - 3))
    return writer.bytes
  }

  static func streams(_ lots: [String]) -> [StreamKey] {
    Set(lots).map { StreamKey(kind: .lot, id: Identifier($0)) }.sorted()
  }

  static func id(of body: Span<UInt8>) throws -> String? {
    var reader = CBORReader(end: body.count)
    guard try reader.map(body) == 3 else { return nil }
    for _ in 0..<3 { _ = try reader.unsigned(body) }
    return try reader.text(body)
  }
}

/// Finds events by their id, and by the word before the first dash as if that were a batch.
struct TestIndexing: EntryIndexing {
  func keys(of body: Span<UInt8>) -> [IndexKey] {
    guard let id = try? Body.id(of: body) else { return [] }
    let batch = id.split(separator: "-").first.map(String.init) ?? id
    return [.event(party: "P", id: Identifier(id)), .batch(Identifier(batch))]
  }
}
