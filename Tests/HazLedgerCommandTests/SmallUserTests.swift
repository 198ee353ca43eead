import Foundation
import Testing

/// Hospitals, schools and research laboratories: one short command, or one short row.
@Suite("Small users")
struct SmallUserTests {
  /// A ledger in which a laboratory has bought 2.5 L of ethanol.
  private struct Laboratory {
    let home: LedgerAtHome
    let party: String
    let site: String

    init(_ party: String, site: String) throws {
      (self.party, self.site) = (party, site)
      home = try LedgerAtHome()
      try #require(home.create().status == 0)
      let bought = try run(
        "receive", "E-01", "2.5 L", "--from", "国药集团", "--name", "乙醇", "--cas", "64-17-5")
      try #require(bought.status == 0, "\(bought.error)")
    }

    /// Runs a command as the person at the bench does, whose shell knows party and place.
    func run(_ arguments: String...) throws -> Program.Outcome {
      try Program.run(
        arguments,
        environment: home.environment.merging(
          ["HAZLEDGER_PARTY": party, "HAZLEDGER_SITE": site, "HAZLEDGER_TIMEZONE": "Asia/Shanghai"]
        ) { $1 }, folder: home.scratch.folder)
    }

    /// What is held of the lot at the site.
    func held() throws -> String? {
      let answer = try run("trace", "E-01", "--destination", "--format", "json").json()
      let destination = try #require(answer["destination"] as? [String: Any])
      let rows = try #require(destination["held"] as? [[String: Any]])
      return rows.first { $0["party"] as? String == party && $0["site"] as? String == site }?[
        "quantity"] as? String
    }
  }

  @Test(
    "an issue of 250 mL is one short command",
    arguments: [("县医院检验科", "试剂柜"), ("金寨一中", "化学实验室"), ("生物所", "LAB-3")])
  func use(party: String, site: String) throws {
    let laboratory = try Laboratory(party, site: site)
    let used = try laboratory.run("use", "E-01", "250 mL", "--purpose", "清洗")
    #expect(used.status == 0, "\(used.error)")
    #expect(try laboratory.held() == "2.25 L")
    // The ids are random: the same again is another issue.
    #expect(try laboratory.run("use", "E-01", "250mL", "--purpose", "清洗").status == 0)
    #expect(try laboratory.held() == "2 L")
    // With an id of one's own the same again is the same.
    for _ in 0..<2 {
      let named = try laboratory.run(
        "use", "E-01", "1 L", "--purpose", "教学", "--id", "2026-11-26-1", "--time",
        "2026-11-26 09:00", "--handler", "李", "--checker", "王")
      #expect(named.status == 0)
    }
    #expect(try laboratory.held() == "1 L")
    #expect(try laboratory.run("verify").status == 0)
  }

  @Test("disposal, loss and count are as short; what cannot be is refused and says why")
  func others() throws {
    let laboratory = try Laboratory("LAB", site: "S")
    #expect(try laboratory.run("dispose", "E-01", "500 mL", "--method", "移交处置").status == 0)
    #expect(try laboratory.run("lose", "E-01", "100 mL", "--cause", "泄漏").status == 0)
    #expect(try laboratory.run("count", "E-01", "1.8 L", "--reason", "挥发").status == 0)
    #expect(try laboratory.held() == "1.8 L")
    let tooMuch = try laboratory.run("use", "E-01", "2 L", "--purpose", "x")
    #expect(tooMuch.status == 65 && tooMuch.error.contains("1.8 L"))
    let badUnit = try laboratory.run("use", "E-01", "250 ml", "--purpose", "x")
    #expect(badUnit.status == 65 && badUnit.error.contains("mL"))
    #expect(try laboratory.run("use", "E-02", "1 L", "--purpose", "x").status == 65)
    #expect(try laboratory.run("use", "E-01", "1 L").status == 64)
    #expect(try laboratory.held() == "1.8 L")
  }

