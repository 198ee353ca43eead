internal import LedgerFormat

/// The newest entry of a stream, as the next link on it names it.
struct StreamHead: Equatable {
  var index: UInt64
  var ordinal: UInt64
  var leafHash: Hash
}

/// Remembers the newest entries of the streams that were written to last.
///
/// Each stream has one place, and whoever comes later takes it; the index and the log know the rest.
struct HeadCache {
  private struct Slot {
    var key = KeyHash(high: 0, low: 0)
    var head: StreamHead?
  }

  private var slots: [Slot] = []
  private let slotCount: Int

  /// - Parameter slotCount: a power of two.
  init(slotCount: Int) {
    precondition(slotCount.nonzeroBitCount == 1, "the places are counted by a power of two")
    self.slotCount = slotCount
  }

  func head(of key: KeyHash) -> StreamHead? {
    guard !slots.isEmpty else { return nil }
    let slot = slots[Int(key.high & UInt64(slotCount - 1))]
    return slot.key == key ? slot.head : nil
  }

  mutating func set(_ key: KeyHash, _ head: StreamHead) {
    if slots.isEmpty { slots = [Slot](repeating: Slot(), count: slotCount) }
    slots[Int(key.high & UInt64(slotCount - 1))] = Slot(key: key, head: head)
  }

  mutating func removeAll() { slots = [] }
}
