/// Values by digest, in open addressing: one allocation for all names, none per name.
///
/// Memory: 16 bytes and a value per place; between three eighths and three quarters are taken.
struct DigestTable<Value: Sendable>: Sendable {
  private struct Place: Sendable {
    var name: NameDigest
    var value: Value
  }

  private var places: [Place]
  private let filler: Value
  private(set) var count = 0

  /// - Parameter filler: any value, to fill the free places with.
  init(filler: Value) {
    self.filler = filler
    places = Array(repeating: Place(name: .free, value: filler), count: 64)
  }

  subscript(name: NameDigest) -> Value? {
    let place = place(of: name)
    return places[place].name == .free ? nil : places[place].value
  }

  /// Sets a name's value, which may follow from the one that it had, and gives that; nil where it had none.
  @discardableResult
  mutating func replace(_ name: NameDigest, with value: (Value?) -> Value) -> Value? {
    let place = place(of: name)
    guard places[place].name == .free else {
      let before = places[place].value
      places[place].value = value(before)
      return before
    }
    add(value(nil), for: name, at: place)
    return nil
  }

  /// Sets a name's value unless it has one, which is then given.
  mutating func insert(_ value: Value, for name: NameDigest) -> Value? {
    let place = place(of: name)
    guard places[place].name == .free else { return places[place].value }
    add(value, for: name, at: place)
    return nil
  }

  private mutating func add(_ value: Value, for name: NameDigest, at place: Int) {
    var place = place
    if (count + 1) * 4 > places.count * 3 {
      grow()
      place = self.place(of: name)
    }
    places[place] = Place(name: name, value: value)
    count += 1
  }

  /// Where the name stands, or would.
  private func place(of name: NameDigest) -> Int {
    let mask = places.count - 1
    var place = Int(truncatingIfNeeded: name.second) & mask
    while places[place].name != .free, places[place].name != name { place = (place + 1) & mask }
    return place
  }

  private mutating func grow() {
    let old = places
    places = Array(repeating: Place(name: .free, value: filler), count: 2 * old.count)
    for position in old.indices where old[position].name != .free {
      places[place(of: old[position].name)] = old[position]
    }
  }
}
