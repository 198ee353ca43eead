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
  /// What it may be: one, or several where the register's word does not decide; none where it is
  /// nothing that the register or the tables know.
  public let candidates: [Chemical]
  /// How people call it.
  public let name: String
  /// In milligrams; nil where it is measured by volume or pieces.
  public let milligrams: Int64?

  public init(candidates: [Chemical], name: String, milligrams: Int64?) {
    self.candidates = candidates
    self.name = name
    self.milligrams = milligrams
  }

  public init(chemical: Chemical, milligrams: Int64) {
    self.init(
      candidates: [chemical], name: chemical.name?.chinese ?? chemical.cas ?? chemical.un ?? "",
      milligrams: milligrams)
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
  /// True where a critical quantity or β was not certain and the strictest one was taken, or where
  /// something could not be counted.
  public let isUnverified: Bool
  /// The names of what should count and could not: no mass, or nobody knows what it is. Sorted.
  public let uncounted: [String]
  /// S of what table 1 names: the part of `ratio` that no class had to stand for.
  public let listedRatio: Fraction
  /// The substances that have a critical quantity.
  public let counted: Int

  /// 15,000 t, which every critical quantity of the standard divides without a rest.
  static let commonMilligrams: Int128 = 15_000_000_000_000

  /// Adds up a unit.
  ///
  /// - Parameter people: within 500 m outside the boundary; nil takes the strictest α.
  public init(_ substances: [HazardSubstance], people: Int?, in table: ChemicalTable = .shared) {
    var (sum, listed, weighted): (Int128, Int128, Int128) = (0, 0, 0)
    var isUnverified = people == nil
    var counted = 0
    var uncounted: Set<String> = []
    for substance in substances {
      let weights = substance.candidates.map(table.hazardWeight)
      let isUnknown =
        substance.candidates.isEmpty
        || weights.allSatisfy { $0 == nil }
          && substance.candidates.contains(where: table.isUnclassified)
      guard let weight = weights.compactMap({ $0 }).min(by: HazardWeight.isStricter),
        let milligrams = substance.milligrams
      else {
        if isUnknown || weights.contains(where: { $0 != nil }) { uncounted.insert(substance.name) }
        continue
      }
      let critical = Int128(weight.critical.milligrams)
      precondition(MajorHazard.commonMilligrams % critical == 0, "every Q divides the common one")
      let part = Int128(milligrams) * (MajorHazard.commonMilligrams / critical)
      sum += part
      if !weight.isByClass { listed += part }
      weighted += part * Int128(weight.betaTenths)
      if weight.isUnverified || weights.contains(where: { $0 != weight }) { isUnverified = true }
      counted += 1
    }
    let alpha = MajorHazard.alphaTenths(people: people)
    ratio = Fraction(sum, over: MajorHazard.commonMilligrams)
    hazard = Fraction(weighted * Int128(alpha), over: MajorHazard.commonMilligrams * 100)
    listedRatio = Fraction(listed, over: MajorHazard.commonMilligrams)
    self.isUnverified = isUnverified || !uncounted.isEmpty
    self.uncounted = uncounted.sorted()
    self.counted = counted
  }

  /// True where the unit is a major hazard installation: S ≥ 1.
  public var isMajor: Bool { ratio.isAtLeast(1) }

  /// True where it is one only if what counts by its class counts: the category decides that.
  public var isDoubtful: Bool { isMajor && !listedRatio.isAtLeast(1) }

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
