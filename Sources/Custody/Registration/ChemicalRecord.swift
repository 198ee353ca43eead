/// A chemical as it is traded: a substance or mixture in a range of concentrations and a form.
public struct ChemicalRecord: Equatable, Sendable {
  /// A list of the law that the chemical is on; the raw value is its number in the ledger.
  public enum Flag: UInt64, Hashable, Sendable, CaseIterable {
    /// 剧毒化学品.
    case highlyToxic = 0
    /// 易制爆危险化学品.
    case explosivePrecursor = 1
    /// 第一、二、三类易制毒化学品.
    case drugPrecursor1 = 2
    case drugPrecursor2 = 3
    case drugPrecursor3 = 4
    /// 重点监管的危险化学品.
    case keySupervision = 5
    /// 特别管控危险化学品.
    case specialControl = 6
    /// 民用爆炸物品.
    case civilExplosive = 7
  }

  /// Its name and what else lots declare; the concentration is a `ConcentrationRange`.
  public var chemical: Chemical
  /// Other names.
  public var aliases: [String]
  /// In the order of their raw values, none twice.
  public var flags: [Flag]

  public init(chemical: Chemical, aliases: [String] = [], flags: [Flag] = []) {
    self.chemical = chemical
    self.aliases = aliases
    self.flags = flags
  }

  /// The concentrations that the record speaks of; nil for all.
  public var concentration: ConcentrationRange? {
    chemical.concentration.flatMap { try? ConcentrationRange($0) }
  }
}
