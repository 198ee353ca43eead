import Foundation
import LedgerFormat
import Testing

@testable import LedgerStore

/// Somebody takes the lock, the folder or a file away from under a writer.
@Suite("Another writer's hand")
struct OtherWriterTests {
  private let ledger: TemporaryLedger

  init() throws { ledger = try TemporaryLedger() }

  private func isLocked(_ error: any Error) -> Bool {
    guard case .locked? = error as? StoreError else { return false }
    return true
  }

  /// The acknowledged size, as the file `committed` at the ledger's path tells it.
  private func markedSize() throws -> UInt64? {
    var hasher = LedgerFormat.Hasher()
    return try CommittedFile.read(ledger.root, &hasher)?.size
  }

  @Test(
    "with the lock file deleted there is still one writer, whether the ledger was made or opened",
    arguments: [true, false])
  func lockDeleted(isNew: Bool) throws {
    var writer: LedgerWriter? = try ledger.create()
    if !isNew {
      writer = nil
      writer = try ledger.open()
    }
    try ledger.remove("lock")
    #expect(performing: { _ = try ledger.open() }, throws: isLocked)
    // The refused one left a lock file of its own; the first writer is not disturbed by it.
    try ledger.commit([("a-1", ["P/1"])], to: #require(writer))
    #expect(performing: { _ = try ledger.open() }, throws: isLocked)
    writer = nil
    let next = try ledger.open()
    try ledger.commit([("a-2", ["P/1"])], to: next)
    try expectWhole(next.view, size: 3)
  }

  @Test("the mark deleted before the opening is locked as soon as it is made again")
  func lockDeletedWithoutMark() throws {
    var writer: LedgerWriter? = try ledger.create()
    writer = nil
    try ledger.remove("committed")
    writer = try ledger.open()
    try ledger.remove("lock")
    #expect(performing: { _ = try ledger.open() }, throws: isLocked)
    #expect(writer?.view.size == 1)
  }

  @Test("a folder that was replaced under a writer is acknowledged nothing in")
  func folderReplaced() throws {
    let writer = try ledger.create()
    try ledger.commit([("a-1", ["P/1"])], to: writer)
    let aside = ledger.path + "-aside"
    defer { try? FileManager.default.removeItem(atPath: aside) }
    try FileManager.default.moveItem(atPath: ledger.path, toPath: aside)
    try FileManager.default.copyItem(atPath: aside, toPath: ledger.path)
    try writer.beginGroup()
    try ledger.append("a-2", lots: ["P/1"], to: writer)
    let path = ledger.path + "/committed"
    #expect(throws: StoreError.changedMeanwhile(path: path)) { _ = try writer.commit() }
    #expect(throws: StoreError.stopped) { try writer.beginGroup() }
    #expect(try markedSize() == 2)
    try expectWhole(try ledger.open().view, size: 2)
  }

  @Test("the mark deleted under a writer stops it before it acknowledges")
  func markDeleted() throws {
    let writer = try ledger.create()
    try writer.beginGroup()
    try ledger.append("a-1", lots: ["P/1"], to: writer)
    try ledger.remove("committed")
    let path = ledger.path + "/committed"
    #expect(throws: StoreError.changedMeanwhile(path: path)) { _ = try writer.commit() }
  }

  @Test(
    "what another writer put or cut at the segment's end is not written over", arguments: [9, -9])
  func segmentChanged(byCount change: Int) throws {
    let writer = try ledger.create()
    try ledger.commit([("a-1", ["P/1"])], to: writer)
    let segment = "entries/0000000000"
    let before = try ledger.bytes(of: segment)
    let changed =
      change > 0
      ? before + [UInt8](repeating: 7, count: change) : Array(before.dropLast(-change))
    // In place, as another writer does, and not as another file.
    let handle = try #require(FileHandle(forUpdatingAtPath: ledger.path + "/" + segment))
    try handle.truncate(atOffset: 0)
    try handle.write(contentsOf: Data(changed))
    try handle.close()
    try writer.beginGroup()
    try ledger.append("a-2", lots: ["P/1"], to: writer)
    #expect(throws: StoreError.changedMeanwhile(path: segment)) { _ = try writer.commit() }
    #expect(try ledger.bytes(of: segment) == changed)
    #expect(try markedSize() == 2)
  }
}
