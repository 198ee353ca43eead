import Foundation
import TestSupport
import Testing

/// A file about a lot, made in one place and checked in another, without the ledger.
@Suite("Evidence on the command line")
struct EvidenceCommandTests {
  /// The county's events in a ledger, and an inspector who has its key and nothing else.
  private struct Case {
    let home: LedgerAtHome
    let inspector: LedgerAtHome
    let key: String
    let id: String

    init() throws {
      home = try LedgerAtHome()
      inspector = try LedgerAtHome()
      let made = try home.create().json()
      key = try #require(made["vkey"] as? String)
      id = try #require(made["ledgerId"] as? String)
      let outcome = try home.run("import", Fixture.path("county/events.jsonl"))
      try #require(outcome.status == 0, "\(outcome.error)")
    }

    /// Makes a file of evidence and gives its path.
    func prove(_ arguments: String...) throws -> String {
      let path = home.scratch.path("evidence")
      let outcome = try home.run(["prove"] + arguments + ["-o", path, "--lang", "en"])
      try #require(outcome.status == 0, "\(outcome.error)")
      return path
    }

    func check(_ path: String, _ arguments: String...) throws -> Program.Outcome {
      try inspector.run(["check", path, "--key", key, "--lang", "en"] + arguments)
    }
  }

  /// A lot that was blended from others and gone into others.
  private static func busyLot(_ home: LedgerAtHome) throws -> String {
    let events = try home.run("export").jsonLines()
    var counts: [String: Int] = [:]
    for event in events where event["kind"] as? String == "production" {
      for key in ["inputs", "outputs"] {
        for item in event[key] as? [[String: Any]] ?? [] {
          if let lot = item["lot"] as? String { counts[lot, default: 0] += 1 }
        }
      }
    }
    let busiest = counts.sorted { ($0.value, $0.key) > ($1.value, $1.key) }.first
    return try #require(busiest?.key)
  }

