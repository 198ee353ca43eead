/// An exact amount in the unit it was declared in.
public struct Quantity: Hashable, Sendable {
  /// The amount in the dimension's smallest unit: milligrams, millilitres or pieces; never negative.
  public var amount: Int64
  /// The unit it was declared in, for display.
  public var unit: Unit

  public init(amount: Int64, unit: Unit) {
    self.amount = amount
    self.unit = unit
  }

  /// The dimension of the unit.
  public var dimension: Dimension { unit.dimension }

  /// True when both are the same amount of the same dimension, whatever the units written.
  public func isSameAmount(as other: Quantity) -> Bool {
    amount == other.amount && dimension == other.dimension
  }
}
