extension CBORReader {
  /// Reads one whole item of any kind and checks that it is deterministic all the way down.
  ///
  /// Beside what every read checks: map keys ascend in the order of their encoded bytes, none stands
  /// twice, texts are UTF-8, and the nesting is at most `Limits.depthMax`.
  /// Iterative, so that hostile nesting costs no stack. Cost: linear in the item's bytes; allocates
  /// nothing.
  public mutating func validate(_ bytes: Span<UInt8>) throws(CBORError) {
    guard let outermost = try readHead(bytes) else { return }
    var open = ContainerStack()
    try open.push(outermost)
    while !open.isEmpty {
      if open.isTopFull {
        let done = open.pop()
        if !open.isEmpty { try open.count(item: done.start..<position, bytes) }
        continue
      }
      let start = position
      if let container = try readHead(bytes) {
        try open.push(container)
      } else {
        try open.count(item: start..<position, bytes)
      }
    }
  }

  /// Reads a whole item that holds no others, or the head of one that does, which is given.
  private mutating func readHead(_ bytes: Span<UInt8>) throws(CBORError) -> Container? {
    let start = position
    let initial = try peek(bytes)
    switch initial >> 5 {
    case 0: _ = try unsigned(bytes)
    case 1: _ = try argument(bytes, major: 1, kind: .negative)
    case 2: _ = try byteString(bytes)
    case 3: try passText(bytes)
    case 4: return Container(start: start, remaining: try array(bytes), isMap: false)
    case 5: return Container(start: start, remaining: 2 * (try map(bytes)), isMap: true)
    default:
      guard (0xF4...0xF6).contains(initial) else {
        throw .unsupported(position: start, initialByte: initial)
      }
      skip(count: 1)
    }
    return nil
  }

  /// Passes over a text that must be UTF-8.
  private mutating func passText(_ bytes: Span<UInt8>) throws(CBORError) {
    let start = position
    let range = try textRange(bytes)
    guard bytes.isUTF8(in: range) else { throw .notText(position: start) }
  }
}

/// An array or map that was begun, while its items are read.
private struct Container {
  var start = 0
  /// The items still to come; a map's keys and values each count.
  var remaining = 0
  var isMap = false
  /// Where the map's last key lies; empty before the first.
  var lastKey = 0..<0
}

/// The containers that are open around an item, the innermost on top.
private struct ContainerStack {
  private var containers = InlineArray<16, Container>(repeating: Container())
  private var depth = 0

  init() { assert(containers.count == Limits.depthMax) }

  var isEmpty: Bool { depth == 0 }

  /// True when the innermost container has all its items.
  var isTopFull: Bool { containers[depth - 1].remaining == 0 }

  mutating func push(_ container: Container) throws(CBORError) {
    guard depth < Limits.depthMax else { throw .tooDeep(position: container.start) }
    containers[depth] = container
    depth += 1
  }

  mutating func pop() -> Container {
    depth -= 1
    return containers[depth]
  }

  /// Counts a finished item in the innermost container and holds a map's keys to their order.
  mutating func count(item: Range<Int>, _ bytes: Span<UInt8>) throws(CBORError) {
    let top = depth - 1
    if containers[top].isMap, containers[top].remaining.isMultiple(of: 2) {
      let last = containers[top].lastKey
      guard last.isEmpty || ContainerStack.precedes(last, item, bytes) else {
        throw .keyOrder(position: item.lowerBound)
      }
      containers[top].lastKey = item
    }
    containers[top].remaining -= 1
  }

  /// True when the bytes of `left` sort before those of `right`.
  private static func precedes(
    _ left: Range<Int>, _ right: Range<Int>, _ bytes: Span<UInt8>
  ) -> Bool {
    for offset in 0..<min(left.count, right.count) {
      let (first, second) = (bytes[left.lowerBound + offset], bytes[right.lowerBound + offset])
      if first != second { return first < second }
    }
    return left.count < right.count
  }
}
