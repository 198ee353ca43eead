import Foundation
import Testing

/// Every refusal names the place, the value, the reason and what would be accepted; nothing is written.
@Suite("Bad input is refused by name")
struct BadInputTests {
  /// A bad file: its bytes, and what its refusal must name.
  struct BadFile: CustomTestStringConvertible, Sendable {
    var name: String
    var content: Data
    var names: [String]

    init(_ name: String, _ content: String, names: [String] = []) {
      self.init(name, Data(content.utf8), names: names)
    }

    init(_ name: String, _ content: Data, names: [String] = []) {
      self.name = name
      self.content = content
      self.names = names
    }

    var testDescription: String { name }
  }

  static let header = "id,kind,time,party,process,lot,quantity,un\n"

  static func row(
    id: String = "1", kind: String = "production", time: String = "2026-01-05T08:00:00+08:00",
    lot: String = "B1", quantity: String = "1 t", un: String = ""
  ) -> String {
    header + "\(id),\(kind),\(time),P,produce,\(lot),\(quantity),\(un)\n"
  }

  static func json(_ fields: String) -> String { "{\(fields)}\n" }

  static let good = """
    "id":"1","kind":"production","time":"2026-01-05T08:00:00+08:00","party":"P",\
    "process":"produce"
    """

  static func outputs(_ quantity: String, lot: String = "B") -> String {
    json(good + ",\"outputs\":[{\"lot\":\"\(lot)\",\"quantity\":\(quantity)}]")
  }

  static let files: [BadFile] = [
    BadFile("empty file", ""),
    BadFile("NUL bytes", row(lot: "B\u{0}1")),
    BadFile("bytes of no encoding", Data(row().utf8) + Data([0x32, 0xFF, 0xFF, 0x0A])),
    BadFile("unknown unit", row(quantity: "1 lb"), names: ["2", "quantity", "1 lb"]),
    BadFile("unknown column", "id,kind,tiem\n1,use,x\n", names: ["tiem", "time"]),
    BadFile("unknown kind", row(kind: "prodction"), names: ["2", "kind", "prodction"]),
    BadFile("negative quantity", row(quantity: "-1 t"), names: ["-1 t"]),
    BadFile("not a number", row(quantity: "NaN t"), names: ["NaN"]),
    BadFile("too many decimals", row(quantity: "1.0000000001 t"), names: ["1.0000000001 t"]),
    BadFile("beyond Int64", row(quantity: "9999999999999 t"), names: ["9999999999999 t"]),
    BadFile("zero", row(quantity: "0 t"), names: ["0 t"]),
    BadFile("time without offset", row(time: "2026-01-05T08:00:00"), names: ["time"]),
    BadFile("year 0", row(time: "0000-01-05T08:00:00Z"), names: ["0000-01-05"]),
    BadFile("past year 9999", row(time: "9999-12-31T23:59:59-01:00"), names: ["9999-12-31"]),
    BadFile(
      "a lot id of 129 bytes", row(lot: String(repeating: "b", count: 129)), names: ["lot", "128"]),
    BadFile("too few cells", header + "1,production\n", names: ["2", "8"]),
    BadFile("too many cells", row().dropLast() + ",x,y\n", names: ["2", "8"]),
    BadFile("Excel: scientific id", row(lot: "9.15E+16"), names: ["9.15E+16"]),
    BadFile("Excel: thousands", row(quantity: "\"1,234.5 t\""), names: ["1,234.5"]),
    BadFile("Excel: full width", row(quantity: "１２ t"), names: ["１２"]),
    BadFile("Excel: turned date", row(time: "05/01/2026 08:00"), names: ["05/01/2026"]),
    BadFile("JSON: duplicate key", json(good + ",\"id\":\"2\""), names: ["id"]),
    BadFile("JSON: lone surrogate", json(good + ",\"note\":\"\\ud800\""), names: ["note"]),
    BadFile(
      "JSON: deep nesting",
      json(good + ",\"note\":" + String(repeating: "[", count: 100_000))),
    BadFile("JSON: number for a quantity", outputs("99999999999999999999")),
    BadFile("JSON: negative", outputs("\"-5 kg\""), names: ["outputs", "-5 kg"]),
    BadFile("JSON: unknown key", json(good + ",\"outputz\":[]"), names: ["outputz", "outputs"]),
    BadFile("JSON: not closed", "{" + good, names: []),
    BadFile(
      "257 lots",
      json(
        good + ",\"outputs\":["
          + (0..<257).map { "{\"lot\":\"L\($0)\",\"quantity\":\"1 kg\"}" }.joined(separator: ",")
          + "]"), names: ["256"]),
    BadFile(
      "an event over 24,000 bytes",
      json(
        good + ",\"outputs\":["
          + (0..<200).map {
            "{\"lot\":\"\(String(repeating: "x", count: 120))\($0)\",\"quantity\":\"1 kg\"}"
          }.joined(separator: ",") + "]"), names: ["24000"]),
  ]

