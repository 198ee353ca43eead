internal import Interchange
internal import LedgerFormat
internal import Regulation

/// The table of major hazards (重大危险源动态表), for people, spreadsheets and scripts.
struct HazardsText {
  let units: [HazardUnit]

  private static let columns = [
    ("企业", "party"), ("单元", "unit"), ("场所", "places"), ("500米内人数", "people"),
    ("设计S", "designS"), ("设计R", "designR"), ("级别", "level"), ("实时Σq/Q", "liveS"),
    ("待核", "unverified"),
  ]

  private func cells(_ unit: HazardUnit) -> [String] {
    [
      unit.party.text, unit.unit.text, unit.places.map(\.text).joined(separator: "|"),
      unit.people.map(String.init) ?? "", unit.design.ratio.text, unit.design.hazard.text,
      unit.design.level.map { say(zh: $0.chinese, en: String($0.rawValue)) } ?? "",
      unit.live.ratio.text,
      unit.design.isUnverified || unit.live.isUnverified ? say(zh: "需核实", en: "yes") : "",
    ]
  }

  func lines() -> [String] {
    guard !units.isEmpty else {
      return [say(zh: "没有登记的场所", en: "No site is registered.")]
    }
    var table = Table(HazardsText.columns.map { (say(zh: $0.0, en: $0.1), .leading) })
    for unit in units { table.add(cells(unit)) }
    return table.lines(indent: 0) + units.flatMap(uncounted)
  }

  /// What a unit has that its sums leave out, a line for each sum.
  private func uncounted(_ unit: HazardUnit) -> [String] {
    let name = "\(unit.party)/\(unit.unit)"
    return [
      (Bilingual(zh: "设计", en: "design"), unit.design.uncounted),
      (Bilingual(zh: "实时", en: "live"), unit.live.uncounted),
    ]
    .filter { !$0.1.isEmpty }
    .map { sum, names in
      say(
        zh: "\(name) \(sum.chinese)未计入(没有质量,或不知是什么,需核实):\(Words.list(names).chinese)",
        en: "\(name) \(sum.english) leaves out, for want of a mass or of knowing what it is: "
          + Words.list(names).english)
    }
  }

  func sheet() -> [UInt8] {
    var sheet = AnswerSheet(HazardsText.columns.map { say(zh: $0.0, en: $0.1) })
    for unit in units { sheet.row(cells(unit)) }
    return sheet.takeBytes()
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.key("units")
      json.array(units) { json, unit in
        json.object { json in
          json.field("party", unit.party.text)
          json.field("unit", unit.unit.text)
          json.field("places", unit.places.map(\.text))
          if let people = unit.people { json.field("people", people) }
          for (name, sums) in [("design", unit.design), ("live", unit.live)] {
            json.key(name)
            json.object { json in
              json.field("ratio", sums.ratio.text)
              json.field("hazard", sums.hazard.text)
              if let level = sums.level { json.field("level", level.rawValue) }
              json.field("unverified", sums.isUnverified)
              if !sums.uncounted.isEmpty { json.field("uncounted", sums.uncounted) }
            }
          }
        }
      }
    }
  }
}
