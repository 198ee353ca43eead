import Foundation
import Testing

/// The commands that report what is where, what came and went: run on the county, as people run them.
@Suite("Reports on a county's quarter")
struct ReportTests {
  private static let party = "91360423MA0000031Q"

  private func county() throws -> LedgerAtHome {
    let home = try LedgerAtHome()
    try home.create()
    try #require(home.run("import", Fixture.path("county/events.jsonl")).status == 0)
    return home
  }

  @Test("holdings, balance and book answer as text, JSON and a sheet, and agree with each other")
  func stock() throws {
    let home = try county()
    let filter = ["--party", ReportTests.party]
    let holdings = try home.run(["holdings", "--format", "json"] + filter).json()
    let held = try #require(holdings["held"] as? [[String: Any]])
    #expect(!held.isEmpty)
    #expect(held.allSatisfy { $0["party"] as? String == ReportTests.party })
    let book = try home.run(["book", "--format", "json"] + filter).json()
    let lines = try #require(book["lines"] as? [[String: Any]])
    #expect(lines.count > held.count)
    var last: [String: String] = [:]
    for line in lines {
      let key = ["site", "lot"].map { line[$0] as? String ?? "" }.joined(separator: "|")
      last[key] = line["balance"] as? String
      #expect((line["leafHash"] as? String)?.count == 64)
      #expect((line["in"] == nil) != (line["out"] == nil))
    }
    for row in held {
      let key = ["site", "lot"].map { row[$0] as? String ?? "" }.joined(separator: "|")
      #expect(last.removeValue(forKey: key) == row["quantity"] as? String, "\(key)")
    }
    #expect(last.values.allSatisfy { $0.hasPrefix("0 ") })
    let balance = try home.run(
      ["balance", "--format", "json", "--from", "2026-02-01", "--to", "2026-03-01"]
        + ["--timezone", "Asia/Shanghai"] + filter
    ).json()
    let rows = try #require(balance["rows"] as? [[String: Any]])
    #expect(rows.count > 10)
    #expect(rows.allSatisfy { ($0["unexplained"] as? String)?.hasPrefix("0 ") == true })
    #expect(balance["from"] as? String == "2026-01-31T16:00:00Z")
    for command in ["holdings", "balance", "book"] {
      let text = try home.run([command, "--lang", "zh"] + filter)
      #expect(text.status == 0 && text.output.contains(ReportTests.party), "\(text.error)")
      let sheet = try home.run([command, "--lang", "zh", "--format", "csv"] + filter)
      #expect(sheet.output.hasPrefix("\u{FEFF}"))
      #expect(sheet.output.contains("批号") && sheet.output.contains("\r\n"))
      #expect(sheet.output.split(separator: "\r\n").count > 10)
    }
  }

