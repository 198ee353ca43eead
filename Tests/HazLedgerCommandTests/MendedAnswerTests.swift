import Foundation
import Testing

/// Questions that had a wrong or a misleading answer.
@Suite("Answers say what they are about")
struct MendedAnswerTests {
  private let home: LedgerAtHome

  init() throws {
    home = try LedgerAtHome()
    try #require(home.create().status == 0)
  }

  private func append(_ lines: String) throws {
    let outcome = try home.run("append", input: lines)
    try #require(outcome.status == 0, "\(outcome.error)")
  }

  @Test("a shortage within the tolerance is neither open nor of unknown whereabouts")
  func tolerated() throws {
    try append(
      """
      {"id":"1","kind":"production","time":"2026-01-05T08:00:00Z","party":"P","process":"produce",\
      "outputs":[{"lot":"B","quantity":"8 t"}]}
      {"id":"2","kind":"consignment","time":"2026-01-05T09:00:00Z","party":"P","consignment":"FZ-77",\
      "consignee":"Q","goods":[{"lot":"B","quantity":"4 t"}]}
      {"id":"3","kind":"transport","time":"2026-01-05T10:00:00Z","party":"T","consignment":"FZ-77","step":"load","vehicle":"皖N25116"}
      {"id":"4","kind":"transport","time":"2026-01-05T12:00:00Z","party":"Q","consignment":"FZ-77",\
      "step":"deliver","goods":[{"lot":"P/B","quantity":"3.99 t"}]}

      """)
    let rows = try home.run("consignments", "--format", "json").json()["consignments"]
    let row = try #require((rows as? [[String: Any]])?.first)
    #expect(row["open"] as? Bool == false && row["unknownDestination"] as? Bool == false)
    // The shortage itself is still booked.
    let goods = try #require((row["goods"] as? [[String: Any]])?.first)
    #expect(goods["unaccounted"] as? String == "0.01 t")
    // The truck is empty, and what it carried is found all the same.
    let plate = ["consignments", "--vehicle", "皖N·25116", "--lang", "en"]
    #expect(try !home.run(plate).output.contains("FZ-77"))
    #expect(try home.run(plate + ["--past"]).output.contains("FZ-77"))
    #expect(
      try home.run("consignments", "--open", "--lang", "en").output.contains("FZ-77") == false)
  }

  @Test("a lot that was recorded later is told from one that nobody knows")
  func earlier() throws {
    try append(ExitStatusTests.event)
    for horizon in [["--at-size", "1"], ["--known-at", "2026-01-01T00:00:00Z"]] {
      let told = try home.run(["trace", "P/B1", "--lang", "zh"] + horizon)
      #expect(told.status == 1 && told.error.contains("当时"), "\(told.error)")
    }
    let unknown = try home.run("trace", "P/B9", "--at-size", "1", "--lang", "zh")
    #expect(unknown.status == 1 && !unknown.error.contains("当时"))
    let day = try home.run("trace", "P/B1", "--as-of", "2026-01-06", "--timezone", "Asia/Shanghai")
    #expect(day.status == 0, "\(day.error)")
  }

  @Test("a chemical is not registered under a CAS number with a wrong check digit")
  func chemicalID() throws {
    let arguments = ["register", "chemical", "--name", "丙酮", "--party", "P", "--lang", "zh"]
    let wrong = try home.run(arguments + ["67-64-2"])
    #expect(wrong.status == 65 && wrong.error.contains("CAS"), "\(wrong.error)")
    let field = try home.run(arguments + ["ACE", "--cas", "67-64-2"])
    #expect(field.status == 65 && !field.error.contains("登记内容"), "\(field.error)")
    #expect(try home.run(arguments + ["67-64-1"]).status == 0)
    #expect(try home.run(arguments + ["2026-01-06"]).status == 0)
  }

  @Test("what the tables list is kept by law whether or not it was registered")
  func retention() throws {
    let bought = try home.run(
      "receive", "A1", "5 kg", "--from", "S", "--document", "D", "--name", "丙酮", "--cas", "67-64-1",
      "--un", "1090", "--party", "P", "--handler", "李", "--id", "R1")
    try #require(bought.status == 0, "\(bought.error)")
    let kept = try home.run("erase", "--event", "P/R1", "--respect-retention", "--lang", "zh")
    #expect(kept.status == 77 && kept.error.contains("易制毒"), "\(kept.error)")
  }

  @Test("an alert is closed once, and the answer is a sentence")
  func closedAlert() throws {
    try append(ExitStatusTests.event)
    try #require(
      home.run("lose", "P/B1", "1 t", "--cause", "theft", "--party", "P").status == 0)
    let alerts = try home.run("alerts", "--rule", "theft", "--format", "json").json()["alerts"]
    let id = try #require((alerts as? [[String: Any]])?.first?["id"] as? String)
    let closing = ["alerts", "close", id, "--party", "县局", "--note", "已查", "--lang", "zh"]
    let closed = try home.run(closing)
    #expect(closed.status == 0 && closed.output.hasPrefix("预警 \(id):关闭"), "\(closed.output)")
    for again in [closing, ["alerts", "acknowledge", id, "--party", "县局", "--lang", "zh"]] {
      let refused = try home.run(again)
      #expect(refused.status == 65 && refused.error.contains("已由 县局 关闭"), "\(refused.error)")
    }
  }
}
