internal import LedgerFormat

/// A name in 128 bits, for tables of many names.
///
/// Two hashes of the standard library, each under the process's random key, so that nobody can make
/// names that meet in a table. Two of 20 million names are taken for one with a chance below 1e-24.
struct NameDigest: Equatable, Sendable {
  let first: UInt64
  let second: UInt64

  init(_ stream: StreamKey) { self.init { stream.hash(into: &$0) } }

  /// An event's name: the reporting party and its id.
  init(party: Identifier, id: Identifier) {
    self.init { hasher in
      hasher.combine(party.sizeBytes)
      party.hash(into: &hasher)
      id.hash(into: &hasher)
    }
  }

  private init(_ combine: (inout Swift.Hasher) -> Void) {
    var one = Swift.Hasher()
    var other = Swift.Hasher()
    one.combine(UInt8(1))
    other.combine(UInt8(2))
    combine(&one)
    combine(&other)
    // Zero in both words marks a free place.
    first = UInt64(bitPattern: Int64(one.finalize())) | 1
    second = UInt64(bitPattern: Int64(other.finalize()))
  }

  private init(first: UInt64, second: UInt64) {
    self.first = first
    self.second = second
  }

  static let free = NameDigest(first: 0, second: 0)
}

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
