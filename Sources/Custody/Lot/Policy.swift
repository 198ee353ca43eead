/// What a ledger's genesis settles about quantities, for all of its lots.
public struct Policy: Hashable, Sendable {
  /// How much more than was in transit may be delivered of a good, in millionths of it.
  public var tolerancePartsPerMillion: Int64

  /// The tolerance that a ledger has unless its genesis says otherwise: 0.5 %.
  public static let tolerancePartsPerMillionDefault: Int64 = 5_000
  /// The largest tolerance that means anything: as much again as was in transit.
  public static let tolerancePartsPerMillionMax: Int64 = 1_000_000

  /// Takes a tolerance; one outside 0...1,000,000 is brought to the nearest end.
  public init(tolerancePartsPerMillion: Int64 = Policy.tolerancePartsPerMillionDefault) {
    self.tolerancePartsPerMillion = min(
      max(0, tolerancePartsPerMillion), Policy.tolerancePartsPerMillionMax)
  }

  /// The most that may arrive beyond what was in transit of one good, in its smallest unit.
  ///
  /// Rounded down; none for pieces, which are counted and not weighed.
  public func tolerance(ofTransit amount: Int64, dimension: Dimension) -> Int64 {
    guard amount > 0, dimension != .count else { return 0 }
    let product = amount.multipliedFullWidth(by: tolerancePartsPerMillion)
    return Policy.tolerancePartsPerMillionMax.dividingFullWidth(product).quotient
  }
}
