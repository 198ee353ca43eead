import Foundation
import HazLedger
import LedgerAudit
import LedgerFormat
import LedgerStore
import Testing

/// What a crash leaves behind the newest checkpoint, or somebody puts there, is judged before it is signed.
@Suite("Entries that no checkpoint covers")
struct UnsignedTailTests {
  /// A ledger with a lot of 10 kg, of which an event used 1 kg.
  private let ledger: ScratchLedger
  private let used: Entry

  init() throws {
    ledger = try ScratchLedger()
    let recorder = try Recorder.open(ledger.places)
    _ = try recorder.append(ScratchLedger.together([.production("1"), .use("u1", "P/B1")]))
    try recorder.close()
    used = try LedgerView.open(at: ledger.places.ledger, indexing: NoKeys()).entry(at: 2)
  }

  private struct NoKeys: EntryIndexing {
    func keys(of body: Span<UInt8>) -> [IndexKey] { [] }
  }

  /// The bytes of a text in the event replaced by others of the same length.
  private func use(_ changes: (String, String)...) -> [UInt8] {
    var body = Data(used.body)
    for (old, new) in changes {
      while let range = body.range(of: Data(old.utf8)) {
        body.replaceSubrange(range, with: Data(new.utf8))
      }
    }
    return [UInt8](body)
  }

  private func body(_ encode: (inout CBORWriter) -> Void) -> [UInt8] {
    var writer = CBORWriter()
    encode(&writer)
    return writer.bytes
  }

  /// Puts an entry behind the newest checkpoint: chained, durable, acknowledged and not signed.
  private func put(_ body: [UInt8], on lots: [String] = []) throws {
    let writer = try LedgerWriter.open(at: ledger.places.ledger, indexing: NoKeys())
    try writer.beginGroup()
    try writer.append(
      body: body, streams: lots.map { StreamKey(kind: .lot, id: Identifier($0)) }, keys: [],
      recordedAt: used.recordedAt + 1)
    _ = try writer.commit()
  }

  private func file(_ name: String) -> Data? {
    FileManager.default.contents(atPath: ledger.places.ledger + "/" + name)
  }

  /// What is taken on by whoever opens the ledger for writing, and signs it.
  private func adopted() throws -> Range<UInt64>? {
    let recorder = try Recorder.open(ledger.places)
    try recorder.close()
    return recorder.openReport.adopted
  }

  private func refusal() -> LedgerError? {
    do {
      _ = try Recorder.open(ledger.places)
      return nil
    } catch { return error }
  }

  @Test("an event that a recorder could have written is taken, signed and told of")
  func plausible() throws {
    try put(use(("u1", "u2")), on: ["P/B1"])
    let before = try LedgerVerifier(path: ledger.places.ledger).verify()
    #expect(before.ok && before.notes.contains(.unsigned(first: 3, entries: 1)))
    #expect(try adopted() == 3..<4)
    let after = try LedgerVerifier(path: ledger.places.ledger).verify()
    #expect(after.ok && after.newestCheckpoint?.size == 4)
    #expect(!after.notes.contains(.unsigned(first: 3, entries: 1)))
    #expect(try adopted() == nil)
  }

  /// Records and is killed before it signs.
  private func beKilled(after ids: [String]) throws {
    let recorder = try Recorder.open(ledger.places)
    for id in ids { _ = try recorder.append(ScratchLedger.together([.use(id, "P/B1")])) }
  }

  /// What whoever opens the ledger for writing judges, and signs it then.
  private func judged() throws -> Range<UInt64>? {
    var judged: Range<UInt64>?
    let recorder = try Recorder.open(ledger.places) { judged = $0 }
    try recorder.close()
    return judged
  }

  @Test("what this machine wrote itself is signed without being judged")
  func ownWork() throws {
    try beKilled(after: ["u2", "u3"])
    #expect(try LedgerReader(ledger.places).size == 5)
    #expect(try judged() == nil)
    #expect(try LedgerVerifier(path: ledger.places.ledger).verify().newestCheckpoint?.size == 5)
    // A mark that was lost in a group's midst is that of the group before it.
    try beKilled(after: ["u4"])
    let mark = try #require(file("committed"))
    try beKilled(after: ["u5"])
    try mark.write(to: URL(filePath: ledger.places.ledger + "/committed"))
    #expect(try judged() == nil)
    #expect(try LedgerVerifier(path: ledger.places.ledger).verify().newestCheckpoint?.size == 7)
  }

