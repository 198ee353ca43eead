/// One fact of the index: a key's hash and an entry's index.
struct IndexRecord: Equatable {
  static let sizeBytes = 24

  var high: UInt64
  var low: UInt64
  var value: UInt64

  var key: KeyHash { KeyHash(high: high, low: low) }

  /// The order of records in a run: by key, then by entry.
  static func < (left: IndexRecord, right: IndexRecord) -> Bool {
    if left.high != right.high { return left.high < right.high }
    if left.low != right.low { return left.low < right.low }
    return left.value < right.value
  }
}

/// The index's facts in memory: open addressing over fixed records.
///
/// A record's place follows from the top bits of its key's hash and is searched for upwards, so that the
/// places are nearly in the order of the keys and sorting them for a run costs little.
struct IndexTable {
  private static let empty = IndexRecord(high: 0, low: 0, value: .max)
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
    while !place(IndexRecord(high: key.high, low: key.low, value: value)) { grow() }
  }

  /// The newest entry of a key.
  func value(of key: KeyHash) -> UInt64? {
    guard count > 0 else { return nil }
    let slots = slots.span
    var slot = Int(key.high >> UInt64(64 - bits))
    while slots[slot].value != .max {
      if slots[slot].high == key.high, slots[slot].low == key.low { return slots[slot].value }
      slot += 1
    }
    return nil
  }

  /// Appends all entries of a key to `values`.
  func values(of key: KeyHash, to values: inout [UInt64]) {
    guard count > 0 else { return }
    var slot = Int(key.high >> UInt64(64 - bits))
    while slots[slot].value != .max {
      if slots[slot].high == key.high, slots[slot].low == key.low {
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
      if count > 0 { for slot in slots.indices { slots[slot] = IndexTable.empty } }
    } else {
      self = IndexTable()
    }
    count = 0
  }

  /// All facts, in the order of a run.
  func sorted() -> [IndexRecord] {
    var records: [IndexRecord] = []
    records.reserveCapacity(count)
    for slot in slots where slot.value != .max { records.append(slot) }
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
      for slot in newer.slots where slot.value != .max { set(slot.key, slot.value) }
      return
    }
    let older = self
    self = newer
    for slot in older.slots where slot.value != .max {
      if slot.key.hasManyValues || value(of: slot.key) == nil { set(slot.key, slot.value) }
    }
  }

  /// Puts a record into its place; false when the places at the end are taken.
  private mutating func place(_ record: IndexRecord) -> Bool {
    var slot = Int(record.high >> UInt64(64 - bits))
    var slots = slots.mutableSpan
    // The last place stays empty, so that every search ends.
    while slot < slots.count - 1 {
      if slots[slot].value == .max {
        slots[slot] = record
        count += 1
        return true
      }
      if slots[slot].high == record.high, slots[slot].low == record.low {
        guard record.key.hasManyValues, slots[slot].value != record.value else {
          slots[slot].value = record.value
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
      slots = [IndexRecord](onLargePages: IndexTable.empty, count: slotCount)
      count = 0
      isPlaced = true
      for record in old where record.value != .max && isPlaced { isPlaced = place(record) }
      if !isPlaced { bits += 1 }
    }
  }
}
