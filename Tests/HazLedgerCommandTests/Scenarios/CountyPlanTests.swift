import Foundation
import Testing

/// What the county's plan asks of a platform (金政办秘〔2022〕51号), row by row of those that are its core: each
/// a short story with real chemicals.
@Suite("What the county's plan asks for")
struct CountyPlanTests {
  /// 化工厂 sells 10 t of toluene to 涂料厂, 货运公司 carries it.
  private func delivered() throws -> Tale {
    let tale = try Tale()
    try tale.tell([
      tale.line(
        "2026-03-02 08:00", "化工厂", "production",
        Tale.made("甲苯-01", "10 t", Sample.toluene, site: "罐一")),
      tale.line(
        "2026-03-02 09:00", "化工厂", "trade",
        #""action":"sale","counterparty":"涂料厂","purpose":"溶剂","goods":[{"lot":"化工厂/甲苯-01","quantity":"10 t"}]"#
      ),
      tale.line(
        "2026-03-02 09:30", "涂料厂", "trade",
        #""action":"purchase","counterparty":"化工厂","purpose":"溶剂","goods":[{"lot":"化工厂/甲苯-01","quantity":"10 t"}]"#
      ),
      tale.line(
        "2026-03-02 10:00", "化工厂", "consignment",
        #""consignment":"运单1","consignee":"涂料厂","carrier":"货运公司","site":"罐一","toSite":"仓库","goods":[{"lot":"化工厂/甲苯-01","quantity":"10 t"}]"#
      ),
      tale.line("2026-03-02 10:10", "货运公司", "transport", #""consignment":"运单1","step":"accept""#),
      tale.line(
        "2026-03-02 10:30", "货运公司", "transport",
        #""consignment":"运单1","step":"load","vehicle":"皖N12345","driver":"赵六","escort":"钱七""#),
      tale.line(
        "2026-03-02 10:40", "货运公司", "transport",
        #""consignment":"运单1","step":"depart","vehicle":"皖N12345","place":"金寨"# + "\""),
      tale.line(
        "2026-03-02 13:00", "货运公司", "transport",
        #""consignment":"运单1","step":"arrive","vehicle":"皖N12345","place":"六安"# + "\""),
      tale.line(
        "2026-03-02 13:30", "货运公司", "transport",
        #""consignment":"运单1","step":"unload","vehicle":"皖N12345""#),
      tale.line("2026-03-02 13:50", "涂料厂", "transport", #""consignment":"运单1","step":"deliver""#),
    ])
    return tale
  }

  @Test("row 1 来源可循、去向可溯: where the lot came from, and where all of it went")
  func sourceAndDestination() throws {
    let tale = try delivered()
    try tale.tell(
      "2026-03-03 08:00", "涂料厂", "use",
      #""lot":"化工厂/甲苯-01","quantity":"4 t","site":"仓库","purpose":"调漆""#)
    let answer = try tale.json("trace", "化工厂/甲苯-01")
    let source = try #require(answer["source"] as? [String: Any])
    let origins = try #require(source["origins"] as? [[String: Any]])
    #expect(origins.map { $0["party"] as? String } == ["化工厂"])
    let destination = try #require(answer["destination"] as? [String: Any])
    let totals = try #require(destination["totals"] as? [String: String])
    #expect(totals["held"] == "6 t")
    #expect(totals["used"] == "4 t")
    #expect(totals["unaccounted"] == "0 t")
  }

  @Test("row 2 全生命周期: production, storage, trade, transport, use and disposal of one lot")
  func sixFamilies() throws {
    let tale = try delivered()
    try tale.tell([
      tale.line(
        "2026-03-03 08:00", "涂料厂", "storage",
        #""action":"move","lot":"化工厂/甲苯-01","quantity":"1 t","site":"仓库","toSite":"车间""#),
      tale.line(
        "2026-03-03 09:00", "涂料厂", "use",
        #""lot":"化工厂/甲苯-01","quantity":"900 kg","site":"车间","purpose":"调漆""#),
      tale.line(
        "2026-03-03 18:00", "涂料厂", "disposal",
        #""lot":"化工厂/甲苯-01","quantity":"100 kg","site":"车间","method":"焚烧""#),
    ])
    let history = try #require(
      try tale.json("trace", "化工厂/甲苯-01", "--history")["history"] as? [[String: Any]])
    let kinds = Set(history.compactMap { $0["kind"] as? String })
    #expect(
      kinds == ["production", "trade", "consignment", "transport", "storage", "use", "disposal"])
  }

  @Test("row 3 托运、承运、装卸、运行: four parties, each tells its own step and nobody another's")
  func transportChain() throws {
    let tale = try delivered()
    let history = try #require(
      try tale.json("trace", "化工厂/甲苯-01", "--history")["history"] as? [[String: Any]])
    let steps = history.compactMap { $0["step"] as? String }
    #expect(steps == ["accept", "load", "depart", "arrive", "unload", "deliver"])
    try tale.tell(
      "2026-03-04 08:00", "涂料厂", "consignment",
      #""consignment":"运单2","consignee":"学校","carrier":"货运公司","site":"仓库","goods":[{"lot":"化工厂/甲苯-01","quantity":"1 t"}]"#
    )
    let told = try tale.refused(
      "2026-03-04 09:00", "路人", "transport", #""consignment":"运单2","step":"deliver""#)
    #expect(told.contains("路人"))
  }

  @Test("row 4 危险废物全过程: waste that stays beyond a year is found by article, until it is gone")
  func waste() throws {
    let tale = try Tale()
    try tale.tell(
      "2025-01-10 08:00", "涂料厂", "production",
      #""process":"waste","site":"危废间","outputs":[{"lot":"废-1","quantity":"300 kg","chemical":{"name":"废有机溶剂 HW06"}}]"#
    )
    #expect(try tale.alerts("waste-dwell", asOf: "2026-01-10").isEmpty)
    let found = try #require(try tale.alerts("waste-dwell", asOf: "2026-01-11").first)
    #expect(found["article"] as? String == "第八十一条")
    #expect(found["lots"] as? [String] == ["涂料厂/废-1"])
    try tale.tell([
      tale.line(
        "2026-01-12 08:00", "涂料厂", "consignment",
        #""consignment":"联单1","consignee":"处置厂","carrier":"危废车队","site":"危废间","goods":[{"lot":"涂料厂/废-1","quantity":"300 kg"}]"#
      ),
      tale.line("2026-01-12 09:00", "危废车队", "transport", #""consignment":"联单1","step":"load""#),
      tale.line("2026-01-12 12:00", "处置厂", "transport", #""consignment":"联单1","step":"deliver""#),
      tale.line(
        "2026-01-13 08:00", "处置厂", "disposal",
        #""lot":"涂料厂/废-1","quantity":"300 kg","method":"焚烧 D10""#),
    ])
    let late = try #require(try tale.alerts("waste-dwell", asOf: "2026-02-01").first)
    #expect(late["done"] as? String == "2026-01-12T01:00:00Z")
  }

  @Test("row 5 登记鉴定: 盐酸 is not 氯化氢, though both are CAS 7647-01-0")
  func chemicalRegister() throws {
    let tale = try Tale()
    try tale.tell(
      "2026-03-02 08:00", "化工厂", "production",
      Tale.made("酸-1", "1 t", #""name":"盐酸","cas":"7647-01-0","un":"1789","class":"8""#, site: "罐二")
    )
    try tale.tell(
      "2026-03-02 09:00", "化工厂", "production",
      Tale.made(
        "酸-2", "1 t", #""name":"盐酸","cas":"7647-01-0","un":"1789","class":"2.3""#, site: "罐二"))
    let found = try tale.alerts("un-consistent", asOf: "2026-03-10")
    #expect(found.map { $0["lots"] as? [String] } == [["化工厂/酸-2"]])
  }

  @Test("row 6 医院、学校: a laboratory's 250 mL, to the millilitre")
  func laboratory() throws {
    let tale = try Tale()
    try tale.tell(
      "2026-03-02 08:00", "学校", "production",
      #""process":"receipt","document":"发票1","outputs":[{"lot":"乙醇-1","quantity":"500 mL","chemical":{"name":"乙醇","cas":"64-17-5","un":"1170"}}]"#
    )
    try tale.tell(
      "2026-03-02 10:00", "学校", "use", #""lot":"学校/乙醇-1","quantity":"250 mL","purpose":"实验""#)
    let totals =
      (try tale.json("trace", "学校/乙醇-1")["destination"] as? [String: Any])?["totals"]
      as? [String: String]
    #expect(totals?["held"] == "250 mL")
    #expect(
      try tale.refused(
        "2026-03-02 11:00", "学校", "use", #""lot":"学校/乙醇-1","quantity":"251 mL","purpose":"实验""#
      ).contains("250 mL"))
  }

  @Test("row 8 重大危险源: 20 t of ammonia and 3 t of chlorine near 60 people are 四级")
  func majorHazard() throws {
    let tale = try Tale()
    try tale.tell([
      tale.line(
        "2026-01-02 08:00", "县应急局", "registration",
        #""register":"chemical","subject":"NH3","record":{"name":"氨","cas":"7664-41-7","un":"1005"}"#
      ),
      tale.line(
        "2026-01-02 08:00", "县应急局", "registration",
        #""register":"chemical","subject":"CL2","record":{"name":"氯","cas":"7782-50-5","un":"1017"}"#
      ),
      tale.line(
        "2026-01-02 08:00", "县应急局", "registration",
        #""register":"site","subject":"化工厂/罐区","record":{"kind":"tank","people":60,"maxima":[{"chemical":"CL2","quantity":"3 t"},{"chemical":"NH3","quantity":"20 t"}]}"#
      ),
      tale.line(
        "2026-03-02 08:00", "化工厂", "production",
        Tale.made("氨-1", "15 t", #""name":"氨","cas":"7664-41-7","un":"1005""#, site: "罐区")),
    ])
    let unit = try #require((try tale.json("hazards")["units"] as? [[String: Any]])?.first)
    let design = try #require(unit["design"] as? [String: Any])
    #expect(design["ratio"] as? String == "2.6")
    #expect(design["hazard"] as? String == "9.6")
    #expect(design["level"] as? Int == 4)
    #expect((unit["live"] as? [String: Any])?["ratio"] as? String == "1.5")
    #expect(try tale.alerts("major-hazard", asOf: "2026-03-10").count == 1)
    try tale.tell(
      "2026-03-03 08:00", "化工厂", "production",
      Tale.made("氨-2", "6 t", #""name":"氨","cas":"7664-41-7","un":"1005""#, site: "罐区"))
    #expect(try tale.alerts("design-maximum", asOf: "2026-03-10").count == 1)
  }

  @Test("row 9 联网上报: who has reported nothing for a month")
  func silence() throws {
    let tale = try Tale()
    try tale.tell(
      "2026-01-02 08:00", "县应急局", "registration",
      #""register":"party","subject":"化工厂","record":{"name":"化工厂","roles":["production"]}"#)
    try tale.tell(
      "2026-02-01 08:00", "化工厂", "production", Tale.made("甲醇-1", "1 t", Sample.methanol, site: "罐一")
    )
    #expect(try tale.alerts("silent-party", asOf: "2026-03-03").isEmpty)
    #expect(
      try tale.alerts("silent-party", asOf: "2026-03-05").map { $0["party"] as? String } == ["化工厂"])
  }

  @Test("rows 10 and 13 装卸查验、不合规罐车: a tank takes only its permitted media")
  func tankMedia() throws {
    let tale = try Tale()
    try tale.tell([
      tale.line(
        "2026-01-02 08:00", "县交通局", "registration",
        #""register":"vehicle","subject":"皖N54321","record":{"kind":"tanker","media":["1203"]}"#),
      tale.line(
        "2026-03-02 08:00", "化工厂", "production",
        Tale.made("甲醇-1", "10 t", Sample.methanol, site: "罐一")),
      tale.line(
        "2026-03-02 09:00", "化工厂", "consignment",
        #""consignment":"运单1","consignee":"涂料厂","site":"罐一","goods":[{"lot":"化工厂/甲醇-1","quantity":"10 t"}]"#
      ),
    ])
    let load = #""consignment":"运单1","step":"load","vehicle":"皖N54321""#
    let told = try tale.refused("2026-03-02 10:00", "货运公司", "transport", load)
    for part in ["tank-media", "皖N54321", "1203", "29", "第二十三条"] {
      #expect(told.contains(part), "\(part)")
    }
    #expect(
      try tale.refused("2026-03-02 10:00", "货运公司", "transport", load, "--lang", "zh").contains(
        "不合罐车"))
    let bare = try tale.home.run(
      "append", "--no-rules", input: tale.line("2026-03-02 10:00", "货运公司", "transport", load))
    #expect(bare.status == 0)
  }

  @Test("row 15 违规承运: a carrier's licence counts on its last day and not on the next")
  func expiredLicence() throws {
    let tale = try Tale()
    try tale.tell([
      tale.line(
        "2026-01-02 08:00", "县交通局", "registration",
        #""register":"licence","subject":"皖运危001","record":{"kind":"carriage","holder":"party:货运公司","validTo":"2026-02-28"}"#
      ),
      tale.line(
        "2026-02-20 08:00", "化工厂", "production",
        Tale.made("甲醇-1", "10 t", Sample.methanol, site: "罐一")),
      tale.line(
        "2026-02-20 09:00", "化工厂", "consignment",
        #""consignment":"运单1","consignee":"涂料厂","carrier":"货运公司","site":"罐一","goods":[{"lot":"化工厂/甲醇-1","quantity":"10 t"}]"#
      ),
    ])
    let load = #""consignment":"运单1","step":"load","goods":[{"lot":"化工厂/甲醇-1","quantity":"5 t"}]"#
    try tale.tell("2026-02-28 23:00", "货运公司", "transport", load)
    let told = try tale.refused("2026-03-01 00:30", "货运公司", "transport", load)
    for part in ["licence-carriage", "皖运危001", "2026-02-28", "第四十三条", "第645号"] {
      #expect(told.contains(part), "\(part)")
    }
  }

  @Test("row 15 a correction is no way round a rule")
  func correctionAroundARule() throws {
    let tale = try Tale()
    try tale.tell([
      tale.line(
        "2026-01-02 08:00", "县交通局", "registration",
        #""register":"vehicle","subject":"皖N54321","record":{"kind":"tanker","media":["1203"]}"#),
      tale.line(
        "2026-03-02 08:00", "化工厂", "production",
        Tale.made("甲醇-1", "10 t", Sample.methanol, site: "罐一")),
      tale.line(
        "2026-03-02 09:00", "化工厂", "consignment",
        #""consignment":"运单1","consignee":"涂料厂","site":"罐一","goods":[{"lot":"化工厂/甲醇-1","quantity":"10 t"}]"#
      ),
      tale.line(
        "2026-03-02 10:00", "货运公司", "transport",
        #""consignment":"运单1","step":"load","vehicle":"皖N11111""#, id: "L-1"),
    ])
    let replacement = tale.line(
      "2026-03-02 10:00", "货运公司", "transport",
      #""consignment":"运单1","step":"load","vehicle":"皖N54321""#, id: "L-1"
    ).dropLast()
    let told = try tale.refused(
      "2026-03-02 11:00", "货运公司", "correction",
      #""corrects":{"party":"货运公司","id":"L-1"},"reason":"换车","replacement":"# + replacement)
    #expect(told.contains("tank-media"), "\(told)")
  }

  @Test("rows 16 and 13 寄递: never by courier")
  func courier() throws {
    let tale = try Tale()
    try tale.tell([
      tale.line(
        "2026-01-02 08:00", "县邮政局", "registration",
        #""register":"party","subject":"91340000KD","record":{"name":"大别山快递有限公司","roles":["carriage"]}"#
      ),
      tale.line(
        "2026-03-02 08:00", "化工厂", "production",
        Tale.made("甲醇-1", "10 kg", Sample.methanol, site: "罐一")),
    ])
    let told = try tale.refused(
      "2026-03-02 09:00", "化工厂", "consignment",
      #""consignment":"KD1","consignee":"学校","carrier":"91340000KD","site":"罐一","goods":[{"lot":"化工厂/甲醇-1","quantity":"1 kg"}]"#
    )
    for part in ["courier", "大别山快递", "第六十四条"] { #expect(told.contains(part), "\(part)") }
  }

  @Test("row 20 预警闭环: a theft of 剧毒 is red, seen, explained, closed with evidence")
  func closedLoop() throws {
    let tale = try Tale()
    try tale.tell(
      "2026-03-02 08:00", "电镀厂", "production",
      #""process":"receipt","document":"购证1","site":"剧毒库","outputs":[{"lot":"氰-1","quantity":"50 kg","chemical":{\#(Sample.cyanide)}}]"#
    )
    let told = try tale.home.run(
      "append",
      input: tale.line(
        "2026-03-05 08:00", "电镀厂", "loss",
        #""lot":"电镀厂/氰-1","quantity":"2 kg","cause":"theft","site":"剧毒库""#))
    #expect(told.status == 0)
    #expect(told.error.contains("theft-controlled"))
    let alert = try #require(try tale.alerts("theft-controlled", asOf: "2026-03-06").first)
    #expect(alert["level"] as? String == "red")
    #expect(alert["state"] as? String == "open")
    let id = try #require(alert["id"] as? String)
    #expect(try tale.home.run("alerts", "close", id, "--party", "县公安局").status == 64)
    #expect(
      try tale.home.run("alerts", "close", "0000000000000000", "--party", "P", "--note", "x").status
        == 1)
    for step in [
      ["acknowledge"], ["explain", "--note", "监控显示外盗"], ["close", "--document", "公安结案7号"],
    ] {
      let done = try tale.home.run(["alerts", step[0], id, "--party", "县公安局"] + step.dropFirst())
      #expect(done.status == 0, "\(done.error)")
    }
    let answer = try tale.json("alerts", "--rule", "theft-controlled")
    let closed = try #require((answer["alerts"] as? [[String: Any]])?.first)
    #expect(closed["state"] as? String == "closed")
    #expect(
      (closed["handlings"] as? [[String: Any]])?.map { $0["action"] as? String } == [
        "acknowledge", "explain", "close",
      ])
    #expect(
      (try tale.json("alerts", "--open", "--rule", "theft-controlled")["alerts"] as? [Any])?.isEmpty
        == true)
    #expect(try tale.home.run("verify").status == 0)
    let sheet = try tale.home.run("alerts", "--format", "csv", "--lang", "zh")
    #expect(sheet.output.hasPrefix("\u{FEFF}级别,规则号"))
    #expect(sheet.output.contains("公安结案7号"))
  }

  @Test("rows 21 and 22 不可篡改、责任追溯: a changed byte is found, and names the lot")
  func tamperEvidence() throws {
    let tale = try delivered()
    #expect(try tale.home.run("verify").status == 0)
    let folder = tale.home.url("entries")
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path).first)
    let segment = folder.appending(path: name)
    var bytes = try Data(contentsOf: segment)
    let place = try #require(bytes.range(of: Data("涂料厂".utf8)))
    bytes[place.lowerBound + 2] ^= 1
    try bytes.write(to: segment)
    let verified = try tale.home.run("verify", "--format", "json")
    #expect(verified.status == 1)
    #expect(verified.output.contains("甲苯-01"))
  }

  @Test("row 26 应急救援: what is on this truck now")
  func emergency() throws {
    let tale = try Tale()
    try tale.tell([
      tale.line(
        "2026-03-02 08:00", "化工厂", "production",
        Tale.made("甲醇-1", "10 t", Sample.methanol, site: "罐一")),
      tale.line(
        "2026-03-02 09:00", "化工厂", "consignment",
        #""consignment":"运单1","consignee":"涂料厂","site":"罐一","goods":[{"lot":"化工厂/甲醇-1","quantity":"10 t"}]"#
      ),
      tale.line(
        "2026-03-02 10:00", "货运公司", "transport",
        #""consignment":"运单1","step":"load","vehicle":"皖N12345""#),
    ])
    let answer = try tale.home.run("consignments", "--vehicle", "皖N12345")
    #expect(answer.status == 0)
    for part in ["甲醇", "10 t", "涂料厂"] {
      #expect(answer.output.contains(part), "\(part): \(answer.output)")
    }
  }
}
