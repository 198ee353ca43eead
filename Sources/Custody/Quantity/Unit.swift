/// What a quantity measures; amounts of different dimensions never meet in one sum.
public enum Dimension: UInt8, Hashable, Sendable, CaseIterable {
  /// Counted in milligrams.
  case mass
  /// Counted in millilitres.
  case volume
  /// Counted in pieces.
  case count
}

/// A unit that a quantity is declared in; the raw value is its code in the ledger.
public enum Unit: UInt8, Hashable, Sendable, CaseIterable {
  case milligram = 0
  case gram = 1
  case kilogram = 2
  case tonne = 3
  case millilitre = 4
  case litre = 5
  case cubicMetre = 6
  case piece = 7

  /// The dimension that the unit measures.
  public var dimension: Dimension {
    switch self {
    case .milligram, .gram, .kilogram, .tonne: .mass
    case .millilitre, .litre, .cubicMetre: .volume
    case .piece: .count
    }
  }

  /// How many decimals lead from the unit to its dimension's smallest: 9 from tonne to milligram.
  public var decimals: Int {
    switch self {
    case .milligram, .millilitre, .piece: 0
    case .gram, .litre: 3
    case .kilogram, .cubicMetre: 6
    case .tonne: 9
    }
  }

  /// The ASCII symbol that answers are written with.
  public var symbol: String {
    switch self {
    case .milligram: "mg"
    case .gram: "g"
    case .kilogram: "kg"
    case .tonne: "t"
    case .millilitre: "mL"
    case .litre: "L"
    case .cubicMetre: "m3"
    case .piece: "pcs"
    }
  }
}