  @Test("but not where anything was put behind it, or changed in it since")
  func notOwnWork() throws {
    try beKilled(after: ["u2"])
    try put(use(("u1", "u3")), on: ["P/B1"])
    #expect(try judged() == 3..<5)
    try beKilled(after: ["u4", "u5"])
    let path = URL(filePath: ledger.places.ledger + "/entries/0000000000")
    var entries = try Data(contentsOf: path)
    let range = try #require(entries.range(of: Data("u4".utf8)))
    entries.replaceSubrange(range, with: Data("u9".utf8))
    try entries.write(to: path)
    guard case .notAdopted(5..<7, let damage) = refusal(), damage.index == 5 else {
      Issue.record("a changed entry was signed")
      return
    }
    _ = try LedgerMend.quarantineUnsigned(ledger.places)
    #expect(try judged() == nil)
  }

  @Test("also where its mark was lost, or never written")
  func unmarked() throws {
    let mark = file("committed")
    try put(use(("u1", "u2")), on: ["P/B1"])
    try mark?.write(to: URL(filePath: ledger.places.ledger + "/committed"))
    #expect(try adopted() == 3..<4)
    try put(use(("u1", "u3"), ("P/B1", "P/B9")), on: ["P/B9"])
    try FileManager.default.removeItem(atPath: ledger.places.ledger + "/committed")
    guard case .notAdopted = refusal() else {
      Issue.record("an unknown lot is used")
      return
    }
  }

  enum Forgery: String, CaseIterable {
    case unknownLot, repeatedEvent, missingLink, extraLink, unknownKind, noMap, secondGenesis
    case emptyMap, otherMap, commitmentSize, timestamp, submission
  }

  private func put(_ forgery: Forgery) throws {
    var hasher = LedgerFormat.Hasher()
    let other = hasher.leafHash(([1] as [UInt8]).span)
    switch forgery {
    case .unknownLot: try put(use(("u1", "u2"), ("P/B1", "P/B9")), on: ["P/B9"])
    case .repeatedEvent: try put(use(), on: ["P/B1"])
    case .missingLink: try put(use(("u1", "u2")))
    case .extraLink: try put(use(("u1", "u2")), on: ["P/B1", "P/C1"])
    case .unknownKind:
      try put(
        body {
          $0.map(count: 1)
          $0.unsigned(0)
          $0.unsigned(99)
        })
    case .noMap: try put(body { $0.text("no map") })
    case .secondGenesis:
      try put(LedgerView.open(at: ledger.places.ledger, indexing: NoKeys()).entry(at: 0).body)
    case .emptyMap:
      try put(body { Commitment(root: StreamMap.emptyHash, size: 3).encode(into: &$0) })
    case .otherMap: try put(body { Commitment(root: other, size: 3).encode(into: &$0) })
    case .commitmentSize: try put(body { Commitment(root: other, size: 2).encode(into: &$0) })
    case .timestamp:
      let stamp = Timestamp(token: other, size: 3, root: other, time: used.recordedAt)
      try put(body { stamp.encode(into: &$0) })
    case .submission:
      try put(
        body {
          $0.map(count: 2)
          $0.unsigned(0)
          $0.unsigned(66)
          $0.unsigned(1)
          $0.text("P")
        })
    }
  }

  @Test("what no recorder could have written is never signed", arguments: Forgery.allCases)
  func impossible(_ forgery: Forgery) throws {
    let checkpoint = file("checkpoint")
    try put(forgery)
    let entries = file("entries/0000000000")
    switch refusal() {
    case .notAdopted(let unsigned, let damage):
      #expect(unsigned == 3..<4 && damage.index == 3)
    case .store(.damage(let damage)): #expect(damage.index == 3)
    case let other: Issue.record("\(forgery): \(String(describing: other))")
    }
    #expect(file("checkpoint") == checkpoint)
    #expect(file("entries/0000000000") == entries)
    // Away with it, and the ledger goes on; nothing of it is lost.
    let moved = try LedgerMend.quarantineUnsigned(ledger.places)
    #expect(moved.size == 3 && moved.entries == 1 && moved.quarantined.count == 1)
    let recorder = try Recorder.open(ledger.places)
    _ = try recorder.append(ScratchLedger.together([.use("u5", "P/B1")]))
    try recorder.close()
    let report = try LedgerVerifier(path: ledger.places.ledger).verify()
    #expect(report.ok && report.entries == 4 && report.newestCheckpoint?.size == 4)
  }