  @Test("consignments, origins and recall list what the ledger's own traces say")
  func lists() throws {
    let home = try county()
    let all = try home.run("consignments", "--format", "json").json()
    let rows = try #require(all["consignments"] as? [[String: Any]])
    let open = try home.run("consignments", "--open", "--format", "json").json()
    let openRows = try #require(open["consignments"] as? [[String: Any]])
    #expect(openRows.count > 0 && openRows.count < rows.count)
    #expect(openRows.allSatisfy { $0["open"] as? Bool == true })
    let name = try #require(openRows.first?["consignment"] as? String)
    let one = try home.run("consignments", name, "--format", "json").json()
    let only = try #require((one["consignments"] as? [[String: Any]])?.first)
    #expect(only["consignment"] as? String == name)
    #expect(try home.run("consignments", name).output.contains(name))
    #expect(try home.run("consignments", "--unknown-destination").status == 0)
    #expect(try home.run("consignments", "--differences", "--format", "csv").status == 0)

    let origins = try home.run("origins", "--unexplained", "--format", "json").json()
    let unexplained = try #require(origins["origins"] as? [[String: Any]])
    let causes = Set(unexplained.compactMap { $0["cause"] as? String })
    #expect(causes.isSubset(of: ["declared", "purchased", "found", "counted", "excess"]))
    #expect(causes.contains("found") && causes.contains("declared"))

    let lot = try String(contentsOfFile: Fixture.path("county/demo-lot"), encoding: .utf8)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    let recall = try home.run("recall", lot, "--format", "json").json()
    let trace = try home.run("trace", lot, "--destination", "--format", "json").json()
    #expect(recall["destination"] as? NSDictionary == trace["destination"] as? NSDictionary)
    let parties = try #require(recall["parties"] as? [[String: Any]])
    let destination = try #require(trace["destination"] as? [String: Any])
    let holders = Set(
      try #require(destination["held"] as? [[String: Any]]).compactMap { $0["party"] as? String })
    let holding = parties.filter { $0["holding"] as? Bool == true }
    #expect(Set(holding.compactMap { $0["party"] as? String }) == holders)
    #expect(try home.run("recall", lot, "--lang", "zh").output.contains("全部经手企业"))
  }

  @Test("find says what a text names and where to go next; what is nowhere ends with 1")
  func find() throws {
    let home = try county()
    let found = try home.run("find", "UN1090")
    #expect(found.status == 0)
    #expect(found.output.contains("丙酮") && found.output.contains("holdings --chemical 67-64-1"))
    let plate = try home.run("find", "20260105-01", "--format", "json").json()
    let groups = try #require(plate["groups"] as? [[String: Any]])
    #expect(groups.first?["kind"] as? String == "lot")
    let questions = [
      ["find", "无此物"], ["holdings", "--party", "nobody"], ["holdings", "--site", "nowhere"],
      ["holdings", "--chemical", "unobtainium"], ["balance", "--lot", "nobody/1"],
      ["book", "--party", "nobody"], ["consignments", "W-none"],
      ["consignments", "--vehicle", "Z 0"], ["consignments", "--party", "nobody"],
      ["origins", "--party", "nobody"], ["recall", "nobody/1"],
    ]
    for question in questions {
      let answer = try home.run(question)
      #expect(answer.status == 1, "\(question): \(answer.output)")
      #expect(!answer.error.isEmpty && answer.output.isEmpty, "\(question)")
    }
    let wrong = [
      ["balance", "--from", "2026-02-01"], ["balance", "--from", "soon"],
      ["balance", "--from", "2026-03-01T00:00:00Z", "--to", "2026-02-01T00:00:00Z"],
      ["holdings", "--as-of", "1.2.2026"], ["holdings", "--timezone", "Moon"],
      ["holdings", "--chemical", " "], ["find", " "], ["consignments", "--overdue-after", "-1"],
      ["holdings", "--at-size", "99999999"], ["holdings", "--format", "xml"],
    ]
    for question in wrong {
      let answer = try home.run(question)
      #expect(answer.status == 64, "\(question): \(answer.error)")
      #expect(answer.output.isEmpty, "\(question)")
    }
  }

  @Test("what a spreadsheet would run is written as text")
  func formulas() throws {
    let home = try LedgerAtHome()
    try home.create()
    let event = """
      {"id":"=1+1","kind":"production","time":"2026-01-01T00:00:00Z","party":"@P","process":"receipt",\
      "from":"-cmd|' /C calc'!A0","note":"+1","outputs":[{"lot":"=A1","quantity":"1 kg"}]}
      """
    try #require(home.run("append", input: event + "\n").status == 0)
    for command in ["holdings", "balance", "book", "origins"] {
      let sheet = try home.run(command, "--format", "csv").output
      let cells = sheet.split(separator: "\r\n").flatMap { $0.split(separator: ",") }
      #expect(cells.contains { $0.hasPrefix("'@P") }, "\(command)")
      #expect(!cells.contains { "=@+".contains($0.first ?? " ") }, "\(command)")
      #expect(!cells.contains { $0.hasPrefix("-cmd") }, "\(command)")
    }
  }

  @Test("a ledger without events has nothing, and says so")
  func empty() throws {
    let home = try LedgerAtHome()
    try home.create()
    for command in ["holdings", "balance", "book", "consignments", "origins"] {
      for format in ["text", "json", "csv"] {
        let answer = try home.run(command, "--format", format)
        #expect(answer.status == 0, "\(command): \(answer.error)")
        #expect(!answer.output.isEmpty, "\(command)")
      }
    }
  }

  @Test("what the register knows is understood in questions and shown in answers")
  func registered() throws {
    let home = try county()
    let party = ReportTests.party
    let before = try home.run("origins", "--unexplained", "--party", party, "--format", "json")
    let head =
      #""kind":"registration","time":"2026-01-01T08:00:00+08:00","party":"COUNTY","register":"#
    let lines = [
      #"{"id":"R1",\#(head)"party","subject":"\#(party)","record":{"name":"浔阳化工","roles":["production","carriage"],"phone":"0792-119"}}"#,
      #"{"id":"R2",\#(head)"chemical","subject":"ACE","record":{"name":"丙酮","aliases":["阿西通"],"cas":"67-64-1","un":"1090"}}"#,
      #"{"id":"R3",\#(head)"licence","subject":"LIC-1","record":{"kind":"trade","holder":"party:\#(party)","validFrom":"2020-01-01"}}"#,
      #"{"id":"R4",\#(head)"vehicle","subject":"赣G·12345","record":{"kind":"van"}}"#,
    ]
    let appended = try home.run("append", input: lines.joined(separator: "\n") + "\n")
    try #require(appended.status == 0, "\(appended.error)")
    for (typed, known) in [("阿西通", "丙酮"), ("UN1090", "67-64-1")] {
      let answers = try [typed, known].map {
        try home.run("holdings", "--chemical", $0, "--format", "json").output
      }
      #expect(answers[0] == answers[1] && answers[0].contains("67-64-1"))
    }
    let named = try home.run("book", "--party", "浔阳化工", "--format", "json")
    #expect(try named.output == home.run("book", "--party", party, "--format", "json").output)
    let found = try home.run("find", "浔阳")
    #expect(found.output.contains(party) && found.output.contains("浔阳化工"))
    #expect(try home.run("find", "阿西通").output.contains("holdings --chemical 67-64-1"))
    #expect(try home.run("holdings", "--party", party).output.contains("浔阳化工"))
    let after = try home.run("origins", "--unexplained", "--party", party, "--format", "json")
    let (unlicensed, licensed) = try (
      before.json()["origins"] as? [Any] ?? [], after.json()["origins"] as? [[String: Any]] ?? []
    )
    #expect(licensed.count < unlicensed.count)
    #expect(
      licensed.allSatisfy { !["declared", "purchased"].contains($0["cause"] as? String ?? "") })
    let lot = try String(contentsOfFile: Fixture.path("county/demo-lot"), encoding: .utf8)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(try home.run("recall", lot).output.contains("0792-119"))
    let notice = try home.run("report", "waybills", "--format", "json").json()
    let coverage = try #require(notice["vehicleCoverage"] as? [String: Any])
    #expect(coverage["registered"] as? Int == 1 && coverage["active"] as? Int == 1)
    #expect((notice["carrierCoverage"] as? [String: Any])?["percent"] as? String == "0.00")
  }
}
