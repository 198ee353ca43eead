/// One fact of the index: a key's hash and an entry's index, in two words.
struct IndexRecord: Equatable {
  static let sizeBytes = 16
  private static let valueBits: UInt64 = 64 - KeyHash.lowBits
  private static let valueMask: UInt64 = 1 << valueBits - 1

  /// The high word of the key's hash.
  var high: UInt64
  /// The low bits of the hash, and below them the entry's index.
  var rest: UInt64

  init(high: UInt64, rest: UInt64) { (self.high, self.rest) = (high, rest) }

  /// - Precondition: an index below 2⁴⁰ - 1: a ledger of a trillion entries has no room for others.
  init(_ key: KeyHash, _ value: UInt64) {
    precondition(value < IndexRecord.valueMask, "an index of 40 bits")
    high = key.high
    rest = key.low << IndexRecord.valueBits | value
  }

  /// What stands where no fact is.
  static let empty = IndexRecord(high: 0, rest: .max)
  var isEmpty: Bool { rest & IndexRecord.valueMask == IndexRecord.valueMask }

  var value: UInt64 { rest & IndexRecord.valueMask }
  var key: KeyHash { KeyHash(high: high, low: rest >> IndexRecord.valueBits) }

  func hasKey(_ key: KeyHash) -> Bool {
    high == key.high && rest >> IndexRecord.valueBits == key.low
  }

  /// The order of records in a run: by key, then by entry.
  static func < (left: IndexRecord, right: IndexRecord) -> Bool {
    left.high != right.high ? left.high < right.high : left.rest < right.rest
  }
}

/// The index's facts in memory: open addressing over fixed records.
///
/// A record's place follows from the top bits of its key's hash and is searched for upwards, so that the
/// places are nearly in the order of the keys and sorting them for a run costs little.
struct IndexTable {
  /// Places behind the last, for those that are pushed upwards there; a small table has as many as others.
  private static let overflowSlotsMax = 512
  /// A group of a single event begins a table, so the first is small.
  private static let bitsMin = 6

  private var slots: [IndexRecord]
  private var bits: Int
  /// The records in the table.
  private(set) var count = 0

  init() {
    bits = IndexTable.bitsMin
    slots = []
  }

  /// Adds a fact; of a key that stands for its newest entry alone, the newer replaces the older.
  mutating func set(_ key: KeyHash, _ value: UInt64) {
    if 2 * count >= 1 << bits || slots.isEmpty { grow() }
    while !place(IndexRecord(key, value)) { grow() }
  }

  /// The newest entry of a key.
  func value(of key: KeyHash) -> UInt64? {
    guard count > 0 else { return nil }
    let slots = slots.span
    var slot = Int(key.high >> UInt64(64 - bits))
    while !slots[slot].isEmpty {
      if slots[slot].hasKey(key) { return slots[slot].value }
      slot += 1
    }
    return nil
  }

  /// Appends all entries of a key to `values`.
  func values(of key: KeyHash, to values: inout [UInt64]) {
    guard count > 0 else { return }
    var slot = Int(key.high >> UInt64(64 - bits))
    while !slots[slot].isEmpty {
      if slots[slot].hasKey(key) {
        values.append(slots[slot].value)
      }
      slot += 1
    }
  }

  /// Forgets everything and keeps the memory of a small table.
  ///
  /// - Parameter keepsPlaces: also that of a large one, which is about to be as large again.
  mutating func removeAll(keepsPlaces: Bool = false) {
    if keepsPlaces || bits == IndexTable.bitsMin, !slots.isEmpty {
      if count > 0 { for slot in slots.indices { slots[slot] = .empty } }
    } else {
      self = IndexTable()
    }
    count = 0
  }

  /// All facts, in the order of a run.
  func sorted() -> [IndexRecord] {
    var records: [IndexRecord] = []
    records.reserveCapacity(count)
    for slot in slots where !slot.isEmpty { records.append(slot) }
    // Insertion: almost every record is in its place already.
    for position in records.indices.dropFirst() {
      let record = records[position]
      var target = position
      while target > 0, record < records[target - 1] {
        records[target] = records[target - 1]
        target -= 1
      }
      records[target] = record
    }
    return records
  }

  /// Takes over the facts of a newer table.
  ///
  /// The smaller table goes into the larger one: facts come out in the order of their places, and in a
  /// table that grows along the way they would all crowd at its beginning.
  mutating func take(_ newer: IndexTable) {
    if newer.count <= count {
      for slot in newer.slots where !slot.isEmpty { set(slot.key, slot.value) }
      return
    }
    let older = self
    self = newer
    for slot in older.slots where !slot.isEmpty {
      if slot.key.hasManyValues || value(of: slot.key) == nil { set(slot.key, slot.value) }
    }
  }

  /// Puts a record into its place; false when the places at the end are taken.
  private mutating func place(_ record: IndexRecord) -> Bool {
    var slot = Int(record.high >> UInt64(64 - bits))
    var slots = slots.mutableSpan
    // The last place stays empty, so that every search ends.
    while slot < slots.count - 1 {
      if slots[slot].isEmpty {
        slots[slot] = record
        count += 1
        return true
      }
      if slots[slot].hasKey(record.key) {
        guard record.key.hasManyValues, slots[slot] != record else {
          slots[slot] = record
          return true
        }
      }
      slot += 1
    }
    return false
  }

  private mutating func grow() {
    let old = slots
    var isPlaced = false
    if !slots.isEmpty { bits += 1 }
    while !isPlaced {
      let slotCount = (1 << bits) + min(1 << bits, IndexTable.overflowSlotsMax)
      slots = [IndexRecord](onLargePages: IndexRecord.empty, count: slotCount)
      count = 0
      isPlaced = true
      for record in old where !record.isEmpty && isPlaced { isPlaced = place(record) }
      if !isPlaced { bits += 1 }
    }
  }
}
