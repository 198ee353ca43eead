public import LedgerFormat

extension Event {
  /// The event with its private fields as commitments, and what opens them.
  ///
  /// Fields that are sealed already stay as they are and have no opening here.
  /// Cost: one digest for every open field; none are the rule.
  public consuming func sealed(
    using random: inout some RandomNumberGenerator, _ hasher: inout LedgerFormat.Hasher
  ) -> (event: Event, openings: [PrivateOpening]) {
    var (fields, openings) = sealedFields(using: &random, &hasher)
    privateFields = fields
    guard case .correction(var correction) = detail, let replacement = correction.replacement
    else { return (self, openings) }
    let (sealed, inner) = replacement.sealed(using: &random, &hasher)
    correction.replacement = sealed
    detail = .correction(correction)
    for var opening in inner {
      opening.isOfReplacement = true
      openings.append(opening)
    }
    return (self, openings)
  }

  /// The private fields as commitments, in the order of their names, and what opens them.
  ///
  /// An identity number is kept in no opening: see `ProtectedNumber`.
  public func sealedFields(
    using random: inout some RandomNumberGenerator, _ hasher: inout LedgerFormat.Hasher
  ) -> (fields: [PrivateField], openings: [PrivateOpening]) {
    var fields = privateFields
    var openings: [PrivateOpening] = []
    fields.sort { $0.name.rawValue < $1.name.rawValue }
    for position in fields.indices {
      guard case .open(var value) = fields[position].content else { continue }
      if fields[position].name == .identityNumber {
        value = ProtectedNumber(value, using: &random, &hasher).value
      }
      let opening = PrivateOpening(
        name: fields[position].name, salt: Salt(using: &random), value: value)
      fields[position].content = .sealed(opening.commitment(&hasher))
      openings.append(opening)
    }
    return (fields, openings)
  }

  /// The recorded event with the values that still exist; what was erased stays sealed.
  ///
  /// An opening that does not match its commitment is not believed: the field stays sealed.
  public func opened(
    by openings: [PrivateOpening], _ hasher: inout LedgerFormat.Hasher
  ) -> Event {
    guard hasPrivateFields, !openings.isEmpty else { return self }
    var event = self
    if case .correction(var correction) = detail {
      correction.replacement = correction.replacement?.opened(
        by: openings.compactMap(\.ofReplacement), &hasher)
      event.detail = .correction(correction)
    }
    for position in event.privateFields.indices {
      let field = event.privateFields[position]
      for opening in openings
      where !opening.isOfReplacement && opening.name == field.name
        && field.content == .sealed(opening.commitment(&hasher))
      {
        event.privateFields[position].content = .open(opening.value)
      }
    }
    return event
  }

  /// True where the event, or the replacement within it, has private fields.
  public var hasPrivateFields: Bool {
    if !privateFields.isEmpty { return true }
    guard case .correction(let correction) = detail else { return false }
    return correction.replacement?.privateFields.isEmpty == false
  }
}