  @Test("who reports must be said")
  func nobody() throws {
    let home = try LedgerAtHome()
    try #require(home.create().status == 0)
    #expect(try home.run("use", "E-01", "1 L", "--purpose", "x").status == 64)
  }

  @Test("a consignment is received in one short command")
  func delivery() throws {
    let laboratory = try Laboratory("SHOP", site: "S")
    let line = """
      {"id":"c","kind":"consignment","time":"2026-11-26T08:00:00Z","party":"SHOP","site":"S",\
      "consignment":"W-1","consignee":"SCHOOL","goods":[{"lot":"SHOP/E-01","quantity":"1 L"}]}

      """
    try #require(laboratory.home.run("append", input: line).status == 0)
    let received = try laboratory.home.run(
      "receive", "--consignment", "W-1", "--party", "SCHOOL", "--site", "LAB")
    #expect(received.status == 0, "\(received.error)")
    #expect(try laboratory.held() == "1.5 L")
    // Whoever is registered with a number is reached at it in a recall.
    try #require(
      laboratory.run(
        "register", "party", "SCHOOL", "--name", "金寨一中", "--roles", "学校", "--phone", "0564-735"
      ).status == 0)
    let recall = try laboratory.run("recall", "E-01")
    #expect(recall.status == 0 && recall.output.contains("0564-735"), "\(recall.error)")
    #expect(try laboratory.home.run("receive", "E-9", "1 L", "--party", "SCHOOL").status == 64)
  }

  @Test("a sheet needs only the columns that differ from row to row")
  func shortRows() throws {
    let laboratory = try Laboratory("LAB", site: "S")
    let sheet = try laboratory.home.file(
      "领用.csv",
      """
      批号,数量,用途,时间
      E-01,250 mL,清洗,2026-11-20 09:00
      E-01,250 mL,清洗,2026-11-20 09:00
      E-01,100 mL,萃取,2026-11-21 10:30

      """)
    let arguments = [
      "import", sheet, "--kind", "使用", "--party", "LAB", "--site", "S", "--timezone",
      "Asia/Shanghai", "--format", "json",
    ]
    let first = try laboratory.home.run(arguments)
    #expect(first.status == 0, "\(first.error)")
    #expect(try first.json()["recorded"] as? Int == 3)
    #expect(try laboratory.held() == "1.9 L")
    // The same sheet again, and with a row more, records what is new once.
    #expect(try laboratory.home.run(arguments).json()["alreadyRecorded"] as? Int == 3)
    let longer =
      try String(contentsOfFile: sheet, encoding: .utf8) + "E-01,50 mL,清洗,2026-11-22 08:00\n"
    try Data(longer.utf8).write(to: URL(filePath: sheet))
    #expect(try laboratory.home.run(arguments).json()["recorded"] as? Int == 1)
    #expect(try laboratory.held() == "1.85 L")
    // Saved anew by a spreadsheet, in other words: the same rows.
    let anew = """
      时间,批号,数量,用途
      2026/11/20 9:00,LAB/E-01,250mL,清洗
      2026年11月20日 9:00,E-01,0.25 L,清洗
      2026-11-21T10:30:00+08:00,E-01,100 毫升,萃取
      2026.11.22 8:00,E-01,50 mL,清洗

      """
    try Data(anew.utf8).write(to: URL(filePath: sheet))
    let english = arguments.map { $0 == "使用" ? "use" : $0 }
    #expect(try laboratory.home.run(english).json()["alreadyRecorded"] as? Int == 4)
    // With a column more they are not new either: what is recorded under them is another content.
    try Data(
      anew.replacing("用途\n", with: "用途,备注\n").replacing("清洗\n", with: "清洗,x\n")
        .replacing("萃取\n", with: "萃取,\n").utf8
    ).write(to: URL(filePath: sheet))
    #expect(try laboratory.home.run(english).status == 65)
    #expect(try laboratory.held() == "1.85 L")
    let without = try laboratory.home.run("import", sheet, "--timezone", "Asia/Shanghai")
    #expect(without.status == 65 && without.error.contains("--kind"))
  }
}
