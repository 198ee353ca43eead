public import LedgerFormat

extension BodyKind {
  /// The keys that a trade event's map must have and those that it may have, as bits by their numbers.
  ///
  /// Nil for kinds that no `Event` holds. Cost: constant.
  public var eventKeyBits: (needed: UInt64, known: UInt64)? {
    EventKeyRule.rule(of: self).map { ($0.needed.bits, $0.known.bits) }
  }
}
