internal import Interchange
internal import LedgerFormat

/// The columns that a sheet may have, for somebody who begins one.
struct ColumnsText {
  /// The kind of a sheet that holds only one; nil for all.
  let kind: BodyKind?

  private var columns: [SheetColumn] { SheetColumn.all(of: kind) }

  func lines() -> [String] {
    var table = Table([
      (say(zh: "列名", en: "column"), .leading), (say(zh: "英文名", en: "in Chinese"), .leading),
      (say(zh: "必填", en: "needed by"), .leading), (say(zh: "可填", en: "may be in"), .leading),
      (say(zh: "可填的词", en: "words"), .leading),
    ])
    for column in columns {
      let optional = column.knownBy.filter { !column.neededBy.contains($0) }
      table.add([
        say(zh: column.word.chinese, en: column.word.english),
        say(zh: column.word.english, en: column.word.chinese),
        names(column.neededBy), names(optional),
        column.words.map { say(zh: $0.chinese, en: $0.english) }.joined(separator: " "),
      ])
    }
    return table.lines(indent: 0) + ["", template] + notes
  }

  /// A header row to begin a sheet with: of one kind all that it may have, else what every event needs.
  private var template: String {
    let names =
      kind == nil ? columns.filter { $0.neededBy.count == SheetColumn.kinds.count } : columns
    return say(zh: "标题行模板:", en: "header row: ")
      + names.map { say(zh: $0.word.chinese, en: $0.word.english) }.joined(separator: ",")
  }

  private var notes: [String] {
    [
      say(
        zh: "表中每行都是同一环节时可用短表:import --kind 使用 --party 企业,省去 事件编号、环节、企业、场所 列。",
        en: "Where every row is of one kind, a short sheet does: import --kind use --party PARTY, "
          + "without the columns id, kind, party and site."),
      say(
        zh: "数量带单位,如 12.5 kg;时间如 2026-01-05 08:00 或 2026年1月5日 8:00,并加 --timezone Asia/Shanghai。",
        en: "Quantities have their unit, such as 12.5 kg; times such as 2026-01-05 08:00 go with "
          + "--timezone Asia/Shanghai."),
    ]
  }

  private func names(_ kinds: [BodyKind]) -> String {
    if kinds.count == SheetColumn.kinds.count { return say(zh: "全部", en: "all") }
    return kinds.map { Words.kind($0).text }.joined(separator: " ")
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.key("columns")
      json.array(columns) { json, column in
        json.object { json in
          json.field("name", column.word.english)
          json.field("chinese", column.word.chinese)
          json.field("neededBy", column.neededBy.compactMap { $0.word?.english })
          json.field("knownBy", column.knownBy.compactMap { $0.word?.english })
          if !column.words.isEmpty {
            json.field("words", column.words.map(\.english))
            json.field("chineseWords", column.words.map(\.chinese))
          }
        }
      }
    }
  }
}