  @Test("65, named, in both languages, and nothing written", arguments: files)
  func refused(_ bad: BadFile) throws {
    let home = try LedgerAtHome()
    try home.create()
    try bad.content.write(to: home.scratch.url("bad file.csv"))
    for language in ["zh", "en"] {
      let outcome = try home.run(
        "import", home.scratch.path("bad file.csv"), "--lang", language)
      #expect(outcome.status == 65, "\(outcome.output)\(outcome.error)")
      #expect(outcome.error.contains("bad file.csv"), "\(outcome.error)")
      for name in bad.names { #expect(outcome.error.contains(name), "\(outcome.error)") }
      let isChinese = outcome.error.unicodeScalars.contains { (0x4E00...0x9FFF) ~= $0.value }
      #expect(isChinese == (language == "zh"), "\(outcome.error)")
    }
    #expect(try home.run("status", "--format", "json").json()["size"] as? Int == 1)
    #expect(try home.run("verify").status == 0)
  }

  @Test("a header alone is a file of no rows")
  func headerOnly() throws {
    let home = try LedgerAtHome()
    try home.create()
    let file = try home.file("header.csv", BadInputTests.header)
    let outcome = try home.run("import", file, "--format", "json")
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(try outcome.json()["rows"] as? Int == 0)
  }

  @Test("mixed line endings are no fault, and a UN number gets back its zero with a warning")
  func repaired() throws {
    let home = try LedgerAtHome()
    try home.create()
    let rows =
      "id,kind,time,party,process,lot,quantity,un\r\n"
      + "1,production,2026-01-05T08:00:00+08:00,P,produce,B1,1 t,81\n"
      + "2,生产,2026-01-05T08:00:00+08:00,P,期初,B2,1 吨,1230\r\n"
    let outcome = try home.run("import", home.file("mixed.csv", rows), "--format", "json")
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(outcome.error.contains("0081"))
    let traced = try home.run("trace", "P/B1", "--format", "json").json()
    #expect((traced["chemical"] as? [String: Any])?["un"] as? String == "0081")
  }

  @Test("--skip-invalid records the good rows and writes the bad ones with their reasons")
  func skipInvalid() throws {
    let home = try LedgerAtHome()
    try home.create()
    let rows =
      "id,kind,time,party,process,lot,quantity\n"
      + "1,production,2026-01-05T08:00:00+08:00,P,produce,B1,1 t\n"
      + "2,production,2026-01-05T08:00:00+08:00,P,produce,B2,one t\n"
      + "3,production,2026-01-05T08:00:00+08:00,P,produce,B1,2 t\n"
    let rejects = home.scratch.path("rejects.csv")
    let outcome = try home.run(
      "import", home.file("rows.csv", rows), "--skip-invalid", "--rejects", rejects, "--format",
      "json")
    #expect(outcome.status == 0, "\(outcome.error)")
    let report = try outcome.json()
    #expect(report["recorded"] as? Int == 1)
    #expect(report["rejected"] as? Int == 2)
    let written = try String(contentsOfFile: rejects, encoding: .utf8)
    #expect(written.contains("one t"))
    #expect(written.contains("B1,2 t"))
  }

  @Test("--rejects never takes the place of another file, and a mended one is imported again")
  func rejectsFile() throws {
    let home = try LedgerAtHome()
    try home.create()
    let rows =
      "id,kind,time,party,process,lot,quantity\n"
      + "1,production,2026-01-05T08:00:00+08:00,P,produce,B1,1 t\n"
      + "2,production,2026-01-05T08:00:00+08:00,P,produce,B2,two t\n"
    let file = try home.file("rows.csv", rows)
    let onto = try home.run("import", file, "--skip-invalid", "--rejects", file)
    #expect(onto.status == 73)
    #expect(try String(contentsOfFile: file, encoding: .utf8) == rows)
    let nowhere = home.scratch.path("not there") + "/rejects.csv"
    #expect(try home.run("import", file, "--skip-invalid", "--rejects", nowhere).status == 74)
    #expect(try home.run("status", "--format", "json").json()["size"] as? Int == 1)
    let rejects = home.scratch.path("rejects.csv")
    for _ in 0..<2 {
      #expect(try home.run("import", file, "--skip-invalid", "--rejects", rejects).status == 0)
    }
    let once = try String(contentsOfFile: rejects, encoding: .utf8)
    // Rejected again, a row keeps only the newest reason.
    let twice = home.scratch.path("twice.csv")
    #expect(try home.run("import", rejects, "--skip-invalid", "--rejects", twice).status == 0)
    #expect(
      try String(contentsOfFile: twice, encoding: .utf8).split(whereSeparator: \.isNewline)[0]
        == once.split(whereSeparator: \.isNewline)[0])
    let mended = once.replacingOccurrences(of: "two t", with: "2 t")
    let again = try home.run("import", home.file("mended.csv", mended), "--format", "json")
    #expect(again.status == 0, "\(again.error)")
    #expect(try again.json()["recorded"] as? Int == 1)
  }

