/// A row of the table of common chemicals.
public struct ListedChemical: Equatable, Sendable {
  public let nameChinese: String
  public let nameEnglish: String
  public let cas: String
  /// UN number: four digits.
  public let un: String
  /// The labels of the transport regulations, the class first; several sets where it depends.
  public let labels: [[String]]
  /// The packing groups that the substance is shipped in; none for gases.
  public let packingGroups: [String]
  /// The critical quantities of GB 18218 table 1 in tonnes; several where it depends on a condition.
  public let criticalTonnes: [TonneAmount]
  public let isExplosivePrecursor: Bool
  /// 1 to 3 for 易制毒 of that class.
  public let drugPrecursorClass: Int?
  /// How well it is known to be 剧毒; nil where it is not.
  public let highlyToxic: Confidence?

  init(_ rows: TableRows, _ row: Int) {
    nameChinese = rows.cell(row, "name_zh")
    nameEnglish = rows.cell(row, "name_en")
    cas = rows.cell(row, "cas")
    un = rows.cell(row, "un")
    labels = rows.list(row, "labels").map { $0.split(separator: "+").map(String.init) }
    packingGroups = rows.list(row, "packing_groups")
    criticalTonnes = rows.list(row, "critical_t").map(TonneAmount.init)
    isExplosivePrecursor = rows.cell(row, "explosive_precursor") == "Y"
    drugPrecursorClass = Int(rows.cell(row, "drug_class"))
    highlyToxic = Confidence(rawValue: rows.cell(row, "highly_toxic"))
  }

  /// The class and division, such as `6.1`.
  public var hazardClass: String { labels.first?.first ?? "" }
}

/// An exact number of tonnes as a table prints it, such as `0.75`.
public struct TonneAmount: Hashable, Comparable, Sendable {
  public let milligrams: Int64

  /// Takes a decimal of the program's own tables.
  init(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let fraction = parts.count > 1 ? String(parts[1]) : ""
    let digits = parts[0] + fraction + String(repeating: "0", count: 9 - fraction.count)
    guard let milligrams = Int64(digits) else { preconditionFailure("no tonnes: \(text)") }
    self.milligrams = milligrams
  }

  public static func < (left: TonneAmount, right: TonneAmount) -> Bool {
    left.milligrams < right.milligrams
  }
}
