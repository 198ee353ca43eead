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
    pair(key.rawValue, value)
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
    map(count: chemical.fieldCount)
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
    pair(.cas, chemical.cas)
    pair(.un, chemical.un)
    pair(.hazardClass, chemical.hazardClass)
    pair(.packingGroup, chemical.packingGroup)
    pair(.concentration, chemical.concentration)
    pair(.state, chemical.state)
    pair(.form, chemical.form)
  }

  private mutating func pair(_ key: ChemicalKey, _ value: String?) {
    guard let value else { return }
    unsigned(key.rawValue)
    text(value)
  }
}

extension Chemical {
  /// How many of its fields are declared; a name in two languages is one.
  var fieldCount: Int {
    var count = 0
    if name != nil { count += 1 }
    if cas != nil { count += 1 }
    if un != nil { count += 1 }
    if hazardClass != nil { count += 1 }
    if packingGroup != nil { count += 1 }
    if concentration != nil { count += 1 }
    if state != nil { count += 1 }
    if form != nil { count += 1 }
    return count
  }
}
