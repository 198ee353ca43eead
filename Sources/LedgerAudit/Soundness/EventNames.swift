/// The names of all events, to be told whether any stands twice.
///
/// Gathered in the order in which they come, and looked at only at the end: spread by their first bits
/// into parts that fit a processor's cache. Memory: 8 bytes for an event, twice at the end.
struct EventNames: ~Copyable {
  private static let partSize = 1 << 13
  private static let partBitsMax = 12

  private let budget: MemoryBudget
  private var names: TableArray<UInt64>

  /// - Parameter capacity: as many events as there will probably be.
  init(_ budget: MemoryBudget, capacity: Int) {
    self.budget = budget
    names = TableArray(budget, capacity: capacity)
  }

  /// Adds a name's digest, which is not zero. Two names are taken for one with a chance of 2^-63.
  @inline(__always)
  mutating func append(_ name: UInt64) { names.append(name) }

  /// True where no name stands twice.
  func areDifferent() -> Bool {
    var bits = 1
    while names.count >> bits > EventNames.partSize, bits < EventNames.partBitsMax { bits += 1 }
    let shift = UInt64(64 - bits)
    // Where each part begins, and then where its next name goes.
    var starts = [Int](repeating: 0, count: 1 << bits + 1)
    for place in 0..<names.count { starts[Int(names[place] >> shift) + 1] += 1 }
    for part in 0..<1 << bits { starts[part + 1] += starts[part] }
    var spread = TableArray<UInt64>(zeros: names.count, budget)
    var next = starts
    for place in 0..<names.count {
      let name = names[place]
      let part = Int(name >> shift)
      spread[next[part]] = name
      next[part] += 1
    }
    var set: [UInt64] = []
    for part in 0..<1 << bits {
      guard EventNames.areDifferent(spread, starts[part]..<starts[part + 1], &set) else {
        return false
      }
    }
    return true
  }

  /// True where no name of a part stands twice.
  ///
  /// - Parameter set: memory to use again.
  private static func areDifferent(
    _ names: borrowing TableArray<UInt64>, _ part: Range<Int>, _ set: inout [UInt64]
  ) -> Bool {
    var mask = 3
    while mask < 2 * part.count { mask = 2 * mask + 1 }
    if set.count == mask + 1 {
      for place in set.indices { set[place] = 0 }
    } else {
      set = [UInt64](repeating: 0, count: mask + 1)
    }
    for position in part {
      let name = names[position]
      // The lowest bit is set in all.
      var place = Int(truncatingIfNeeded: name >> 1) & mask
      while set[place] != 0 {
        if set[place] == name { return false }
        place = (place + 1) & mask
      }
      set[place] = name
    }
    return true
  }
}
