extension CBORReader {
  /// Reads one whole item of any kind and checks that it is deterministic all the way down.
  ///
  /// Beside what every read checks: map keys ascend in the order of their encoded bytes, none stands
  /// twice, texts are UTF-8, and the nesting is at most `Limits.depthMax`.
  /// Iterative, so that hostile nesting costs no stack. Cost: linear in the item's bytes.
  public mutating func validate(_ bytes: Span<UInt8>) throws(CBORError) {
    var open: [Container] = []
    repeat {
      let start = position
      let initial = try peek(bytes)
      var opened: Container?
      switch initial >> 5 {
      case 0: _ = try unsigned(bytes)
      case 1: _ = try argument(bytes, major: 1, kind: .negative)
      case 2: _ = try byteString(bytes)
      case 3:
        let range = try textRange(bytes)
        guard (try? UTF8Span(validating: bytes.extracting(range))) != nil else {
          throw .notText(position: start)
        }
      case 4: opened = Container(start: start, remaining: try array(bytes), isMap: false)
      case 5: opened = Container(start: start, remaining: 2 * (try map(bytes)), isMap: true)
      default:
        guard (0xF4...0xF6).contains(initial) else {
          throw .unsupported(position: start, initialByte: initial)
        }
        skip(count: 1)
      }
      if let opened {
        guard open.count < Limits.depthMax else { throw .tooDeep(position: start) }
        open.append(opened)
      } else {
        try CBORReader.close(&open, item: start..<position, bytes)
      }
      while let last = open.last, last.remaining == 0 {
        open.removeLast()
        try CBORReader.close(&open, item: last.start..<position, bytes)
      }
    } while !open.isEmpty
  }

  private struct Container {
    let start: Int
    var remaining: Int
    let isMap: Bool
    var lastKey: Range<Int>?
  }

  /// Counts a finished item in its container and holds a map's keys to their order.
  private static func close(
    _ open: inout [Container], item: Range<Int>, _ bytes: Span<UInt8>
  ) throws(CBORError) {
    guard var container = open.popLast() else { return }
    if container.isMap, container.remaining.isMultiple(of: 2) {
      if let last = container.lastKey, !precedes(last, item, bytes) {
        throw .keyOrder(position: item.lowerBound)
      }
      container.lastKey = item
    }
    container.remaining -= 1
    open.append(container)
  }

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
