import Foundation
import Testing

@Suite("Who vouched, on the command line")
struct SubmissionTests {
  @Test("a signed ledger takes events that their party signed, and no others: 77")
  func signedPolicy() throws {
    let ledger = try SignedHome()
    try ledger.register("P")
    #expect(try ledger.append(["P1"]).status == 77)
    #expect(try ledger.append(["P1"], keys: ["Q"]).status == 77)
    let mixed = try ledger.append(["P1", "Q1"], keys: ["P"])
    #expect(mixed.status == 77)
    #expect(mixed.error.contains("row 2"))
    #expect(try ledger.home.size() == 2, "nothing was written")
    let receipts = try ledger.append(["P1", "P2"], keys: ["P"])
    #expect(receipts.status == 0, "\(receipts.error)")
    for receipt in try receipts.jsonLines() {
      #expect(receipt["signed"] as? Bool == true)
      #expect(receipt["submission"] as? Int == 4)
    }
    #expect(try ledger.append(["P1"]).status == 0, "recorded already: nothing to vouch for")
    try ledger.register("Q")
    let both = try ledger.append(["P3", "Q1", "Q2", "P4"], keys: ["P", "Q"])
    #expect(try both.jsonLines().map { $0["submission"] as? Int } == [7, 10, 10, 12])
    #expect(try ledger.verified()["ok"] as? Bool == true)
    #expect(try ledger.verified()["signedEvents"] as? Int == 6)
  }

  @Test("an open ledger takes unsigned events, and shows of each whether it is signed")
  func openPolicy() throws {
    let ledger = try SignedHome(signatures: "open")
    try ledger.register("P")
    #expect(try ledger.append(["P1"]).status == 0)
    #expect(try ledger.append(["P2"], keys: ["P"]).status == 0)
    #expect(try ledger.append(["Q1"], keys: ["P"]).status == 77, "a key speaks for its own party")
    let exported = try ledger.run("export").jsonLines()
    #expect(exported.map { $0["signed"] as? Bool } == [false, true])
    #expect(exported.last?["submission"] as? Int == 4)
    #expect((exported.last?["keyId"] as? String)?.count == 8)
    for (lot, isSigned) in [("P/BP1", false), ("P/BP2", true)] {
      let trace = try ledger.run("trace", lot, "--format", "json").json()
      let history = try #require(trace["history"] as? [[String: Any]])
      #expect(history.map { $0["signed"] as? Bool } == [isSigned])
    }
    let verified = try ledger.verified()
    #expect(verified["ok"] as? Bool == true)
    #expect(verified["unsignedEvents"] as? Int == 1)
    #expect((verified["notes"] as? [String])?.count == 1)
    let status = try ledger.run("status", "--format", "json").json()
    #expect((status["policy"] as? [String: Any])?["signatures"] as? String == "open")
    #expect((status["keys"] as? [String: Any])?["live"] as? Int == 1)
    // An export goes in elsewhere, where what was said about signatures is passed over.
    let other = try LedgerAtHome()
    try other.create()
    #expect(try other.run("append", input: ledger.run("export").output).status == 0)
  }

  @Test("16,384 events are one submission, one more begins another; a mixed file is refused")
  func imports() throws {
    let ledger = try SignedHome()
    try ledger.register("P")
    let count = 16_385
    let rows = (1...count).map { "\($0),生产,2026-01-05T08:00:00+08:00,P,produce,L\($0),1 kg" }
    let file = try ledger.home.file(
      "events.csv",
      "id,kind,time,party,process,lot,quantity\n" + rows.joined(separator: "\n") + "\n")
    let trial = try ledger.run("import", file, "--key", ledger.pem("P"), "--dry-run")
    #expect(trial.status == 0, "\(trial.error)")
    #expect(try ledger.home.size() == 2)
    let imported = try ledger.run(
      "import", file, "--key", ledger.pem("P"), "--format", "json")
    #expect(try imported.json()["recorded"] as? Int == count, "\(imported.error)")
    let all = try ledger.run("export", "--all", "--from", "16380").jsonLines()
    let submissions = all.filter { $0["kind"] as? String == "submission" }
    #expect(submissions.map { $0["count"] as? Int } == [16_384, 1])
    #expect(try ledger.verified()["signedEvents"] as? Int == count)
    let mixed = try ledger.home.file(
      "mixed.csv",
      "id,kind,time,party,process,lot,quantity\n"
        + "x,生产,2026-01-05T08:00:00+08:00,P,produce,X,1 kg\n"
        + "y,生产,2026-01-05T08:00:00+08:00,Q,produce,Y,1 kg\n")
    #expect(try ledger.run("import", mixed, "--key", ledger.pem("P")).status == 77)
    #expect(try ledger.run("import", mixed).status == 77)
    let skipping = try ledger.run(
      "import", mixed, "--key", ledger.pem("P"), "--skip-invalid", "--format", "json")
    #expect(skipping.status == 0)
    #expect(try skipping.json()["recorded"] as? Int == 1)
    #expect(try ledger.verified()["ok"] as? Bool == true)
  }

