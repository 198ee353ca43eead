import Foundation
import Testing

/// Answers that whoever asks would take for an all-clear, and must not be given as one.
@Suite("Nothing is answered that reads as an all-clear and is none")
struct FalseAssuranceTests {
  private let home: LedgerAtHome

  init() throws {
    home = try LedgerAtHome()
    try #require(home.create().status == 0)
  }

  private func register(_ arguments: String...) throws -> Program.Outcome {
    try home.run(["register"] + arguments + ["--party", "P1", "--lang", "zh"])
  }

  private func sums(_ unit: String = "U") throws -> (design: [String: Any], live: [String: Any]) {
    let answer = try home.run("hazards", "--format", "json").json()
    let units = try #require(answer["units"] as? [[String: Any]])
    let found = try #require(units.first { $0["unit"] as? String == unit })
    return (
      try #require(found["design"] as? [String: Any]), try #require(found["live"] as? [String: Any])
    )
  }

  private func site(_ maximum: String) throws -> Program.Outcome {
    try register(
      "site", "T", "--kind", "tank", "--unit", "U", "--people", "150", "--maximum", maximum)
  }

  @Test(
    "a design maximum counts under every name of its chemical",
    arguments: ["氯=10 t", "7782-50-5=10 t", "1017=10 t", "UN1017=10 t", "液氯=10 t", "Chlorine=10 t"])
  func designNames(maximum: String) throws {
    let made = try site(maximum)
    #expect(made.status == 0 && made.error.isEmpty, "\(made.error)")
    // By the tables alone, and then as registered under an id of its own.
    #expect(try sums().design["ratio"] as? String == "2")
    let chemical = try register(
      "chemical", "CL2", "--name", "氯", "--cas", "7782-50-5", "--un", "1017", "--alias", "液氯")
    try #require(chemical.status == 0, "\(chemical.error)")
    let design = try sums().design
    #expect(design["ratio"] as? String == "2" && design["hazard"] as? String == "16")
    #expect(design["uncounted"] == nil && design["unverified"] as? Bool == false)
  }

  @Test("a name that means nothing is warned of, and the unit says what it leaves out")
  func unknownMaximum() throws {
    let made = try site("某某剂=10 t")
    #expect(made.status == 0 && made.error.contains("某某剂"), "\(made.error)")
    let design = try sums().design
    #expect(design["unverified"] as? Bool == true)
    #expect(design["uncounted"] as? [String] == ["某某剂"])
    let text = try home.run("hazards", "--lang", "zh").output
    #expect(text.contains("需核实") && text.contains("某某剂"))
  }

  @Test("what table 1 does not name counts by its class, the strictest, and is to be verified")
  func classes() throws {
    try #require(
      register("chemical", "IPA", "--name", "异丙醇", "--cas", "67-63-0", "--un", "1219").status == 0)
    try #require(site("IPA=5000 t").status == 0)
    let design = try sums().design
    #expect(design["ratio"] as? String == "500" && design["unverified"] as? Bool == true)
    // What is by volume has no mass: it is named, and not taken for nothing.
    let bought = try home.run(
      "receive", "B1", "600000 L", "--from", "S", "--name", "丙酮", "--cas", "67-64-1", "--un",
      "1090",
      "--party", "P1", "--site", "T")
    try #require(bought.status == 0, "\(bought.error)")
    let live = try sums().live
    #expect(live["ratio"] as? String == "0" && live["unverified"] as? Bool == true)
    #expect(live["uncounted"] as? [String] == ["丙酮"])
  }

  @Test("a misspelt party is told to be unknown, by its alerts and its hazards too")
  func unknownParty() throws {
    try #require(site("氯=10 t").status == 0)
    for command in ["alerts", "hazards"] {
      let answer = try home.run(command, "--party", "P2", "--lang", "zh")
      #expect(answer.status == 1 && answer.error.contains("企业 P2"), "\(command)")
      #expect(try home.run(command, "--party", "P1").status == 0)
    }
  }

  @Test("an empty stream of a vehicle or a party is no proof that no event names it")
  func absence() throws {
    let lines = """
      {"id":"1","kind":"production","time":"2026-01-05T08:00:00Z","party":"P1","process":"produce",\
      "document":"D","outputs":[{"lot":"B","quantity":"1 t"}]}
      {"id":"2","kind":"consignment","time":"2026-01-05T09:00:00Z","party":"P1","consignment":"W",\
      "consignee":"Q","goods":[{"lot":"P1/B","quantity":"1 t"}]}
      {"id":"3","kind":"transport","time":"2026-01-05T10:00:00Z","party":"T","consignment":"W",\
      "step":"load","vehicle":"皖N25116"}

      """
    let made = try home.run("append", input: lines)
    try #require(made.status == 0, "\(made.error)")
    try #require(home.run("checkpoint", "--commit").status == 0)
    let key = try #require(home.run("status", "--format", "json").json()["vkey"] as? String)
    for (stream, count) in [("vehicle:皖N25116", 1), ("party:P1", 2), ("party:Q", 1)] {
      let file = home.scratch.path("evidence")
      let refused = try home.run("prove", "--stream", stream, "-o", file, "--lang", "zh")
      #expect(refused.status == 1 && refused.error.contains("出现在 \(count) 个事件中"))
      let proved = try home.run("prove", "--stream", stream, "--absent", "-o", file, "--lang", "zh")
      #expect(proved.status == 0 && proved.error.contains("出现在 \(count) 个事件中"))
      let checked = try home.run("check", file, "--key", key, "--lang", "zh")
      #expect(checked.status == 0, "\(checked.error)")
      #expect(!checked.output.contains("任何记录") && checked.output.contains("不在这条链上"))
    }
    // Of a lot the stream holds everything, and the sentence says so.
    let file = home.scratch.path("evidence")
    try #require(home.run("prove", "--lot", "P1/X", "--absent", "-o", file).status == 0)
    let checked = try home.run("check", file, "--key", key, "--lang", "zh")
    #expect(checked.output.contains("没有批次 P1/X 的任何记录"))
  }

  @Test("a file of evidence says how many later entries it does not cover")
  func laterEntries() throws {
    let make = ["receive", "--from", "S", "--document", "D", "--name", "水玻璃", "--party", "P1"]
    try #require(home.run(make + ["B1", "10 kg"]).status == 0)
    try #require(home.run("checkpoint", "--commit").status == 0)
    let file = home.scratch.path("evidence")
    let whole = try home.run("prove", "--lot", "B1", "-o", file, "--format", "json")
    #expect(try whole.json()["laterEntries"] as? Int == 0 && whole.error.isEmpty)
    try #require(
      home.run("use", "B1", "1 kg", "--purpose", "x", "--party", "P1").status == 0)
    let short = try home.run("prove", "--lot", "B1", "-o", file, "--lang", "zh")
    #expect(short.status == 0 && short.error.contains("此后的 1 条"), "\(short.error)")
    #expect(short.error.contains("checkpoint --commit"))
  }
}
