public import LedgerFormat

extension EventReader {
  mutating func name(_ bytes: Span<UInt8>) throws -> Identifier {
    let start = reader.position
    let name = try reader.name(bytes)
    do { try name.withBytes(IdentifierRule.check) } catch {
      throw EntryError.identifier(position: start, sizeBytes: name.sizeBytes)
    }
    return name
  }

  mutating func party(_ bytes: Span<UInt8>) throws -> Identifier {
    let start = reader.position
    let name = try reader.name(bytes)
    do { try name.withBytes(IdentifierRule.checkParty) } catch {
      throw EntryError.identifier(position: start, sizeBytes: name.sizeBytes)
    }
    return name
  }

  mutating func lot(_ bytes: Span<UInt8>) throws -> LotID {
    let start = reader.position
    let name = try reader.name(bytes)
    do {
      try name.withBytes { (name: Span<UInt8>) throws(TextError) in
        try IdentifierRule.checkLot(name)
      }
    } catch { throw EntryError.identifier(position: start, sizeBytes: name.sizeBytes) }
    return LotID(name)
  }

  mutating func text(_ key: EventKey, _ bytes: Span<UInt8>) throws -> String {
    let start = reader.position
    let text = try reader.text(bytes)
    let size = text.utf8.count
    do { try TextRule.check(bytes.extracting(reader.position - size..<reader.position)) } catch {
      throw EntryError.value(key: key.rawValue, position: start)
    }
    return text
  }

  mutating func instant(_ bytes: Span<UInt8>) throws -> Instant {
    let start = reader.position
    guard let instant = Instant(microseconds: try reader.unsigned(bytes)) else {
      throw EntryError.value(key: EventKey.time.rawValue, position: start)
    }
    return instant
  }

  /// Reads a raw value and checks that the kind has such an action.
  mutating func action(_ kind: BodyKind, _ bytes: Span<UInt8>) throws -> UInt64 {
    let start = reader.position
    let raw = try reader.unsigned(bytes)
    let isKnown =
      switch kind {
      case .production: Production.Process(rawValue: raw) != nil
      case .storage: Storage.Action(rawValue: raw) != nil
      case .trade: Trade.Action(rawValue: raw) != nil
      case .transport: TransportStep(rawValue: raw) != nil
      case .loss: Loss.Cause(rawValue: raw) != nil
      case .order: Order.Action(rawValue: raw) != nil
      case .handling: Handling.Action(rawValue: raw) != nil
      case .registration: RegisterKind(rawValue: raw) != nil
      default: false
      }
    guard isKnown else { throw EntryError.value(key: EventKey.action.rawValue, position: start) }
    return raw
  }

  mutating func quantity(_ key: EventKey, _ bytes: Span<UInt8>) throws -> Quantity {
    let start = reader.position
    try items(2...2, bytes)
    let amount = try reader.unsigned(bytes)
    let unitCode = try reader.unsigned(bytes)
    guard let amount = Int64(exactly: amount), let code = UInt8(exactly: unitCode),
      let unit = Unit(rawValue: code)
    else { throw EntryError.value(key: key.rawValue, position: start) }
    return Quantity(amount: amount, unit: unit)
  }

  mutating func privateFields(
    _ kind: BodyKind, _ bytes: Span<UInt8>
  ) throws -> [PrivateField] {
    let key = EventKey.privateFields.rawValue
    let start = reader.position
    let count = try reader.map(bytes)
    guard count > 0 else { throw EntryError.value(key: key, position: start) }
    var fields: [PrivateField] = []
    for _ in 0..<count {
      let position = reader.position
      let number = try reader.unsigned(bytes)
      if let last = fields.last, number <= last.name.rawValue {
        throw CBORError.keyOrder(position: position)
      }
      guard let name = PrivateField.Name(rawValue: number), name.isKnown(in: kind) else {
        throw EntryError.value(key: key, position: position)
      }
      fields.append(PrivateField(name, .sealed(try reader.hash(bytes))))
    }
    return fields
  }

  /// Reads an array's head and checks its count, which it gives.
  @discardableResult
  mutating func items(_ counts: ClosedRange<Int>, _ bytes: Span<UInt8>) throws -> Int {
    let start = reader.position
    let count = try reader.array(bytes)
    guard counts.contains(count) else {
      throw EntryError.itemCount(
        expected: counts.lowerBound, found: count, position: start)
    }
    return count
  }
}

extension PrivateField.Name {
  /// True where events of `kind` may have the field.
  public func isKnown(in kind: BodyKind) -> Bool {
    switch self {
    case .handler, .checker, .contact: kind.isTrade
    case .driver, .escort: kind == .transport
    case .agent: kind == .trade
    case .identityNumber, .personName: kind == .registration
    }
  }
}