  @Test("receipts prove the event and who vouched, to a stranger")
  func receipts() throws {
    let ledger = try SignedHome()
    try ledger.register("P")
    let receipt = try ledger.run(
      "append", "--receipt", "--key", ledger.pem("P"), input: SignedHome.event("P1"))
    #expect(receipt.status == 0, "\(receipt.error)")
    let stranger = try LedgerAtHome()
    let file = try stranger.file("receipt", receipt.output)
    let proved = try stranger.run("check", file, "--key", ledger.vkey, "--format", "json")
      .jsonLines()
    #expect(proved.map { $0["index"] as? Int } == [2, 3])
    let submission = try #require(proved.last?["event"] as? [String: Any])
    #expect(submission["kind"] as? String == "submission")
    #expect(submission["party"] as? String == "P")
  }

  @Test("an expired key vouches for nothing")
  func expiry() throws {
    let ledger = try SignedHome()
    let soon = ISO8601DateFormatter().string(from: Date(timeIntervalSinceNow: 3))
    try ledger.register("P", "--expires", soon)
    #expect(try ledger.states("P") == ["live"])
    while try ledger.states("P") == ["live"] { Thread.sleep(forTimeInterval: 0.2) }
    let late = try ledger.append(["P1"], keys: ["P"])
    #expect(late.status == 77)
    #expect(late.error.contains("expired"))
  }

  @Test(
    "what was signed for one ledger vouches for nothing in another, by whatever command it comes")
  func replayByCommands() throws {
    let first = try SignedHome()
    try first.register("P")
    try #require(first.append(["P1", "P2"], keys: ["P"]).status == 0)
    let exported = try first.run("export").output
    let everything = try first.run("export", "--all").output
    #expect(everything.contains(#""kind":"submission""#))
    for policy in ["signed", "open"] {
      // The same party with the very same key, in another ledger.
      let second = try SignedHome(signatures: policy)
      try FileManager.default.removeItem(atPath: second.pub("P"))
      try FileManager.default.copyItem(atPath: first.pub("P"), toPath: second.pub("P"))
      try second.register("P")
      let size = try second.home.size()
      // A submission is no event that somebody may hand in.
      let whole = try second.run("append", input: everything)
      #expect(whole.status != 0, "\(whole.output)")
      #expect(try second.home.size() == size)
      let events = try second.run("append", input: exported)
      #expect(events.status == (policy == "signed" ? 77 : 0))
      let signed = try second.run("export").jsonLines().map { $0["signed"] as? Bool }
      #expect(signed == (policy == "signed" ? [] : [false, false]))
    }
  }

  @Test("the entries of another ledger, put in place of one's own, are damage")
  func replay() throws {
    let (first, second) = (try SignedHome(), try SignedHome())
    for ledger in [first, second] {
      try ledger.register("P")
      #expect(try ledger.append(["P1"], keys: ["P"]).status == 0)
    }
    // A submission is signed for one ledger: as a whole file of entries it tells on itself.
    let (mine, theirs) = (
      first.home.url("entries/0000000000"), second.home.url("entries/0000000000")
    )
    try FileManager.default.removeItem(at: mine)
    try FileManager.default.copyItem(at: theirs, to: mine)
    #expect(try first.run("verify").status == 1)
  }
}
