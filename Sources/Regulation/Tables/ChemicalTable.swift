public import Custody

/// The embedded tables of chemicals, looked up by UN and CAS number.
///
/// Cost: the tables are read once per process, at the first look-up; each look-up is a hash.
public struct ChemicalTable: Sendable {
  public static let shared = ChemicalTable()

  public let records: [ListedChemical]
  private let byUN: [String: [Int]]
  private let byCAS: [String: [Int]]
  private let explosives: [String: ExplosiveListing]
  /// CAS numbers and Chinese names of 易制毒, and their classes.
  private let drugClasses: [String: Int]
  let criticalByCAS: [String: [TonneAmount]]
  let gasBetas: [String: Int]
  let hazardCategories: [String: HazardCategory]
  /// What names and aliases of the tables mean, without brackets and the case of Latin letters.
  private let byName: [String: [Chemical]]

  /// How the list of 易制爆 names a CAS number.
  private struct ExplosiveListing {
    /// True where some row of it stands without a condition on concentration or form.
    var isUnconditional = false
  }

  private init() {
    let rows = TableRows(TableText.commonChemicals)
    let records = (0..<rows.count).map { ListedChemical(rows, $0) }
    self.records = records
    byUN = Dictionary(grouping: records.indices) { records[$0].un }
    byCAS = Dictionary(grouping: records.indices) { records[$0].cas }
    explosives = ChemicalTable.readExplosives()
    drugClasses = ChemicalTable.readDrugClasses()
    (criticalByCAS, gasBetas) = ChemicalTable.readMajorHazards(records)
    hazardCategories = ChemicalTable.readHazardCategories()
    byName = ChemicalTable.readNames(records)
  }

  /// The row that a declared chemical is: by UN and CAS number, else by the only row of either.
  ///
  /// Nil where no row fits, or several do.
  public func record(of chemical: Chemical) -> ListedChemical? {
    let ofUN = chemical.un.flatMap { byUN[$0] }
    let ofCAS = chemical.cas.flatMap { byCAS[$0] }
    switch (ofUN, ofCAS) {
    case (let ofUN?, let ofCAS?):
      let both = ofUN.filter(ofCAS.contains)
      return both.count == 1 ? records[both[0]] : nil
    case (let only?, nil), (nil, let only?): return only.count == 1 ? records[only[0]] : nil
    case (nil, nil): return nil
    }
  }

  /// The rows of a UN number. Cost: constant.
  public func records(ofUN number: String) -> [ListedChemical] {
    (byUN[number] ?? []).map { records[$0] }
  }

  /// The rows of a CAS number.
  public func records(ofCAS number: String) -> [ListedChemical] {
    (byCAS[number] ?? []).map { records[$0] }
  }

  /// True where some table names the UN number.
  public func knows(un number: String) -> Bool { byUN[number] != nil }

  /// The chemicals that the tables call by this CAS number, UN number (also `UN1017`) or name.
  ///
  /// Several where the tables split it; none where they do not know it.
  func chemicals(called word: String) -> [Chemical] {
    if byCAS[word] != nil || criticalByCAS[word] != nil { return [Chemical(cas: word)] }
    let number =
      word.uppercased().hasPrefix("UN") ? word.dropFirst(2).drop { $0 == " " } : word[...]
    if byUN[String(number)] != nil { return [Chemical(un: String(number))] }
    return byName[ChemicalTable.plainName(word)] ?? []
  }

  /// A name without what stands in brackets.
  private static func plainName(_ name: String) -> String {
    name.lowercased().prefix { $0 != "(" && $0 != "\u{FF08}" }
      .split(separator: " ").joined(separator: " ")
  }

  /// Whether a chemical is 易制爆, by the list of 2017.
  func explosivePrecursor(_ chemical: Chemical) -> Verdict {
    guard let cas = chemical.cas else {
      guard let record = record(of: chemical) else { return .unverified }
      return record.isExplosivePrecursor ? .yes : .no
    }
    guard let listing = explosives[cas] else { return .no }
    if listing.isUnconditional { return .yes }
    // 过氧化氢溶液(含量>8%) is the one condition that a declared percentage decides.
    if cas == "7722-84-1", let share = Percentage.partsPerMillion(chemical.concentration) {
      return share > 80_000 ? .yes : .no
    }
    let record = record(of: chemical)
    return record?.un == chemical.un && record?.isExplosivePrecursor == true
      && chemical.un != nil ? .yes : .unverified
  }

