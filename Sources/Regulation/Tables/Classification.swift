public import Custody

/// What the tables say of a chemical as it was declared.
public struct Classification: Equatable, Sendable {
  /// 剧毒.
  public let highlyToxic: Verdict
  /// 易制爆.
  public let explosivePrecursor: Verdict
  /// 易制毒.
  public let drugPrecursor: Verdict
  /// 1 to 3 where it is 易制毒.
  public let drugPrecursorClass: Int?
  /// The labels of the transport regulations, the class first; empty where unknown.
  public let labels: [String]
  public let cas: String?
  public let un: String?
  public let name: String?
  /// What the register calls chemicals that the declaration may mean.
  public var registeredIDs: [String] = []

  /// Looks a chemical up. Cost: a few hashes.
  public init(_ chemical: Chemical, in table: ChemicalTable = .shared) {
    highlyToxic = table.highlyToxic(chemical).verdict
    explosivePrecursor = table.explosivePrecursor(chemical)
    (drugPrecursor, drugPrecursorClass) = table.drugPrecursor(chemical)
    let record = table.record(of: chemical)
    if let sets = record?.labels, let first = sets.first {
      labels = first
    } else {
      labels = chemical.hazardClass.map { [$0] } ?? []
    }
    cas = chemical.cas ?? record?.cas
    un = chemical.un
    name = chemical.name?.chinese
  }

  /// True for what the statutory books are kept of singly: 剧毒 or 易制爆.
  public var isControlled: Bool { highlyToxic == .yes || explosivePrecursor == .yes }

  /// Whether a chemical has a mark that rules name.
  public func verdict(_ flag: ChemicalFlag) -> Verdict {
    switch flag {
    case .highlyToxic: highlyToxic
    case .explosivePrecursor: explosivePrecursor
    case .drugPrecursor: drugPrecursor
    case .drugPrecursor1: drugVerdict(1)
    case .drugPrecursor2: drugVerdict(2)
    case .drugPrecursor3: drugVerdict(3)
    case .explosive: labels.isEmpty ? .unverified : labels[0].hasPrefix("1") ? .yes : .no
    }
  }

  /// The lists of the law that the tables put the chemical on for certain, as the register names them.
  public var listedFlags: Set<ChemicalRecord.Flag> {
    var flags: Set<ChemicalRecord.Flag> = []
    if highlyToxic == .yes { flags.insert(.highlyToxic) }
    if explosivePrecursor == .yes { flags.insert(.explosivePrecursor) }
    switch drugPrecursor == .yes ? drugPrecursorClass : nil {
    case 1?: flags.insert(.drugPrecursor1)
    case 2?: flags.insert(.drugPrecursor2)
    case 3?: flags.insert(.drugPrecursor3)
    default: break
    }
    return flags
  }

  private func drugVerdict(_ drugClass: Int) -> Verdict {
    drugPrecursor == .yes && drugPrecursorClass != drugClass ? .no : drugPrecursor
  }
}

/// The marks of chemicals that rules name.
public enum ChemicalFlag: String, Hashable, Sendable, CaseIterable {
  case highlyToxic = "highly-toxic"
  case explosivePrecursor = "explosive-precursor"
  case drugPrecursor = "drug-precursor"
  case drugPrecursor1 = "drug-precursor-1"
  case drugPrecursor2 = "drug-precursor-2"
  case drugPrecursor3 = "drug-precursor-3"
  /// Class 1 of the transport regulations.
  case explosive = "explosive"
}
