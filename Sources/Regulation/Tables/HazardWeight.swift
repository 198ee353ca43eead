internal import Custody

/// What a substance weighs in the sums of GB 18218: its critical quantity Q and its β.
struct HazardWeight: Equatable, Sendable {
  let critical: TonneAmount
  let betaTenths: Int
  /// True where Q or β depends on what was not declared, and the strictest was taken.
  let isUnverified: Bool
  /// True where table 1 does not name the substance, and a category of table 2 was taken by its class.
  var isByClass = false

  /// The strictest of several: the smallest critical quantity, with the greatest β of it.
  static func isStricter(_ left: HazardWeight, _ right: HazardWeight) -> Bool {
    (left.critical, -left.betaTenths) < (right.critical, -right.betaTenths)
  }
}

/// A row of table 2 of GB 18218.
struct HazardCategory: Equatable, Sendable {
  let critical: TonneAmount
  let betaTenths: Int
}

extension ChemicalTable {
  /// What a substance weighs in the sums of GB 18218; nil where it does not count, or nobody can tell.
  ///
  /// Table 1 by name comes first. What it does not name counts by the strictest category of table 2 that
  /// its transport class can mean, unverified, for the class does not say the category.
  func hazardWeight(_ chemical: Chemical) -> HazardWeight? {
    let record = record(of: chemical)
    let cas = chemical.cas ?? record?.cas
    var amounts = record?.criticalTonnes ?? []
    var isUnverified = false
    if record == nil, let cas {
      amounts = criticalByCAS[cas] ?? []
      // A CAS number that the tables split by form, as 盐酸 and 氯化氢, does not decide by itself.
      if records(ofCAS: cas).count > 1 || chemical.un == nil { isUnverified = true }
    }
    if cas == "7697-37-2" {
      // Only more than 70 % counts.
      guard let share = Percentage.partsPerMillion(chemical.concentration) else {
        return amounts.first.map {
          HazardWeight(critical: $0, betaTenths: 10, isUnverified: true)
        }
      }
      if share <= 700_000 { return nil }
    }
    guard let critical = amounts.min() else { return weightByClass(chemical) }
    if amounts.count > 1 { isUnverified = true }
    if let cas, let beta = gasBetas[cas] {
      return HazardWeight(critical: critical, betaTenths: beta, isUnverified: isUnverified)
    }
    let beta = ChemicalTable.betaTenths(of: record?.labels.first ?? [])
    return HazardWeight(
      critical: critical, betaTenths: beta.tenths, isUnverified: isUnverified || !beta.isCertain)
  }

  /// True where neither the tables nor the declaration say what class a substance has.
  func isUnclassified(_ chemical: Chemical) -> Bool { hazardLabels(of: chemical).isEmpty }

  /// Everything that the tables and the declaration say of a substance's dangers, none twice.
  private func hazardLabels(of chemical: Chemical) -> Set<String> {
    var rows: [ListedChemical] = []
    if let record = record(of: chemical) {
      rows = [record]
    } else if let cas = chemical.cas, !records(ofCAS: cas).isEmpty {
      rows = records(ofCAS: cas)
    } else if let un = chemical.un {
      rows = records(ofUN: un)
    }
    var labels = Set(rows.flatMap(\.labels).joined())
    if let declared = chemical.hazardClass { labels.insert(declared) }
    return labels
  }

  private func weightByClass(_ chemical: Chemical) -> HazardWeight? {
    let known = record(of: chemical)?.packingGroups ?? []
    let group = chemical.packingGroup ?? (known.count == 1 ? known[0] : nil)
    return hazardLabels(of: chemical)
      .compactMap { ChemicalTable.category(ofClass: $0, packingGroup: group) }
      .compactMap { hazardCategories[$0] }
      .map {
        HazardWeight(
          critical: $0.critical, betaTenths: $0.betaTenths, isUnverified: true, isByClass: true)
      }
      .min(by: HazardWeight.isStricter)
  }

  /// The strictest category of table 2 that a transport class can mean; nil where none.
  ///
  /// | class | category | why |
  /// |---|---|---|
  /// | 1.1, 1.4, other 1 | W1.1, W1.3, W1.2 | the division is the category |
  /// | 2.1; 2.3 | W2; J1 | |
  /// | 3 | W5.1 | a process above the boiling point is not declared |
  /// | 4.1 | W10 with a packing group, else W6.1 | self-reactive substances have no packing group |
  /// | 4.2, 4.3 | W8, W11 | |
  /// | 5.1 | W9.2 with group II or III, else W9.1 | an oxidizing gas, W4, has none and the same Q |
  /// | 5.2; 6.1 | W7.1; J4 | |
  private static func category(ofClass label: String, packingGroup: String?) -> String? {
    // A compatibility group, as in 1.1D, does not matter.
    switch label.prefix(while: { $0 == "." || $0.isNumber }) {
    case "1", "1.1": "W1.1"
    case "1.2", "1.3", "1.5", "1.6": "W1.2"
    case "1.4": "W1.3"
    case "2", "2.3": "J1"
    case "2.1": "W2"
    case "3": "W5.1"
    case "4", "4.1": packingGroup == nil ? "W6.1" : "W10"
    case "4.2": "W8"
    case "4.3": "W11"
    case "5.1": packingGroup == "II" || packingGroup == "III" ? "W9.2" : "W9.1"
    case "5", "5.2": "W7.1"
    case "6", "6.1": "J4"
    default: nil
    }
  }

  /// β of table 4 by the label that stands for the category, where it does.
  private static func betaTenths(of labels: [String]) -> (tenths: Int, isCertain: Bool) {
    switch labels.first {
    case "1": (20, true)
    case "2.1": (15, true)
    case "2.2", "4.1", "4.2", "4.3", "5.1", "8": (10, true)
    // Class 3 is W5.1 with β 1.5 in a process above its boiling point, and 1 else.
    case "3": (10, true)
    default: (20, false)
    }
  }

  /// The rows of table 2 by their symbols.
  static func readHazardCategories() -> [String: HazardCategory] {
    let rows = TableRows(TableText.majorHazardCategories)
    var categories: [String: HazardCategory] = [:]
    for row in 0..<rows.count {
      let tonnes = rows.cell(row, "critical_t").prefix { $0.isNumber || $0 == "." }
      let beta = rows.cell(row, "beta").split(separator: ".")
      guard let whole = Int(beta[0]), let tenths = beta.count > 1 ? Int(beta[1]) : 0 else {
        preconditionFailure("no β")
      }
      categories[rows.cell(row, "symbol")] = HazardCategory(
        critical: TonneAmount(String(tonnes)), betaTenths: whole * 10 + tenths)
    }
    return categories
  }
}
