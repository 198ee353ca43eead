internal import LedgerFormat

/// A hash table of objects by their own names, in open addressing.
///
/// The names are compared in the objects, which whoever asks needs anyway: a look-up touches two words
/// besides, a tag of the hash and the reference. Grows by doubling, at most three quarters full.
struct NamedTable<Object: NamedObject> {
  /// Zero where a place was never taken; else the upper half of a hash with its lowest bit set.
  private var tags: [UInt32] = []
  /// Nil where nothing is, or no longer.
  private var objects: [Object?] = []
  /// The places that were ever taken.
  private var takenCount = 0

  /// How many places are taken, those of removed objects included.
  var count: Int { takenCount }

  /// The object of this name, or nil.
  func object(_ name: Identifier, _ hash: UInt64) -> Object? {
    guard let place = place(of: name, hash) else { return nil }
    return objects[place]
  }

  /// Puts an object in, in the place of one of the same name.
  mutating func set(_ object: Object, _ hash: UInt64) {
    if let place = place(of: object.name, hash) {
      objects[place] = object
      return
    }
    if (takenCount + 1) * 4 > tags.count * 3 { grow() }
    insert(object, hash)
  }

  /// Takes the object of this name out, if it is there.
  mutating func remove(_ name: Identifier, _ hash: UInt64) {
    if let place = place(of: name, hash) { objects[place] = nil }
  }

  private func place(of name: Identifier, _ hash: UInt64) -> Int? {
    guard !tags.isEmpty else { return nil }
    let tag = NamedTable.tag(hash)
    var place = Int(truncatingIfNeeded: hash) & (tags.count - 1)
    while tags[place] != 0 {
      if tags[place] == tag, let object = objects[place], object.name == name { return place }
      place = (place + 1) & (tags.count - 1)
    }
    return nil
  }

  private mutating func insert(_ object: Object, _ hash: UInt64) {
    var place = Int(truncatingIfNeeded: hash) & (tags.count - 1)
    while tags[place] != 0 { place = (place + 1) & (tags.count - 1) }
    tags[place] = NamedTable.tag(hash)
    objects[place] = object
    takenCount += 1
  }

  private mutating func grow() {
    let held = objects
    let count = max(64, tags.count * 2)
    tags = [UInt32](repeating: 0, count: count)
    objects = [Object?](repeating: nil, count: count)
    takenCount = 0
    for case let object? in held { insert(object, object.name.mixed) }
  }

  private static func tag(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 32) | 1 }
}
