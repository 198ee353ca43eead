import Foundation
import Testing

/// Somebody who has a spreadsheet, this program, and nobody to ask.
@Suite("A clerk learns from the program what a sheet looks like")
struct ClerkTests {
  private let home: LedgerAtHome

  init() throws {
    home = try LedgerAtHome()
    try #require(home.create().status == 0)
  }

  private func refusal(_ sheet: String, _ options: String...) throws -> String {
    let file = try home.file("表.csv", sheet)
    let outcome = try home.run(
      ["import", file, "--timezone", "Asia/Shanghai", "--lang", "zh"] + options)
    #expect(outcome.status == 65)
    return outcome.error
  }

  @Test("the columns are listed with their words, and the header row is one to copy")
  func columns() throws {
    let all = try home.run("import", "--columns", "--lang", "zh")
    #expect(all.status == 0)
    for word in ["事件编号", "批号", "被盗", "签收", "外购", "使用"] {
      #expect(all.output.contains(word), "\(word)")
    }
    let use = try home.run("import", "--columns", "--kind", "使用", "--lang", "zh").output
    let header = try #require(use.split(separator: "\n").first { $0.hasPrefix("标题行模板:") })
    // A sheet begun with the template is read.
    let names = header.dropFirst("标题行模板:".count).split(separator: ",").map(String.init)
    let values = [
      "事件编号": "1", "环节": "使用", "时间": "2026年1月6日 8:30", "企业": "P", "批号": "B", "数量": "1 kg",
      "用途": "x",
    ]
    let row = names.map { values[$0] ?? "" }.joined(separator: ",")
    let told = try refusal(names.joined(separator: ",") + "\n" + row + "\n")
    #expect(told.contains("没有批次 B"), "\(told)")
    let json = try home.run("import", "--columns", "--kind", "use", "--format", "json").json()
    let columns = try #require(json["columns"] as? [[String: Any]])
    #expect(columns.first { $0["name"] as? String == "purpose" }?["chinese"] as? String == "用途")
    #expect(!columns.contains { $0["name"] as? String == "cause" })
    #expect(try home.run("import", "--columns", "--kind", "扔").status == 64)
  }

  @Test(
    "what a clerk calls a column leads to its name, and what nobody knows to the list",
    arguments: [
      ("日期", "“时间”"), ("单位", "“企业”"), ("类型", "“环节”"), ("仓库", "“场所”"), ("来源", "“来源单位”"),
      ("编号", "“事件编号”"), ("司机", "“驾驶员”"), ("颜色", "--columns"),
    ])
  func hints(name: String, hint: String) throws {
    let told = try refusal("批号,数量,用途,\(name)\nB,1 kg,x,y\n", "--kind", "使用", "--party", "P")
    #expect(told.contains("“\(name)”") && told.contains(hint), "\(told)")
  }

  @Test("a title above the table is told from a header that lacks columns")
  func title() throws {
    let told = try refusal("2026年1月领用台账,,\n批号,数量,用途\nB,1 kg,x\n")
    #expect(told.contains("不是标题行") && !told.contains("--kind"), "\(told)")
  }

  @Test("with --kind it is --party that is missing")
  func party() throws {
    let told = try refusal(
      "批号,数量,用途,时间\nB,1 kg,x,2026-01-06 08:30\n", "--kind", "使用")
    #expect(told.contains("--party"), "\(told)")
  }

  @Test("a forgotten time zone is said once, not for each row")
  func zone() throws {
    let rows = (1...50).map { "B,1 kg,x,2026-01-06 08:\($0 + 9)\n" }.joined()
    let file = try home.file("表.csv", "批号,数量,用途,时间\n" + rows)
    let told = try home.run(
      "import", file, "--kind", "使用", "--party", "P", "--lang", "zh")
    #expect(told.status == 65 && told.error.contains("另有 49 行"), "\(told.error)")
    #expect(told.error.split(separator: "\n").count < 5)
  }

  @Test("a date without an hour is told so")
  func hour() throws {
    let told = try refusal(
      "批号,数量,用途,时间\nB,1 kg,x,2026/1/6\n", "--kind", "使用", "--party", "P")
    #expect(told.contains("缺少钟点") && !told.contains("字节"), "\(told)")
    #expect(try home.run("holdings", "--as-of", "2026年2月15日", "--timezone", "+08:00").status == 0)
  }
}
