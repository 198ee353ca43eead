import Foundation
import HazLedger
import LedgerAudit
import LedgerFormat
import LedgerStore
import Testing

/// A file that says it is huge, or a number that says so, ends no process and fills no memory.
@Suite("Forged sizes")
struct ForgedSizeTests {
  private let ledger: ScratchLedger
  private let path: String

  init() throws {
    ledger = try ScratchLedger()
    path = ledger.places.ledger
    let recorder = try Recorder.open(ledger.places)
    _ = try recorder.append(ScratchLedger.together([.production("1")]))
    try recorder.close()
  }

  private func stretch(_ name: String, to sizeBytes: UInt64 = 1 << 42) throws {
    let file = path + "/" + name
    if !FileManager.default.fileExists(atPath: file) {
      try FileManager.default.createDirectory(
        atPath: URL(filePath: file).deletingLastPathComponent().path,
        withIntermediateDirectories: true)
      try Data().write(to: URL(filePath: file))
    }
    let handle = try FileHandle(forWritingTo: URL(filePath: file))
    try handle.truncate(atOffset: sizeBytes)
    try handle.close()
  }

  @Test(
    "a file of terabytes is refused by its size before it is read",
    arguments: [
      "checkpoint", "committed", "entries/0000000000", "backup",
    ])
  func sparse(_ name: String) throws {
    try stretch(name)
    #expect(throws: LedgerError.self) { try Recorder.open(ledger.places) }
    do {
      _ = try Recorder.open(ledger.places)
    } catch {
      guard case .store(.tooLarge(let file, let sizeBytes, _)) = error else {
        Issue.record("\(name): \(error)")
        return
      }
      #expect(file.hasSuffix(name) && sizeBytes == 1 << 42)
    }
  }

  @Test(
    "verify judges such a file by its beginning",
    arguments: ["checkpoint", "checkpoints", "committed", "timestamps/0000000001-00.token"])
  func verified(_ name: String) throws {
    try stretch(name)
    let report = try LedgerVerifier(path: path).verify()
    #expect(report.ok == (name == "committed"), "\(report.damage)")
  }

  @Test("repair makes room for what is there, and not for what a mark or a checkpoint says")
  func repair() throws {
    let copy = path + "-copy"
    try FileManager.default.copyItem(atPath: path, toPath: copy)
    defer { try? FileManager.default.removeItem(atPath: copy) }
    var hasher = LedgerFormat.Hasher()
    let hash = hasher.leafHash(([1] as [UInt8]).span)
    try Data().write(to: URL(filePath: path + "/entries/9999999999"))
    let mark = CommittedMark(size: 655_359_999_999_999, leafHash: hash).bytes(&hasher)
    try Data(mark).write(to: URL(filePath: path + "/committed"))
    _ = try? LedgerRepair(path: path, copy: copy).plan()
    try FileManager.default.removeItem(atPath: path + "/entries/9999999999")
    let reader = try LedgerReader(
      LedgerPlaces(ledger: copy, state: ledger.places.state))
    let pem = try Data(
      contentsOf: URL(filePath: ledger.places.keyPath(ledgerID: reader.identity.ledgerID)))
    let key = try SigningKey(name: reader.identity.origin, pem: [UInt8](pem).span)
    for size in [UInt64(Int.max), .max] {
      let note = try Checkpoint(origin: reader.identity.origin, size: size, root: hash)
        .signed(by: key)
      try Data(note.bytes).write(to: URL(filePath: path + "/checkpoint"))
      _ = try? LedgerRepair(path: path, copy: copy).plan()
    }
  }

  @Test("a mark that speaks of another entry than stands there is damage, also where it is behind")
  func otherMark() throws {
    var hasher = LedgerFormat.Hasher()
    let hash = hasher.leafHash(([1] as [UInt8]).span)
    let mark = CommittedMark(size: 1, leafHash: hash).bytes(&hasher)
    try Data(mark).write(to: URL(filePath: path + "/committed"))
    let report = try LedgerVerifier(path: path).verify()
    #expect(!report.ok && report.damage.first?.file == "committed")
  }
}
