import Foundation
import Testing

@Suite("hazledger retention, and erasing before its end")
struct RetentionCommandTests {
  @Test("the table is printed in both languages and as JSON, with laws and marks")
  func table() throws {
    let json = try Program.run(["retention", "--format", "json"]).json()
    let rules = try #require(json["rules"] as? [[String: Any]])
    #expect(rules.contains { $0["id"] as? String == "waybill" && $0["months"] as? Int == 12 })
    #expect(rules.allSatisfy { $0["law"] != nil && $0["confidence"] != nil })
    #expect((json["never"] as? [String])?.contains("entry") == true)
    let chinese = try Program.run(["retention", "--lang", "zh"])
    #expect(chinese.output.contains("危险货物运单") && chinese.output.contains("待核"))
  }

  @Test("erasing says when the law still wants the record, and can be told to respect it")
  func erase() throws {
    let home = try LedgerAtHome()
    try #require(home.create().status == 0)
    func sale(_ id: String, _ time: String) -> String {
      """
      {"id":"\(id)","kind":"trade","time":"\(time)","party":"P","action":"sale","counterparty":"Q",\
      "agent":"李","goods":[{"lot":"P/B","quantity":"1 kg"}]}

      """
    }
    let now = ISO8601DateFormatter().string(from: Date())
    let making = """
      {"id":"m","kind":"production","time":"2015-01-01T00:00:00Z","party":"P","process":"opening",\
      "outputs":[{"lot":"B","quantity":"5 kg","chemical":{"name":"氰化钠","cas":"143-33-9"}}]}

      """
    try #require(
      home.run(
        "register", "chemical", "NaCN", "--name", "氰化钠", "--cas", "143-33-9", "--flags", "剧毒",
        "--party", "COUNTY", "--time", "2014-01-01T00:00:00Z"
      ).status == 0)
    try #require(
      home.run("append", input: making + sale("old", "2015-02-01T00:00:00Z") + sale("new", now))
        .status == 0)
    let old = try home.run("erase", "--event", "P/old", "--format", "json")
    #expect(try old.json()["erased"] as? Int == 1)
    #expect(try old.json()["retention"] == nil && old.error.isEmpty)
    let respected = try home.run("erase", "--event", "P/new", "--respect-retention")
    #expect(respected.status == 77 && respected.error.contains("article 41"))
    let warned = try home.run("erase", "--event", "P/new", "--format", "json")
    #expect(warned.status == 0 && warned.error.contains("No. 645"))
    #expect((try warned.json()["retention"] as? [[String: Any]])?.count == 2)
    #expect(try home.run("verify").status == 0)
  }
}
