/// The newest entry of a stream, as the next link on it names it.
struct StreamHead: Equatable {
  var index: UInt64
  var ordinal: UInt64
}

/// A link of the newest entry.
struct NewLink {
  var key: KeyHash
  /// The stream's entry before; nil where it begins.
  var head: StreamHead?

  /// The entry's place on the stream.
  var ordinal: UInt64 { head.map { $0.ordinal + 1 } ?? 0 }
}

/// Remembers the newest entries of the streams that were written to last.
///
/// Each stream has one place, and whoever comes later takes it; the index and the log know the rest.
/// The places grow with what is written, so that one small group does not pay for many.
struct HeadCache {
  private static let slotCountFirst = 1 << 10
  private static let growth = 8

  /// 32 bytes: two of them come from memory at once.
  private struct Slot {
    var key = KeyHash(high: 0, low: 0)
    /// `UInt64.max` where the place is empty.
    var index = UInt64.max
    var ordinal: UInt64 = 0
  }

  private var slots: [Slot] = []
  /// How often a head was set since the places grew.
  private var setCount = 0
  private let slotCountMax: Int

  /// - Parameter slotCount: the most places, a power of two.
  init(slotCount: Int) {
    precondition(slotCount.nonzeroBitCount == 1, "the places are counted by a power of two")
    slotCountMax = slotCount
  }

  func head(of key: KeyHash) -> StreamHead? {
    let slots = slots.span
    guard slots.count > 0 else { return nil }
    let place = Int(key.high & UInt64(slots.count - 1))
    guard slots[place].key == key, slots[place].index != .max else { return nil }
    return StreamHead(index: slots[place].index, ordinal: slots[place].ordinal)
  }

  /// Makes an entry the newest of the streams that it has links on.
  mutating func set(_ links: [NewLink], index: UInt64) {
    for link in links {
      if slots.isEmpty || (setCount >= slots.count && slots.count < slotCountMax) { grow() }
      setCount += 1
      place(Slot(key: link.key, index: index, ordinal: link.ordinal))
    }
  }

  mutating func removeAll() {
    slots = []
    setCount = 0
  }

  private mutating func place(_ slot: Slot) {
    slots[Int(slot.key.high & UInt64(slots.count - 1))] = slot
  }

  private mutating func grow() {
    let old = slots
    let count = old.isEmpty ? HeadCache.slotCountFirst : old.count * HeadCache.growth
    slots = [Slot](onLargePages: Slot(), count: min(count, slotCountMax))
    setCount = 0
    for slot in old where slot.index != .max { place(slot) }
  }
}
