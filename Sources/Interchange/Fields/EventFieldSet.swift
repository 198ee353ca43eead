/// A set of fields.
struct EventFieldSet: Equatable, Sendable, ExpressibleByArrayLiteral {
  private var bits: UInt64 = 0

  init(arrayLiteral fields: EventField...) { for field in fields { insert(field) } }

  var isEmpty: Bool { bits == 0 }

  func contains(_ field: EventField) -> Bool { bits & (1 << UInt64(field.rawValue)) != 0 }

  mutating func insert(_ field: EventField) { bits |= 1 << UInt64(field.rawValue) }

  func isDisjoint(with other: EventFieldSet) -> Bool { bits & other.bits == 0 }

  func union(_ other: EventFieldSet) -> EventFieldSet {
    var union = self
    union.bits |= other.bits
    return union
  }

  func intersection(_ other: EventFieldSet) -> EventFieldSet {
    var common = self
    common.bits &= other.bits
    return common
  }

  func subtracting(_ other: EventFieldSet) -> EventFieldSet {
    var rest = self
    rest.bits &= ~other.bits
    return rest
  }

  /// The field with the lowest number, which is taken out.
  mutating func popFirst() -> EventField? {
    guard bits != 0 else { return nil }
    let first = UInt8(truncatingIfNeeded: bits.trailingZeroBitCount)
    bits &= bits - 1
    return EventField(rawValue: first)
  }
}
