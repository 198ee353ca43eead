/// Values in a row that grow at the end: an array whose memory is a table's.
///
/// Memory: at most twice what the values take; nothing is touched before it is used.
struct TableArray<Value: BitwiseCopyable>: ~Copyable {
  private var memory: TableMemory
  private let budget: MemoryBudget
  private(set) var count = 0
  private var capacity: Int

  init(_ budget: MemoryBudget, capacity: Int = 1 << 10) {
    self.budget = budget
    self.capacity = capacity
    memory = TableMemory(sizeBytes: capacity * MemoryLayout<Value>.stride, budget)
  }

  /// Takes so many values that are the same.
  init(repeating value: Value, count: Int, _ budget: MemoryBudget) {
    self.init(budget, capacity: max(1, count))
    for _ in 0..<count { append(value) }
  }

  /// Takes so many values of which all bits are zero. Cost: none for each.
  init(zeros count: Int, _ budget: MemoryBudget) {
    self.init(budget, capacity: max(1, count))
    self.count = count
  }

  @inline(__always)
  mutating func append(_ value: Value) {
    if count == capacity { grow() }
    count += 1
    self[count - 1] = value
  }

  mutating func removeAll() { count = 0 }

  subscript(position: Int) -> Value {
    @inline(__always)
    unsafeAddress {
      precondition(position >= 0 && position < count, "no value stands there")
      return unsafe UnsafePointer(memory.base.assumingMemoryBound(to: Value.self) + position)
    }
    @inline(__always)
    unsafeMutableAddress {
      precondition(position >= 0 && position < count, "no value stands there")
      return unsafe memory.base.assumingMemoryBound(to: Value.self) + position
    }
  }

  private mutating func grow() {
    let stride = MemoryLayout<Value>.stride
    if memory.grow(to: 2 * capacity * stride) {
      capacity *= 2
      return
    }
    var larger = TableMemory(sizeBytes: 2 * capacity * stride, budget)
    unsafe larger.base.copyMemory(from: memory.base, byteCount: count * stride)
    swap(&larger, &memory)
    capacity *= 2
  }
}
