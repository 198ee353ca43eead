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
  private var names: [NameDigest]
  private var values: [Value]
  private let filler: Value
  private(set) var count = 0

  /// - Parameter filler: any value, to fill the free places with.
  init(filler: Value) {
    self.filler = filler
    names = Array(repeating: .free, count: 64)
    values = Array(repeating: filler, count: 64)
  }

  subscript(name: NameDigest) -> Value? {
    let place = place(of: name)
    return names[place] == .free ? nil : values[place]
  }

  /// Sets a name's value.
  mutating func set(_ value: Value, for name: NameDigest) {
    var place = place(of: name)
    if names[place] == .free {
      if (count + 1) * 4 > names.count * 3 {
        grow()
        place = self.place(of: name)
      }
      names[place] = name
      count += 1
    }
    values[place] = value
  }

  /// Where the name stands, or would.
  private func place(of name: NameDigest) -> Int {
    let mask = names.count - 1
    var place = Int(truncatingIfNeeded: name.second) & mask
    while names[place] != .free, names[place] != name { place = (place + 1) & mask }
    return place
  }

  private mutating func grow() {
    let (oldNames, oldValues) = (names, values)
    names = Array(repeating: .free, count: 2 * oldNames.count)
    values = Array(repeating: filler, count: 2 * oldNames.count)
    for position in oldNames.indices where oldNames[position] != .free {
      let place = place(of: oldNames[position])
      names[place] = oldNames[position]
      values[place] = oldValues[position]
    }
  }
}
