internal import Custody
internal import Interchange
internal import Traceability

/// What a search found, and where to go next, for people and for spreadsheets.
struct FindText {
  let answer: FindAnswer
  private static let shownMax = 20

  func lines() -> [String] {
    answer.groups.flatMap { group -> [String] in
      var table = ReportTable([
        .words("名称", "name"), .words("登记名称", "registered name"), .words("化学品", "chemical"),
        .figures("事件数", "events"), .figures("最早", "first entry"), .figures("最近", "newest entry"),
        .words("下一步", "next"),
      ])
      for hit in group.hits.prefix(FindText.shownMax) {
        table.add([
          (hit.isExact ? "= " : "  ") + hit.name, hit.registeredName ?? "",
          hit.chemical.map(TraceText.describe) ?? "", String(hit.events), String(hit.first),
          String(hit.last), FindText.next(group.kind, hit),
        ])
      }
      var lines = section(
        say(
          zh: "\(Words.name(group.kind).chinese)(\(group.count))",
          en: "\(Words.name(group.kind).english) (\(group.count))"), table)
      if group.count > FindText.shownMax {
        lines.append(
          "  "
            + say(
              zh: "……另有 \(group.count - FindText.shownMax) 个;请写得更全,或用 --format json",
              en:
                "… \(group.count - FindText.shownMax) more; type more of the name, or --format json"
            ))
      }
      return lines
    }
  }

  /// The command that says more about a hit.
  static func next(_ kind: FindKind, _ hit: FindAnswer.Hit) -> String {
    let name = quoted(hit.name)
    switch kind {
    case .lot: return "trace \(name)"
    case .consignment: return "consignments \(name)"
    case .vehicle: return "consignments --vehicle \(name) --past"
    case .party: return "holdings --party \(name)"
    case .chemical:
      let text = hit.chemical?.cas ?? hit.chemical?.names.first ?? hit.name
      return "holdings --chemical \(quoted(text))"
    case .site: return "holdings --site \(name)"
    case .document, .event: return "export --from \(hit.last) --to \(hit.last + 1)"
    }
  }

  /// A word of a shell's command line.
  private static func quoted(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { scalar in
      scalar.value > 0x7F
        || scalar.properties.isAlphabetic || (0x30...0x39).contains(scalar.value)
        || "-_./:,@%+".unicodeScalars.contains(scalar)
    }
    if isPlain, !text.isEmpty { return text }
    return "'"
      + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }

  func sheet() -> [UInt8] {
    var sheet = AnswerSheet([
      say(zh: "类别", en: "kind"), say(zh: "名称", en: "name"), say(zh: "完全相同", en: "exact"),
      say(zh: "登记名称", en: "registered name"), say(zh: "化学品", en: "chemical"),
      say(zh: "事件数", en: "events"), say(zh: "最早", en: "first entry"),
      say(zh: "最近", en: "newest entry"), say(zh: "下一步", en: "next"),
    ])
    for group in answer.groups {
      for hit in group.hits {
        sheet.row([
          Words.name(group.kind).text, hit.name,
          hit.isExact ? say(zh: "是", en: "yes") : say(zh: "否", en: "no"),
          hit.registeredName ?? "", hit.chemical.map(TraceText.describe) ?? "",
          String(hit.events), String(hit.first), String(hit.last),
          FindText.next(group.kind, hit),
        ])
      }
    }
    return sheet.takeBytes()
  }
}

extension Words {
  static func name(_ kind: FindKind) -> Bilingual {
    switch kind {
    case .lot: Bilingual(zh: "批次", en: "Lots")
    case .consignment: Bilingual(zh: "运单", en: "Consignments")
    case .vehicle: Bilingual(zh: "车辆", en: "Vehicles")
    case .party: Bilingual(zh: "企业", en: "Parties")
    case .chemical: Bilingual(zh: "化学品", en: "Chemicals")
    case .document: Bilingual(zh: "单证", en: "Documents")
    case .site: Bilingual(zh: "场所", en: "Sites")
    case .event: Bilingual(zh: "事件", en: "Events")
    }
  }
}
