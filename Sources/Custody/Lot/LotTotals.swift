/// A lot's amounts by what became of them, or by how much an event changed each.
///
/// All in the lot's smallest unit. Always, and exactly:
/// produced + found = held + inTransit + used + disposed + lost + transformed + unaccounted.
public struct LotTotals: Equatable, Sendable {
  public var produced: Int64 = 0
  /// Added by findings: a count, a `found`, an excess within the tolerance of a delivery.
  public var found: Int64 = 0
  public var held: Int64 = 0
  public var inTransit: Int64 = 0
  public var used: Int64 = 0
  public var disposed: Int64 = 0
  public var lost: Int64 = 0
  /// Taken as input by productions; the loss of a repack or blend is within it.
  public var transformed: Int64 = 0
  public var unaccounted: Int64 = 0

  public init() {}

  /// Produced and found: the whole that all shares of the lot are shares of.
  public var whole: Int64 { produced &+ found }

  /// True when everything that there is, is somewhere.
  public var isConserved: Bool {
    whole == held &+ inTransit &+ used &+ disposed &+ lost &+ transformed &+ unaccounted
  }

  /// By how much each amount grew since `before`.
  public func change(since before: LotTotals) -> LotTotals {
    var change = LotTotals()
    change.produced = produced &- before.produced
    change.found = found &- before.found
    change.held = held &- before.held
    change.inTransit = inTransit &- before.inTransit
    change.used = used &- before.used
    change.disposed = disposed &- before.disposed
    change.lost = lost &- before.lost
    change.transformed = transformed &- before.transformed
    change.unaccounted = unaccounted &- before.unaccounted
    return change
  }
}