  /// Records and signs more, and leaves of it only what stands in `checkpoints`: an older `checkpoint` is put
  /// back, and what this machine remembers is lost but for its key.
  private func leaveInCheckpointsAlone(_ ids: [String]) throws {
    let older = try #require(file("checkpoint"))
    for id in ids {
      let recorder = try Recorder.open(ledger.places)
      _ = try recorder.append(ScratchLedger.together([.use(id, "P/B1")]))
      try recorder.close()
    }
    try older.write(to: URL(filePath: ledger.places.ledger + "/checkpoint"))
    let state = URL(filePath: ledger.places.state)
    let files = FileManager.default.enumerator(at: state, includingPropertiesForKeys: nil)
    let lost = (files?.allObjects ?? []).compactMap { $0 as? URL }.filter {
      $0.lastPathComponent.hasPrefix("newest-checkpoint") || $0.lastPathComponent == "own-groups"
    }
    try #require(lost.count == 2)
    for file in lost { try FileManager.default.removeItem(at: file) }
  }

  @Test(
    "what a checkpoint covers that stands in `checkpoints` alone is signed, and never moved away")
  func signedInCheckpointsAlone() throws {
    try leaveInCheckpointsAlone(["u2", "u3"])
    // What the key did not sign speaks for nothing, wherever it stands and whatever size it claims.
    let kept = URL(filePath: ledger.places.ledger + "/checkpoints")
    var notes = try Data(contentsOf: kept)
    let newest = try #require(notes.range(of: Data("example.org/county\n5\n".utf8)))
    var forged = Data(notes[newest.lowerBound...])
    forged.replaceSubrange(
      try #require(forged.range(of: Data("\n5\n".utf8))), with: Data("\n9\n".utf8))
    notes.append(forged)
    try notes.write(to: kept)
    let moved = try LedgerMend.quarantineUnsigned(ledger.places)
    #expect(moved.size == 5 && moved.entries == 0)
    // Behind it there may be something unsigned, which goes, and no more than that.
    try put(use(("u1", "u4"), ("P/B1", "P/B9")), on: ["P/B9"])
    guard case .notAdopted(5..<6, _) = refusal() else {
      Issue.record("signed entries were judged, or an impossible one taken")
      return
    }
    #expect(try LedgerMend.quarantineUnsigned(ledger.places).size == 5)
    #expect(try judged() == nil)
    #expect(try LedgerView.open(at: ledger.places.ledger, indexing: NoKeys()).size == 5)
  }

  @Test("a ledger shorter than a checkpoint in `checkpoints` alone was rolled back")
  func rolledBackToCheckpoint() throws {
    let entries = try #require(file("entries/0000000000"))
    let mark = try #require(file("committed"))
    try leaveInCheckpointsAlone(["u2", "u3"])
    try entries.write(to: URL(filePath: ledger.places.ledger + "/entries/0000000000"))
    try mark.write(to: URL(filePath: ledger.places.ledger + "/committed"))
    guard case .rolledBack(signedSize: 5, size: 3) = refusal() else {
      Issue.record("a ledger that lacks signed entries was written")
      return
    }
  }

  @Test(
    "a ledger of the same length as a checkpoint in `checkpoints` with another root was rewritten")
  func forkedFromCheckpoint() throws {
    let names = ["entries/0000000000", "committed", "checkpoints"]
    let older = try names.map { try #require(file($0)) }
    try leaveInCheckpointsAlone(["u2", "u3"])
    let kept = try #require(file("checkpoints"))
    for (name, bytes) in zip(names, older) {
      try bytes.write(to: URL(filePath: ledger.places.ledger + "/" + name))
    }
    for folder in ["index", "map", "tree"] {
      try? FileManager.default.removeItem(atPath: ledger.places.ledger + "/" + folder)
    }
    for id in ["u4", "u5"] {
      let recorder = try Recorder.open(ledger.places)
      _ = try recorder.append(ScratchLedger.together([.use(id, "P/B1")]))
      try recorder.close()
    }
    try kept.write(to: URL(filePath: ledger.places.ledger + "/checkpoints"))
    guard case .rewritten(signedSize: 5, _, _) = refusal() else {
      Issue.record("a second history was written on")
      return
    }
  }

  @Test("a ledger of which nothing is unsigned is moved nowhere")
  func nothingUnsigned() throws {
    let moved = try LedgerMend.quarantineUnsigned(ledger.places)
    #expect(moved.entries == 0 && moved.quarantined.isEmpty)
    #expect(try LedgerVerifier(path: ledger.places.ledger).verify().entries == 3)
  }
}
