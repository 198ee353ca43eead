internal import LedgerFormat

extension EventReader {
  mutating func goods(
    _ key: EventKey, _ bytes: Span<UInt8>, itemCountMax: Int
  ) throws -> [Good] {
    var goods: [Good] = []
    for _ in 0..<(try listCount(key, bytes)) {
      let count = try items(2...itemCountMax, bytes)
      var good = Good(lot: try lot(bytes), quantity: try quantity(key, bytes))
      if count == 3 { good.packages = try text(key, bytes) }
      goods.append(good)
    }
    return goods
  }

  mutating func outputs(_ bytes: Span<UInt8>) throws -> [Output] {
    var outputs: [Output] = []
    for _ in 0..<(try listCount(.outputs, bytes)) {
      try items(4...4, bytes)
      var output = Output(lot: try lot(bytes), quantity: try quantity(.outputs, bytes))
      if try !reader.isNull(bytes) { output.content = try quantity(.outputs, bytes) }
      if try !reader.isNull(bytes) { output.chemical = try chemical(bytes) }
      outputs.append(output)
    }
    return outputs
  }

  /// Reads the head of a list, which is not empty.
  mutating func listCount(_ key: EventKey, _ bytes: Span<UInt8>) throws -> Int {
    let start = reader.position
    let count = try reader.array(bytes)
    guard count > 0 else { throw EntryError.value(key: key.rawValue, position: start) }
    return count
  }

  private mutating func chemical(_ bytes: Span<UInt8>) throws -> Chemical {
    let start = reader.position
    let count = try reader.map(bytes)
    guard count > 0 else {
      throw EntryError.value(key: EventKey.outputs.rawValue, position: start)
    }
    var chemical = Chemical()
    var last: UInt64?
    for _ in 0..<count {
      let position = reader.position
      let number = try reader.unsigned(bytes)
      if let last, number <= last { throw CBORError.keyOrder(position: position) }
      last = number
      guard let key = ChemicalKey(rawValue: number) else {
        throw EntryError.newerEvent(
          kind: BodyKind.production.rawValue, key: EventKey.outputs.rawValue)
      }
      switch key {
      case .name: chemical.name = try chemicalName(.outputs, bytes)
      case .cas: chemical.cas = try text(.outputs, bytes)
      case .un: chemical.un = try text(.outputs, bytes)
      case .hazardClass: chemical.hazardClass = try text(.outputs, bytes)
      case .packingGroup: chemical.packingGroup = try text(.outputs, bytes)
      case .concentration: chemical.concentration = try text(.outputs, bytes)
      case .state: chemical.state = try text(.outputs, bytes)
      case .form: chemical.form = try text(.outputs, bytes)
      }
    }
    return chemical
  }

  /// Reads a name in one language, or in Chinese and English.
  mutating func chemicalName(
    _ key: EventKey, _ bytes: Span<UInt8>
  ) throws -> Chemical.Name {
    guard try reader.peek(bytes) >> 5 == 4 else { return .plain(try text(key, bytes)) }
    try items(2...2, bytes)
    let zh = try text(key, bytes)
    return .bilingual(zh: zh, en: try text(key, bytes))
  }
}