  @Test("a lot's file proves offline the very trace that the ledger answers")
  func trace() throws {
    let made = try Case()
    let lot = try EvidenceCommandTests.busyLot(made.home)
    let path = try made.prove("--lot", lot, "--with-genealogy")
    // The ledger is gone: nothing is left but the file and the key.
    let answer = try made.home.run("trace", lot, "--format", "json").json()
    try FileManager.default.removeItem(atPath: made.home.folder)
    let outcome = try made.check(path, "--format", "json")
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.error)")
    let checked = try outcome.json()
    #expect(checked["ok"] as? Bool == true && checked["kind"] as? String == "evidence")
    #expect(checked["ledgerId"] as? String == made.id)
    let complete = try #require(checked["completeTo"] as? [String: Any])
    #expect(complete["size"] as? Int == 2_001)
    let trace = try #require(checked["trace"] as? [String: Any])
    for part in ["lot", "quantity", "chemical", "produced", "source", "destination", "completeTo"] {
      let (found, expected) = (trace[part] as? NSObject, answer[part] as? NSObject)
      #expect(found == expected && found != nil, "\(part)")
    }
    let (found, expected) = try (
      #require(trace["history"] as? [[String: Any]]),
      #require(answer["history"] as? [[String: Any]])
    )
    #expect(found.map { $0["index"] as? Int } == expected.map { $0["index"] as? Int })
    let text = try made.check(path).output
    #expect(
      text.contains("complete up to entry 2001") && text.contains("Source: where it came from"))
    #expect(text.contains("Vouched for by nobody that this file names"))
  }

  @Test("a file of a later version is neither proved nor refused: exit 2")
  func newer() throws {
    let made = try Case()
    let path = try made.prove("--lot", EvidenceCommandTests.busyLot(made.home))
    var bytes = try Data(contentsOf: URL(filePath: path))
    // Behind the title, which follows the array's head.
    try #require(bytes[20] == 1)
    bytes[20] = 2
    try bytes.write(to: URL(filePath: path))
    let outcome = try made.check(path)
    #expect(outcome.status == 2 && outcome.error.contains("newer than this program"))
  }

  @Test("beside each event stands when it was recorded")
  func recorded() throws {
    let made = try Case()
    let path = try made.prove("--lot", EvidenceCommandTests.busyLot(made.home))
    let text = try made.check(path).output
    let heading = try #require(text.split(separator: "\n").first { $0.contains("  party") })
    #expect(heading.contains("time") && heading.contains("recorded"))
    // The county's events are of another year than they are recorded in.
    let year = String(Date.now.ISO8601Format().prefix(4))
    #expect(text.contains(" \(year)-") && !text.contains("Note:"))
  }

  @Test("without its genealogy a file proves the history, and says how to get the rest")
  func historyAlone() throws {
    let made = try Case()
    let lot = try EvidenceCommandTests.busyLot(made.home)
    let path = try made.prove("--lot", lot)
    let checked = try made.check(path, "--format", "json").json()
    let trace = try #require(checked["trace"] as? [String: Any])
    #expect(trace["history"] != nil && trace["source"] == nil && trace["destination"] == nil)
    #expect(try made.check(path).output.contains("--with-genealogy"))
    let chinese = try made.inspector.run("check", path, "--key", made.key, "--lang", "zh")
    #expect(chinese.output.contains("无一遗漏"))
  }

  @Test("events behind the commitment are shown apart, until the next one covers them")
  func later() throws {
    let made = try Case()
    let event = ExitStatusTests.event
    try #require(made.home.run("append", input: event).status == 0)
    let stored = try #require(made.home.run("export").jsonLines().last)
    let outputs = try #require(stored["outputs"] as? [[String: Any]])
    let lot = try #require(outputs.first?["lot"] as? String)
    var checked = try made.check(made.prove("--lot", lot), "--format", "json").json()
    #expect(checked["absent"] as? Bool == true)
    #expect((checked["later"] as? [[String: Any]])?.count == 1)
    #expect(try made.home.run("checkpoint", "--commit").status == 0)
    let size = try made.home.size()
    checked = try made.check(made.prove("--lot", lot), "--format", "json").json()
    #expect(checked["absent"] as? Bool == false)
    #expect((checked["later"] as? [[String: Any]])?.isEmpty == true)
    #expect((checked["completeTo"] as? [String: Any])?["size"] as? Int == size.map { $0 - 1 })
    // Asked again it writes nothing.
    #expect(try made.home.run("checkpoint", "--commit").status == 0)
    #expect(try made.home.size() == size)
    #expect(try made.home.run("verify").status == 0)
  }

  @Test("what the ledger has not is proved on request, and refused unasked")
  func absent() throws {
    let made = try Case()
    let path = made.home.scratch.path("none")
    let unasked = try made.home.run("prove", "--lot", "Nobody/nothing", "-o", path, "--lang", "en")
    #expect(unasked.status == 1 && unasked.error.contains("--absent"))
    #expect(!FileManager.default.fileExists(atPath: path))
    let outcome = try made.check(made.prove("--lot", "Nobody/nothing", "--absent"))
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("the ledger has no entry of lot Nobody/nothing"))
  }

  @Test("a name with something in it that nobody sees is shown with it")
  func invisible() throws {
    let made = try Case()
    let name = "Acme/B\u{200B}1\u{202E}"
    let outcome = try made.check(made.prove("--lot", name, "--absent"))
    #expect(outcome.status == 0 && outcome.output.contains("Acme/B<U+200B>1<U+202E>"))
    let json = try made.check(made.prove("--lot", name, "--absent"), "--format", "json").json()
    #expect((json["subject"] as? [String: Any])?["id"] as? String == name)
  }

  @Test("that a party has no entry of its own is not told as if no event named it")
  func absentParty() throws {
    let made = try Case()
    let event = try #require(made.home.run("export").jsonLines().first)
    let party = try #require(event["party"] as? String)
    let path = try made.prove("--stream", "party:" + party, "--absent")
    let outcome = try made.check(path)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("events that name it are not on this stream"))
  }

  @Test("a party's stream with keys alone is not proved empty")
  func keysAlone() throws {
    let ledger = try SignedHome(signatures: "open")
    try ledger.register("P")
    try #require(ledger.run("checkpoint", "--commit").status == 0)
    let path = ledger.home.scratch.path("evidence")
    try #require(ledger.run("prove", "--stream", "party:P", "-o", path).status == 0)
    let outcome = try ledger.run("check", path, "--key", ledger.vkey, "--format", "json")
    let answer = try outcome.json()
    #expect(answer["absent"] as? Bool == false && answer["entryCount"] as? Int == 1)
    let text = try ledger.run("check", path, "--key", ledger.vkey, "--lang", "en").output
    #expect(!text.contains("has no") && text.contains("1 more entries register"))
  }

  @Test("a checkpoint that the inspector holds is honoured, and garbage in its place refused")
  func heldCheckpoint() throws {
    let made = try Case()
    let lot = try EvidenceCommandTests.busyLot(made.home)
    let path = try made.prove("--lot", lot)
    let note = try made.home.run("checkpoint")
    let held = try made.inspector.file("held", note.output)
    #expect(try made.check(path, "--checkpoint", held, "--lot", lot).status == 0)
    let other = try made.check(path, "--lot", "Nobody/nothing")
    #expect(other.status == 1 && other.error.contains(lot))
    let garbage = try made.inspector.file("garbage", "garbage\n")
    let refused = try made.check(path, "--checkpoint", garbage)
    #expect(refused.status == 1 && refused.error.contains("--checkpoint"))
    // The ledger grew: what is held tells of another tree than the file's.
    try #require(made.home.run("append", input: ExitStatusTests.event).status == 0)
    let later = try made.inspector.file("later", made.home.run("checkpoint").output)
    #expect(try made.check(path, "--checkpoint", later).status == 1)
  }

  @Test("a consignment's file holds its steps, and any stream can be asked for")
  func consignment() throws {
    let made = try Case()
    let events = try made.home.run("export").jsonLines()
    let id = try #require(
      events.first { $0["kind"] as? String == "transport" }?["consignment"] as? String)
    let expected = events.filter { $0["consignment"] as? String == id }.compactMap {
      $0["index"] as? Int
    }
    for arguments in [["--consignment", id], ["--stream", "consignment:" + id]] {
      let path = made.home.scratch.path("evidence")
      try #require(made.home.run(["prove"] + arguments + ["-o", path]).status == 0)
      let checked = try made.check(path, "--format", "json").json()
      let found = (checked["events"] as? [[String: Any]] ?? []).compactMap { $0["index"] as? Int }
      #expect(found == expected && !found.isEmpty)
    }
  }

  @Test("of another ledger or under another key it is refused, and the reason is told")
  func refused() throws {
    let made = try Case()
    let lot = try EvidenceCommandTests.busyLot(made.home)
    let path = try made.prove("--lot", lot)
    let strange = try #require(try made.inspector.create().json()["vkey"] as? String)
    let outcome = try made.inspector.run("check", path, "--key", strange, "--format", "json")
    #expect(outcome.status == 1)
    #expect(try outcome.json()["ok"] as? Bool == false)
    #expect(try made.check(path, "--ledger-id", made.id).status == 0)
    let other = String(made.id.reversed())
    let refused = try made.check(path, "--ledger-id", other)
    #expect(refused.status == 1 && refused.error.contains(made.id))
    var bytes = try Data(contentsOf: URL(filePath: path))
    var random = SeededGenerator(seed: 1)
    for _ in 0..<5 {
      var changed = bytes
      changed[Int.random(in: 900..<bytes.count, using: &random)] ^= 1
      try changed.write(to: URL(filePath: path))
      #expect(try made.check(path).status == 1)
    }
    bytes.append(0)
    try bytes.write(to: URL(filePath: path))
    #expect(try made.check(path).status == 1)
  }

  @Test("private values are left out unless they are asked for")
  func privateFields() throws {
    let made = try Case()
    let events = try made.home.run("export").jsonLines()
    let event = try #require(
      events.first { $0["handler"] is String && $0["outputs"] is [[String: Any]] })
    let handler = try #require(event["handler"] as? String)
    let lot = try #require((event["outputs"] as? [[String: Any]])?.first?["lot"] as? String)
    let sealed = try made.prove("--lot", lot)
    let bytes = try Data(contentsOf: URL(filePath: sealed))
    #expect(bytes.range(of: Data(handler.utf8)) == nil)
    let shown = try made.prove("--lot", lot, "--with-private")
    #expect(try made.check(shown, "--format", "json").output.contains(handler))
  }

  @Test("without a commitment nothing is proved whole, and the way to one is told")
  func uncommitted() throws {
    let home = try LedgerAtHome()
    try home.create()
    try #require(home.run("append", input: ExitStatusTests.event).status == 0)
    let path = home.scratch.path("none")
    let refused = try home.run(
      "prove", "--stream", "lot:X/B1", "-o", path, "--lang", "en")
    #expect(refused.status == 1 && refused.error.contains("checkpoint --commit"))
    #expect(try home.run("prove", "--lot", "X/B1", "--lang", "en").status == 64)
    #expect(try home.run("prove", "--stream", "thing:1", "-o", path).status == 64)
  }
}
