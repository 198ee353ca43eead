internal import LedgerFormat

/// The values of an event, each after its key; an absent value writes nothing.
extension CBORWriter {
  mutating func key(_ key: EventKey) { unsigned(key.rawValue) }

  mutating func unsigned(_ key: EventKey, _ value: UInt64) {
    self.key(key)
    unsigned(value)
  }

  mutating func name(_ key: EventKey, _ value: Identifier?) {
    guard let value else { return }
    self.key(key)
    text(value)
  }

  mutating func text(_ key: EventKey, _ value: String?) {
    guard let value else { return }
    self.key(key)
    text(value)
  }

  /// Writes keys 9 and 10.
  mutating func lot(_ lot: LotID, _ quantity: Quantity) {
    name(.lot, lot.id)
    key(.quantity)
    self.quantity(quantity)
  }

  mutating func goods(_ key: EventKey, _ goods: [Good], hasPackages: Bool = false) {
    self.key(key)
    array(count: goods.count)
    for good in goods {
      let packages = hasPackages ? good.packages : nil
      array(count: packages == nil ? 2 : 3)
      text(good.lot.id)
      quantity(good.quantity)
      if let packages { text(packages) }
    }
  }

  mutating func output(_ output: Output) {
    array(count: 4)
    text(output.lot.id)
    quantity(output.quantity)
    if let content = output.content { quantity(content) } else { null() }
    if let chemical = output.chemical, !chemical.isEmpty {
      self.chemical(chemical)
    } else {
      null()
    }
  }

  mutating func quantity(_ quantity: Quantity) {
    array(count: 2)
    integer(quantity.amount)
    unsigned(UInt64(quantity.unit.rawValue))
  }

  private mutating func chemical(_ chemical: Chemical) {
    map(count: chemical.texts.count + (chemical.name == nil ? 0 : 1))
    switch chemical.name {
    case nil: break
    case .plain(let name):
      unsigned(ChemicalKey.name.rawValue)
      text(name)
    case .bilingual(let zh, let en):
      unsigned(ChemicalKey.name.rawValue)
      array(count: 2)
      text(zh)
      text(en)
    }
    for (key, value) in chemical.texts {
      unsigned(key.rawValue)
      text(value)
    }
  }
}

extension Chemical {
  /// The declared texts but the name, in the order of their keys.
  var texts: [(key: ChemicalKey, value: String)] {
    let all: [(ChemicalKey, String?)] = [
      (.cas, cas), (.un, un), (.hazardClass, hazardClass), (.packingGroup, packingGroup),
      (.concentration, concentration), (.state, state), (.form, form),
    ]
    return all.compactMap { key, value in value.map { (key, $0) } }
  }
}