  /// The class of 易制毒 that a chemical belongs to; nil and `no` where to none.
  func drugPrecursor(_ chemical: Chemical) -> (verdict: Verdict, drugClass: Int?) {
    if let name = chemical.name?.chinese, let drugClass = drugClasses[name] {
      return (.yes, drugClass)
    }
    if let record = record(of: chemical) {
      return (record.drugPrecursorClass == nil ? .no : .yes, record.drugPrecursorClass)
    }
    guard let cas = chemical.cas else { return (.unverified, nil) }
    let classes = Set(records(ofCAS: cas).map(\.drugPrecursorClass))
    guard classes.count == 1, let only = classes.first else {
      return (classes.isEmpty ? .no : .unverified, nil)
    }
    return (only == nil ? .no : .yes, only)
  }

  /// Whether a chemical is 剧毒, and how well that is known.
  func highlyToxic(_ chemical: Chemical) -> (verdict: Verdict, confidence: Confidence) {
    if let record = record(of: chemical) {
      return (record.highlyToxic == nil ? .no : .yes, record.highlyToxic ?? .b)
    }
    guard let cas = chemical.cas else { return (.unverified, .c) }
    let marks = records(ofCAS: cas).compactMap(\.highlyToxic)
    return marks.isEmpty ? (.no, .b) : (.yes, marks.max() ?? .c)
  }

  private static func readExplosives() -> [String: ExplosiveListing] {
    let rows = TableRows(TableText.explosivePrecursors)
    var listings: [String: ExplosiveListing] = [:]
    for row in 0..<rows.count {
      let name = rows.cell(row, "name_zh")
      // A name with a bracket, or of a powder or solution, is listed in that form only.
      let isConditional = name == "镁" || name.contains { "[(粉尘灰液".contains($0) }
      for cas in rows.list(row, "cas", separator: ";") {
        var listing = listings[cas] ?? ExplosiveListing()
        if !isConditional { listing.isUnconditional = true }
        listings[cas] = listing
      }
    }
    return listings
  }

  private static func readDrugClasses() -> [String: Int] {
    let rows = TableRows(TableText.drugPrecursors)
    let numbers = ["一": 1, "二": 2, "三": 3]
    var classes: [String: Int] = [:]
    for row in 0..<rows.count {
      classes[rows.cell(row, "name_zh")] = numbers[rows.cell(row, "class")]
    }
    return classes
  }

  private static func readNames(_ records: [ListedChemical]) -> [String: [Chemical]] {
    var names: [String: [Chemical]] = [:]
    for record in records {
      let chemical = Chemical(
        name: .bilingual(zh: record.nameChinese, en: record.nameEnglish), cas: record.cas,
        un: record.un)
      for name in [record.nameChinese, record.nameEnglish] {
        names[plainName(name), default: []].append(chemical)
      }
    }
    // Table 1 has other names; what it says under a name of the records it says of the same chemical.
    let rows = TableRows(TableText.majorHazardChemicals)
    for row in 0..<rows.count {
      guard let cas = rows.list(row, "cas", separator: ";").first else { continue }
      let called = [rows.cell(row, "name_zh")] + rows.list(row, "alias_zh", separator: ";")
      for name in called.map(plainName) where names[name] == nil {
        names[name] = [Chemical(name: .plain(name), cas: cas)]
      }
    }
    return names
  }

  private static func readMajorHazards(
    _ records: [ListedChemical]
  ) -> (critical: [String: [TonneAmount]], betas: [String: Int]) {
    let rows = TableRows(TableText.majorHazardChemicals)
    var critical: [String: [TonneAmount]] = [:]
    var names: [String: String] = [:]
    for row in 0..<rows.count {
      let amount = TonneAmount(rows.cell(row, "critical_t"))
      let name = rows.cell(row, "name_zh").prefix { $0 != "(" }
      for cas in rows.list(row, "cas", separator: ";") {
        critical[cas, default: []].append(amount)
        names[String(name)] = cas
      }
    }
    for record in records {
      names[String(record.nameChinese.prefix { $0 != "(" })] = record.cas
    }
    let gases = TableRows(TableText.majorHazardGases)
    var betas: [String: Int] = [:]
    for row in 0..<gases.count {
      guard let cas = names[gases.cell(row, "name_zh")],
        let beta = Int(gases.cell(row, "beta"))
      else { continue }
      betas[cas] = beta * 10
    }
    return (critical, betas)
  }
}

extension Chemical.Name {
  /// The Chinese name, or the only one.
  public var chinese: String {
    switch self {
    case .plain(let name): name
    case .bilingual(let zh, _): zh
    }
  }
}
