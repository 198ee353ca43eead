import Foundation
import Testing

@Suite("Corrections, as the parties meet them")
struct CorrectionTests {
  let diary: Diary

  init() throws { diary = try Diary() }

  @Test("a wrong weight is corrected by its author, and both views stay")
  func wrongWeight() throws {
    try diary.tell(
      Diary.made("E1", "T-1", "100 kg", by: "Plant"),
      Diary.used("E2", "Plant/T-1", "50 kg", by: "Plant"))
    let before = try #require(try diary.home.size())
    let right = Diary.used("E2", "Plant/T-1", "5 kg", by: "Plant")
    try diary.tell(Diary.corrected("K1", of: "E2", by: "Plant", to: right))
    #expect(try diary.held("Plant/T-1") == ["Plant": "95 kg"])
    #expect(try diary.held("Plant/T-1", "--at-size", String(before)) == ["Plant": "50 kg"])
    let early = try diary.home.run("trace", "Plant/T-1", "--known-at", "2020-01-01T00:00:00Z")
    #expect(early.status == 1)
    let both = try diary.home.run(
      "trace", "Plant/T-1", "--known-at", "2999-01-01T00:00:00Z", "--at-size", "2")
    #expect(both.status == 64)
    #expect(try diary.held("Plant/T-1", "--known-at", "2999-01-01T00:00:00Z") == ["Plant": "95 kg"])
    // The correction was made later than this moment, and says what had happened by it.
    #expect(
      try diary.held("Plant/T-1", "--as-of", "2026-03-02T00:00:00Z") == ["Plant": "95 kg"])
    let asThen = ["--as-of", "2026-03-02T00:00:00Z", "--at-size", String(before)]
    #expect(
      try diary.held("Plant/T-1", asThen[0], asThen[1], asThen[2], asThen[3]) == ["Plant": "50 kg"])
    // The next use is judged by what is known now.
    let more = try diary.refusal(of: Diary.used("E3", "Plant/T-1", "96 kg", by: "Plant"))
    #expect(more.status == 65 && more.words.contains("95 kg"))
    try diary.tell(Diary.used("E3", "Plant/T-1", "95 kg", by: "Plant"))
    #expect(try diary.held("Plant/T-1").isEmpty)
    #expect(try diary.verify().isEmpty)
  }

  @Test("holdings, balance and book answer by what counts, then and now")
  func stock() throws {
    try diary.tell(
      Diary.made("E1", "T-1", "100 kg", by: "Plant"),
      Diary.used("E2", "Plant/T-1", "50 kg", by: "Plant"))
    let right = Diary.used("E2", "Plant/T-1", "5 kg", by: "Plant")
    try diary.tell(Diary.corrected("K1", of: "E2", by: "Plant", to: right))
    for command in ["holdings", "balance", "book"] {
      for options in [[], ["--lot", "Plant/T-1"]] {
        let now = try diary.home.run([command, "--party", "Plant"] + options)
        try #require(now.status == 0, "\(command): \(now.error)")
        #expect(now.output.contains("95 kg") && !now.output.contains("50 kg"), "\(now.output)")
        let then = try diary.home.run([command, "--party", "Plant", "--at-size", "3"] + options)
        #expect(then.output.contains("50 kg") && !then.output.contains("95 kg"), "\(then.output)")
      }
    }
  }

  @Test("the signed original stays as it was, and is shown beside what counts")
  func editableAfterSignature() throws {
    try diary.tell(Diary.made("E1", "T-1", "100 kg", by: "Plant"))
    let exported = try diary.home.run("export").output
    let right = Diary.made("E1", "T-1", "10 t", by: "Plant")
    let receipt = try diary.tell(Diary.corrected("K1", of: "E1", by: "Plant", to: right))
    #expect(receipt[0]["index"] as? Int == 2 && receipt[0]["notCovered"] == nil)
    #expect(try diary.home.run("export").output.hasPrefix(exported))
    let history = try diary.history("Plant/T-1")
    #expect(history.map { $0["kind"] as? String } == ["production", "correction"])
    #expect(history[0]["correctedBy"] as? Int == 2 && history[1]["correctedBy"] == nil)
    let replacement = try #require(history[1]["replacement"] as? [String: Any])
    #expect(replacement["id"] as? String == "E1")
    #expect(try diary.trace("Plant/T-1")["quantity"] as? String == "10 t")
    // The id still means what was recorded under it: the same adds nothing, other content is refused.
    let again = try diary.tell(Diary.made("E1", "T-1", "100 kg", by: "Plant"))
    #expect(again[0]["recorded"] as? Bool == false)
    #expect(try diary.refusal(of: right).status == 65)
    let text = try diary.home.run("trace", "Plant/T-1", "--lang", "zh").output
    #expect(text.contains("已由第 2 条更正"))
    try diary.verify()
  }

  @Test("a correction can be corrected by correcting the event again, and a withdrawn event too")
  func again() throws {
    try diary.tell(
      Diary.made("E1", "T-1", "100 kg", by: "Plant"),
      Diary.used("E2", "Plant/T-1", "50 kg", by: "Plant"))
    func use(_ quantity: String) -> String {
      Diary.used("E2", "Plant/T-1", quantity, by: "Plant")
    }
    try diary.tell(Diary.corrected("K1", of: "E2", by: "Plant", to: use("40 kg")))
    try diary.tell(Diary.corrected("K2", of: "E2", by: "Plant", to: nil))
    #expect(try diary.held("Plant/T-1") == ["Plant": "100 kg"])
    try diary.tell(Diary.corrected("K3", of: "E2", by: "Plant", to: use("30 kg")))
    #expect(try diary.held("Plant/T-1") == ["Plant": "70 kg"])
    let marks = try diary.history("Plant/T-1").map { $0["correctedBy"] as? Int }
    #expect(marks == [nil, 3, 4, 5, nil])
    let nested = try diary.refusal(of: Diary.corrected("K4", of: "K3", by: "Plant", to: nil))
    #expect(nested.status == 65 && nested.words.contains("E2"))
    // The same correction again adds nothing.
    let repeated = try diary.tell(Diary.corrected("K3", of: "E2", by: "Plant", to: use("30 kg")))
    #expect(repeated[0]["recorded"] as? Bool == false)
    try diary.verify()
  }

  @Test("somebody else's event is not corrected")
  func foreign() throws {
    try diary.tell(Diary.made("E1", "T-1", "100 kg", by: "Plant"))
    let foreign = try diary.refusal(
      of: Diary.corrected("K1", of: "E1", by: "Rival", whose: "Plant", to: nil))
    #expect(foreign.status == 77 && foreign.words.contains("Plant"))
    let unknown = try diary.refusal(of: Diary.corrected("K1", of: "E9", by: "Plant", to: nil))
    #expect(unknown.status == 65 && unknown.words.contains("E9"))
    let other = try diary.refusal(
      of: Diary.corrected(
        "K1", of: "E1", by: "Plant", to: Diary.made("E2", "T-1", "1 kg", by: "Plant")))
    #expect(other.status == 65)
  }

  @Test("a waybill is not redirected once its receiver signed for it, until the receiver withdraws")
  func receiver() throws {
    try diary.tell(
      Diary.made("E1", "T-1", "100 kg", by: "Plant"),
      Diary.consigned("E2", "W-1", "Plant/T-1", "40 kg", by: "Plant", to: "Shop"))
    let redirected = Diary.consigned("E2", "W-1", "Plant/T-1", "40 kg", by: "Plant", to: "Crony")
    let redirection = Diary.corrected("K1", of: "E2", by: "Plant", to: redirected)
    try diary.tell(
      Diary.step("E1", "load", "W-1", by: "Truck"), Diary.step("E1", "deliver", "W-1", by: "Shop"))
    let refused = try diary.refusal(of: redirection)
    #expect(refused.status == 65 && refused.words.contains("Shop"))
    let withdrawal = try diary.refusal(of: Diary.corrected("K1", of: "E2", by: "Plant", to: nil))
    #expect(withdrawal.words.contains("Truck"))
    try diary.tell(Diary.corrected("K9", of: "E1", by: "Shop", to: nil))
    #expect(try diary.held("Plant/T-1") == ["Plant": "60 kg"])
    try diary.tell(redirection, Diary.step("E1", "deliver", "W-1", by: "Crony"))
    #expect(try diary.held("Plant/T-1") == ["Crony": "40 kg", "Plant": "60 kg"])
    try diary.verify()
  }

  @Test("a correction that leaves another's later event without cover is recorded and flagged")
  func uncovered() throws {
    try diary.tell(
      Diary.made("E1", "T-1", "100 kg", by: "Plant"),
      Diary.consigned("E2", "W-1", "Plant/T-1", "80 kg", by: "Plant", to: "Shop"),
      Diary.step("E1", "deliver", "W-1", by: "Shop"),
      Diary.used("E2", "Plant/T-1", "80 kg", by: "Shop"))
    let small = Diary.made("E1", "T-1", "30 kg", by: "Plant")
    let file = try diary.home.file(
      "corrections.jsonl", Diary.corrected("K1", of: "E1", by: "Plant", to: small))
    let trial = try diary.home.run("import", "--dry-run", file, "--format", "json").json()
    #expect((trial["notCovered"] as? [Any])?.count == 1)
    let imported = try diary.home.run("import", file, "--format", "json", "--lang", "en")
    #expect(imported.status == 0 && imported.error.contains("50 kg of Plant/T-1"))
    let found = try #require(imported.json()["notCovered"] as? [[String: Any]]).first
    #expect(found?["index"] as? Int == 3 && found?["party"] as? String == "Shop")
    #expect(found?["quantity"] as? String == "50 kg" && found?["lot"] as? String == "Plant/T-1")
    let destination = try #require(try diary.trace("Plant/T-1")["destination"] as? [String: Any])
    let missing = try #require(destination["notCovered"] as? [[String: Any]])
    #expect(missing.map { $0["quantity"] as? String } == ["-50 kg"])
    #expect(try diary.history("Plant/T-1")[2]["notCovered"] as? String == "50 kg")
    #expect(try diary.verify().contains { $0.contains("50 kg") })
    // Nothing is taken from what is below zero; a further correction covers it again.
    #expect(try diary.refusal(of: Diary.used("E3", "Plant/T-1", "1 kg", by: "Plant")).status == 65)
    try diary.tell(
      Diary.corrected(
        "K2", of: "E1", by: "Plant", to: Diary.made("E1", "T-1", "90 kg", by: "Plant")))
    #expect(try diary.held("Plant/T-1") == ["Plant": "10 kg"])
    #expect(try diary.history("Plant/T-1")[2]["notCovered"] == nil)
  }

  @Test("a replacement that is impossible at its own place is refused with the balance there")
  func impossible() throws {
    try diary.tell(
      Diary.made("E1", "T-1", "100 kg", by: "Plant"),
      Diary.used("E2", "Plant/T-1", "10 kg", by: "Plant"),
      Diary.event(
        "E3", "loss", by: "Plant", #""lot":"Plant/T-1","quantity":"500 kg","cause":"found""#))
    let refused = try diary.refusal(
      of: Diary.corrected(
        "K1", of: "E2", by: "Plant", to: Diary.used("E2", "Plant/T-1", "101 kg", by: "Plant")))
    #expect(refused.status == 65 && refused.words.contains("100 kg"))
    let unknown = try diary.refusal(
      of: Diary.corrected(
        "K1", of: "E2", by: "Plant", to: Diary.used("E2", "Plant/T-9", "1 kg", by: "Plant")))
    #expect(unknown.words.contains("Plant/T-9"))
  }

  @Test("what a bad correction says wrong is named with its path")
  func faults() throws {
    let inner =
      #"{"id":"E1","kind":"use","time":"2026-03-01T08:00:00Z","party":"Plant","lot":"P/1","quantity":"-5 kg","purpose":"x"}"#
    let bad = try diary.refusal(of: Diary.corrected("K1", of: "E1", by: "Plant", to: inner))
    #expect(bad.status == 65 && bad.words.contains("$.replacement.quantity"))
    let nested = try diary.refusal(
      of: Diary.corrected(
        "K1", of: "E1", by: "Plant", to: Diary.corrected("E1", of: "X", by: "Plant", to: nil)))
    #expect(nested.words.contains("$.replacement.kind"))
    let empty = try diary.refusal(
      of: Diary.event("K1", "correction", by: "Plant", #""reason":"x""#))
    #expect(empty.words.contains("corrects"))
    let sheet = try diary.home.file(
      "k.csv", "id,kind,time,party,reason\nK1,更正,2026-03-01T08:00:00Z,Plant,x\n")
    #expect(try diary.home.run("import", sheet).status == 65)
  }
}
