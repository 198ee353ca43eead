public import Custody

/// The level of a major hazard installation (重大危险源), GB 18218-2018 table 6.
public enum MajorHazardLevel: Int, Comparable, Hashable, Sendable, CaseIterable {
  /// 一级 to 四级.
  case first = 1
  case second, third, fourth

  public static func < (left: MajorHazardLevel, right: MajorHazardLevel) -> Bool {
    left.rawValue < right.rawValue
  }

  public var chinese: String { ["一级", "二级", "三级", "四级"][rawValue - 1] }
}

/// A substance of a unit, and how much of it counts.
public struct HazardSubstance: Equatable, Sendable {
  public let chemical: Chemical
  /// In milligrams.
  public let milligrams: Int64

  public init(chemical: Chemical, milligrams: Int64) {
    self.chemical = chemical
    self.milligrams = milligrams
  }
}

/// The sums of GB 18218-2018 for one unit: S = Σ q/Q, and R = α · Σ β · q/Q.
///
/// Exact: q in milligrams, Q in milligrams, α and β in tenths, all over one common denominator.
/// The legal sums take the design maximum of each substance; the same sum over what is there now is an
/// operational alarm and no more.
public struct MajorHazard: Equatable, Sendable {
  public let ratio: Fraction
  public let hazard: Fraction
  /// True where a critical quantity or β was not certain and the strictest one was taken.
  public let isUnverified: Bool
  /// The substances that have a critical quantity.
  public let counted: Int

  /// 15,000 t, which every critical quantity of the standard divides without a rest.
  static let commonMilligrams: Int128 = 15_000_000_000_000

  /// Adds up a unit.
  ///
  /// - Parameter people: within 500 m outside the boundary; nil takes the strictest α.
  public init(_ substances: [HazardSubstance], people: Int?, in table: ChemicalTable = .shared) {
    var (sum, weighted): (Int128, Int128) = (0, 0)
    var isUnverified = people == nil
    var counted = 0
    for substance in substances {
      guard let weight = table.hazardWeight(substance.chemical) else { continue }
      let critical = Int128(weight.critical.milligrams)
      precondition(MajorHazard.commonMilligrams % critical == 0, "every Q divides the common one")
      let part = Int128(substance.milligrams) * (MajorHazard.commonMilligrams / critical)
      sum += part
      weighted += part * Int128(weight.betaTenths)
      if weight.isUnverified { isUnverified = true }
      counted += 1
    }
    let alpha = MajorHazard.alphaTenths(people: people)
    ratio = Fraction(sum, over: MajorHazard.commonMilligrams)
    hazard = Fraction(weighted * Int128(alpha), over: MajorHazard.commonMilligrams * 100)
    self.isUnverified = isUnverified
    self.counted = counted
  }

  /// True where the unit is a major hazard installation: S ≥ 1.
  public var isMajor: Bool { ratio.isAtLeast(1) }

  /// The level; nil where the unit is none.
  public var level: MajorHazardLevel? {
    guard isMajor else { return nil }
    if hazard.isAtLeast(100) { return .first }
    if hazard.isAtLeast(50) { return .second }
    return hazard.isAtLeast(10) ? .third : .fourth
  }

  /// α in tenths, table 5.
  static func alphaTenths(people: Int?) -> Int {
    guard let people else { return 20 }
    switch people {
    case 100...: return 20
    case 50..<100: return 15
    case 30..<50: return 12
    case 1..<30: return 10
    default: return 5
    }
  }
}

extension ChemicalTable {
  /// What a substance weighs in the sums of GB 18218; nil where the tables give it no critical quantity.
  func hazardWeight(
    _ chemical: Chemical
  ) -> (critical: TonneAmount, betaTenths: Int, isUnverified: Bool)? {
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
        return amounts.first.map { ($0, 10, true) }
      }
      if share <= 700_000 { return nil }
    }
    guard let critical = amounts.min() else { return nil }
    if amounts.count > 1 { isUnverified = true }
    if let cas, let beta = gasBetas[cas] { return (critical, beta, isUnverified) }
    let beta = ChemicalTable.betaTenths(of: record?.labels.first ?? [])
    return (critical, beta.tenths, isUnverified || !beta.isCertain)
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
}
