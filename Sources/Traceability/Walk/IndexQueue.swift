/// Indexes of entries that are still to be visited, the least first: a binary heap.
struct IndexQueue {
  private var heap: [UInt64] = []

  /// Adds an index. Cost: logarithmic.
  mutating func insert(_ index: UInt64) {
    heap.append(index)
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[child] < heap[parent] else { break }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  /// Takes the least index out; nil when none is left. Cost: logarithmic.
  mutating func popLeast() -> UInt64? {
    guard let least = heap.first else { return nil }
    let last = heap.removeLast()
    guard !heap.isEmpty else { return least }
    heap[0] = last
    var parent = 0
    while true {
      var child = 2 * parent + 1
      guard child < heap.count else { break }
      if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
      guard heap[child] < heap[parent] else { break }
      heap.swapAt(child, parent)
      parent = child
    }
    return least
  }
}
