import Foundation
import Testing

@Suite("Orders: hold, release and recall")
struct OrderTests {
  let diary: Diary

  init() throws {
    diary = try Diary()
    try diary.tell(
      Diary.made("E1", "T-1", "100 kg", by: "Plant"),
      Diary.made("E2", "T-2", "100 kg", by: "Plant"),
      Diary.consigned("E3", "W-1", "Plant/T-1", "10 kg", by: "Plant", to: "Shop"))
  }

  /// The five things that a hold stops.
  private static let stopped: [(name: String, event: String)] = [
    ("consign", Diary.consigned("F1", "W-2", "Plant/T-1", "1 kg", by: "Plant", to: "Shop")),
    ("load", Diary.step("F2", "load", "W-1", by: "Truck")),
    ("use", Diary.used("F3", "Plant/T-1", "1 kg", by: "Plant")),
    (
      "dispose",
      Diary.event(
        "F4", "disposal", by: "Plant",
        #""lot":"Plant/T-1","quantity":"1 kg","method":"incineration""#)
    ),
    (
      "take as an input",
      Diary.event(
        "F5", "production", by: "Plant",
        #""process":"repack","inputs":[{"lot":"Plant/T-1","quantity":"1 kg"}],"#
          + #""outputs":[{"lot":"R-1","quantity":"1 kg"}]"#)
    ),
  ]

  @Test("a hold stops each of the five uses and names the order, and ends with its release")
  func hold() throws {
    try diary.tell(Diary.ordered("H1", "hold", by: "Bureau", #""lots":["Plant/T-1"]"#))
    for (name, event) in OrderTests.stopped {
      let refused = try diary.refusal(of: event)
      #expect(refused.status == 65 && refused.words.contains("DOC-H1"), "\(name)")
    }
    // It may be moved, counted, lost and brought back; and the other lot is free.
    try diary.tell(
      Diary.event(
        "G1", "storage", by: "Plant",
        #""action":"move","lot":"Plant/T-1","quantity":"100 kg","toSite":"CAGE""#),
      Diary.event(
        "G2", "storage", by: "Plant",
        #""site":"CAGE","action":"out","lot":"Plant/T-1","quantity":"100 kg""#),
      Diary.used("G3", "Plant/T-2", "1 kg", by: "Plant"))
    let foreign = try diary.refusal(
      of: Diary.ordered("H2", "release", by: "Rival", #""lots":["Plant/T-1"]"#))
    #expect(foreign.status == 65 && foreign.words.contains("Rival"))
    try diary.tell(Diary.ordered("H2", "release", by: "Bureau", #""lots":["Plant/T-1"]"#))
    for (_, event) in OrderTests.stopped { try diary.tell(event) }
    try diary.verify()
  }

  @Test("a hold of all that a party has stops its goods, not another's")
  func holdOfParty() throws {
    try diary.tell(Diary.ordered("H1", "hold", by: "Bureau", #""subject":"Plant""#))
    for (name, event) in OrderTests.stopped {
      #expect(try diary.refusal(of: event).words.contains("DOC-H1"), "\(name)")
    }
    try diary.tell(
      Diary.made("E1", "S-1", "5 kg", by: "Shop"), Diary.used("E2", "Shop/S-1", "5 kg", by: "Shop"))
    try diary.tell(Diary.ordered("H2", "release", by: "Bureau", #""subject":"Plant""#))
    try diary.tell(OrderTests.stopped[2].event)
    try diary.verify()
  }

  @Test("a hold is not got round by a correction that takes more, and is lifted by withdrawing it")
  func holdAndCorrection() throws {
    try diary.tell(Diary.used("E4", "Plant/T-1", "5 kg", by: "Plant"))
    try diary.tell(Diary.ordered("H1", "hold", by: "Bureau", #""lots":["Plant/T-1"]"#))
    func correction(_ quantity: String) -> String {
      Diary.corrected(
        "K-\(quantity)", of: "E4", by: "Plant",
        to: Diary.used("E4", "Plant/T-1", quantity, by: "Plant"))
    }
    #expect(try diary.refusal(of: correction("50 kg")).words.contains("DOC-H1"))
    try diary.tell(correction("4 kg"))
    try diary.tell(Diary.corrected("K9", of: "H1", by: "Bureau", to: nil))
    try diary.tell(correction("50 kg"))
    #expect(try diary.held("Plant/T-1") == ["Plant": "50 kg"])
    try diary.verify()
  }

  @Test("a recall is in the lot's history and stops nothing, and an order needs its document")
  func recall() throws {
    try diary.tell(Diary.ordered("H1", "recall", by: "Bureau", #""lots":["Plant/T-1"]"#))
    let row = try #require(try diary.history("Plant/T-1").last)
    #expect(row["order"] as? String == "recall" && row["document"] as? String == "DOC-H1")
    #expect(row["lots"] as? [String] == ["Plant/T-1"])
    for (_, event) in OrderTests.stopped { try diary.tell(event) }
    let missing = try diary.refusal(
      of: Diary.event("H2", "order", by: "Bureau", #""order":"hold","lots":["Plant/T-1"]"#))
    #expect(missing.words.contains("document"))
    let unknown = try diary.refusal(
      of: Diary.ordered("H2", "hold", by: "Bureau", #""lots":["Plant/T-9"]"#))
    #expect(unknown.words.contains("Plant/T-9"))
    let both = try diary.refusal(
      of: Diary.ordered("H2", "hold", by: "Bureau", #""lots":["Plant/T-1"],"subject":"Plant""#))
    #expect(both.words.contains("$.subject"))
  }

  @Test("corrections and orders go out and in again, private fields with them")
  func roundTrip() throws {
    try diary.tell(
      Diary.event(
        "E5", "use", by: "Plant",
        #""lot":"Plant/T-2","quantity":"2 kg","purpose":"x","handler":"张三""#))
    try diary.tell(
      Diary.event(
        "K1", "correction", by: "Plant",
        #""corrects":{"party":"Plant","id":"E5"},"reason":"误读","checker":"李四","replacement":"#
          + Diary.event(
            "E5", "use", by: "Plant",
            #""lot":"T-2","quantity":"3 kg","purpose":"x","handler":"王五""#)),
      Diary.ordered("H1", "hold", by: "Bureau", #""lots":["T-2"]"#),
      Diary.ordered("H2", "hold", by: "Bureau", #""subject":"Shop""#),
      Diary.ordered("H3", "release", by: "Bureau", #""lots":["Plant/T-2"]"#))
    let exported = try diary.home.run("export").output
    #expect(exported.contains("王五") && exported.contains("李四") && exported.contains("张三"))
    let second = try Diary()
    let file = try second.home.file("export.jsonl", exported)
    let imported = try second.home.run("import", file, "--format", "json")
    try #require(imported.status == 0, "\(imported.error)")
    func withoutRecord(_ text: String) throws -> [NSDictionary] {
      try text.split(separator: "\n").map { line in
        var object =
          try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
        object["recordedAt"] = nil
        object["leafHash"] = nil
        return object as NSDictionary
      }
    }
    #expect(try withoutRecord(exported) == withoutRecord(second.home.run("export").output))
    let again = try second.home.run("import", file, "--format", "json").json()
    #expect(again["recorded"] as? Int == 0 && again["alreadyRecorded"] as? Int == 8)
    for diary in [diary, second] { try diary.verify() }
    // What is erased of an event is erased of its corrections.
    #expect(try diary.home.run("erase", "--event", "Plant/E5").status == 0)
    let left = try diary.home.run("export").output
    #expect(!left.contains("张三") && !left.contains("王五") && left.contains("李四"))
    try diary.verify()
  }
}
