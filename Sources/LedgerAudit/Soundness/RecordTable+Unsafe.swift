/// What lies in a table under a name; all bits zero are a free place.
protocol TableRecord: BitwiseCopyable {
  var name: NameDigest { get }
}

/// Records by digest, in open addressing over raw memory.
///
/// Places stay as they are until `reserve` makes room, so that they can be used instead of names.
/// Memory: between three eighths and three quarters of the places are taken.
struct RecordTable<Record: TableRecord>: ~Copyable {
  private var memory: TableMemory
  private let budget: MemoryBudget
  private var mask: Int
  private(set) var count = 0

  init(_ budget: MemoryBudget, placeCount: Int = 1 << 10) {
    self.budget = budget
    mask = placeCount - 1
    memory = TableMemory(sizeBytes: placeCount * MemoryLayout<Record>.stride, budget)
  }

  /// Makes room for so many more names.
  @inline(__always)
  mutating func reserve(_ more: Int) {
    if (count + more) * 4 > (mask + 1) * 3 { grow(more) }
  }

  /// Where a name stands; nil where it does not.
  @inline(__always)
  func find(_ name: NameDigest) -> Int? {
    let place = search(name)
    return self[place].name.first == 0 ? nil : place
  }

  /// Where a name stands, or may be put by `add`.
  @inline(__always)
  func search(_ name: NameDigest) -> Int {
    var place = Int(truncatingIfNeeded: name.second) & mask
    while true {
      let there = self[place].name
      if there.first == 0 || there == name { return place }
      place = (place + 1) & mask
    }
  }

  /// Puts a record at a free place that `search` gave for its name.
  @inline(__always)
  mutating func add(_ record: Record, at place: Int) {
    count += 1
    self[place] = record
  }

  /// Reads a little of where a name should stand, so that the processor has it at hand soon.
  @inline(__always)
  func touch(_ name: NameDigest) -> UInt64 {
    self[Int(truncatingIfNeeded: name.second) & mask].name.first
  }

  /// The record of a place.
  subscript(place: Int) -> Record {
    @inline(__always)
    unsafeAddress {
      assert(place >= 0 && place <= mask)
      return unsafe UnsafePointer(
        memory.base.assumingMemoryBound(to: Record.self) + (place & mask))
    }
    @inline(__always)
    unsafeMutableAddress {
      assert(place >= 0 && place <= mask)
      return unsafe memory.base.assumingMemoryBound(to: Record.self) + (place & mask)
    }
  }

  /// All places, free or not.
  var placeCount: Int { mask + 1 }

  private mutating func grow(_ more: Int) {
    let oldMask = mask
    while (count + more) * 4 > (mask + 1) * 3 { mask = 2 * mask + 1 }
    let size = (mask + 1) * MemoryLayout<Record>.stride
    if memory.grow(to: size) { return spread(oldMask) }
    var old = TableMemory(sizeBytes: size, budget)
    swap(&old, &memory)
    for place in 0...oldMask {
      let record = unsafe old.base.assumingMemoryBound(to: Record.self)[place]
      if record.name.first != 0 { self[search(record.name)] = record }
    }
  }

  /// Puts the records that were at home in the first `oldMask + 1` places where they are at home now.
  ///
  /// In the order of the places from behind a free one: so each finds all before it settled, and none is
  /// put where another waits for its turn.
  private mutating func spread(_ oldMask: Int) {
    var free = 0
    while self[free].name.first != 0 { free += 1 }
    for step in 0..<oldMask {
      let place = (free + 1 + step) & oldMask
      let record = self[place]
      guard record.name.first != 0 else { continue }
      let stride = MemoryLayout<Record>.stride
      unsafe (memory.base + place * stride).initializeMemory(
        as: UInt8.self, repeating: 0, count: stride)
      self[search(record.name)] = record
    }
  }
}