  @Test("rejects of JSON Lines are JSON Lines, and a mended file is imported again")
  func rejectedLines() throws {
    let home = try LedgerAtHome()
    try home.create()
    let event = ExitStatusTests.event
    let bad = event.replacingOccurrences(of: "\"id\":\"1\"", with: "\"id\":\"2\"")
      .replacingOccurrences(of: "B1", with: "B2").replacingOccurrences(of: "100 t", with: "one t")
    let file = try home.file("events.jsonl", "\(event)\n\(bad)\n{ broken\n")
    let rejects = home.scratch.path("rejects.jsonl")
    for _ in 0..<2 {
      let outcome = try home.run("import", file, "--skip-invalid", "--rejects", rejects)
      #expect(outcome.status == 0, "\(outcome.error)")
    }
    let written = try String(contentsOfFile: rejects, encoding: .utf8)
    let lines = try written.split(separator: "\n").map { line in
      try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    #expect(lines.map { $0["#row"] as? Int } == [2, 3])
    #expect(lines[0]["#reason"] as? String != nil && lines[0]["id"] as? String == "2")
    #expect(lines[1]["#text"] as? String == "{ broken")
    let mended = written.split(separator: "\n")[0].replacing("one t", with: "1 t")
    let again = try home.run(
      "import", home.file("mended.jsonl", String(mended)), "--format", "json")
    #expect(again.status == 0, "\(again.error)")
    #expect(try again.json()["recorded"] as? Int == 1)
  }

  @Test("an import that fails leaves no half-written file of rejected rows")
  func rejectsOfFailure() throws {
    let home = try LedgerAtHome()
    let rejects = home.scratch.path("rejects.csv")
    let file = try home.file("rows.csv", BadInputTests.row())
    let outcome = try home.run("import", file, "--skip-invalid", "--rejects", rejects)
    #expect(outcome.status == 66)
    let names = try FileManager.default.contentsOfDirectory(atPath: home.scratch.folder.path)
    #expect(!names.contains { $0.hasPrefix("rejects") })
  }

  @Test("with --format json a file that is refused whole answers with the reason")
  func fileFault() throws {
    let home = try LedgerAtHome()
    try home.create()
    let header = try home.run(
      "import", home.file("header.csv", "id,kind,tiem\n1,use,x\n"), "--format", "json")
    #expect(header.status == 65)
    let fault = try #require(try header.json()["fault"] as? [String: Any])
    let faults = try #require(fault["faults"] as? [[String: Any]])
    #expect(faults.contains { $0["column"] as? String == "tiem" })
    let rows = Data((BadInputTests.row() + "2,use,").utf8) + Data([0x32, 0xFF, 0xFF, 0x0A])
    try rows.write(to: home.scratch.url("encoding.csv"))
    let encoding = try home.run(
      "import", home.scratch.path("encoding.csv"), "--format", "json")
    #expect(encoding.status == 65)
    let answer = try encoding.json()
    #expect((answer["fault"] as? [String: Any])?["reason"] is [String: Any])
    #expect(answer["recorded"] as? Int == 0 && answer["size"] as? Int == 1)
  }

  @Test("a refusal by the ledger names the field and its value")
  func refusedField() throws {
    let home = try LedgerAtHome()
    try home.create()
    let rows =
      "事件编号,环节,时间,企业,批号,数量,用途\n"
      + "1,使用,2026-01-05T08:00:00+08:00,P,Q/B9,1 吨,\u{1B}[31m试验\n"
    let outcome = try home.run("import", home.file("rows.csv", rows), "--lang", "zh")
    #expect(outcome.status == 65)
    #expect(outcome.error.contains("用途") && !outcome.error.contains("\u{1B}"))
    let clean = rows.replacingOccurrences(of: "\u{1B}[31m", with: "")
    let refused = try home.run("import", home.file("rows.csv", clean), "--lang", "zh")
    #expect(refused.status == 65)
    #expect(refused.error.contains("第 2 行 批号“Q/B9”"), "\(refused.error)")
  }

  @Test("standard input is imported as a file is: export | import")
  func pipe() throws {
    let (first, second) = (try LedgerAtHome(), try LedgerAtHome())
    try first.create()
    try second.create()
    try first.run("append", input: ExitStatusTests.event)
    let exported = try first.run("export").output
    let outcome = try second.run(["import", "-", "--format", "json"], input: exported)
    #expect(outcome.status == 0, "\(outcome.error)")
    #expect(try outcome.json()["recorded"] as? Int == 1)
  }

  @Test("--dry-run checks all and writes nothing")
  func dryRun() throws {
    let home = try LedgerAtHome()
    try home.create()
    let outcome = try home.run(
      "import", Fixture.path("county/events.csv"), "--dry-run", "--format", "json")
    #expect(outcome.status == 0, "\(outcome.error)")
    let report = try outcome.json()
    #expect(report["recorded"] as? Int == report["rows"] as? Int)
    #expect(try home.run("status", "--format", "json").json()["size"] as? Int == 1)
  }
}
