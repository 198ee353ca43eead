internal import LedgerFormat

/// One page of the stream map: some neighbouring items, and the hashes of the nodes between them.
///
/// Where two neighbours part there is a node of the map, and each node over two or more items of the page is
/// where one such pair parts. Keeping those hashes makes a change cost one path and not the page.
///
/// | offset | bytes | content |
/// |---|---|---|
/// | 0 | 8 | check of the bytes behind it |
/// | 8 | 8 | the page's number and, in the lowest 16 bits, its items; little-endian |
/// | 16 | 72 each | 39 items: key, hash, word (`MapItem`), in the order of keys |
/// | 2824 | 32 each | 38 hashes: of the node in which items i and i + 1 part |
struct MapPage {
  static let sizeBytes = 4_096
  static let itemsMax = 39
  private static let headSizeBytes = 16
  private static let jointsOffset = headSizeBytes + itemsMax * MapItem.sizeBytes

  private(set) var items: [MapItem] = []
  /// The hash of the node in which an item and the next one part; nil where it is not known.
  private var joints: [Hash?] = []
  /// How many of the items before each place were changed since the hashes were computed.
  private var changedBefore: [Int] = [0]

  init() {}

  /// Reads a page; nil where its bytes are not as they were written.
  init?(_ bytes: Span<UInt8>, number: UInt64) {
    guard bytes.count == MapPage.sizeBytes,
      bytes.word(at: 0) == Checksum.of(bytes, 8..<MapPage.sizeBytes)
    else { return nil }
    let word = bytes.word(at: 8)
    let count = Int(word & 0xFFFF)
    guard word >> 16 == number, count <= MapPage.itemsMax else { return nil }
    items.reserveCapacity(count)
    joints.reserveCapacity(count)
    for position in 0..<count {
      let offset = MapPage.headSizeBytes + position * MapItem.sizeBytes
      items.append(MapItem(bytes, at: offset))
      let joint = MapPage.jointsOffset + position * Hash.sizeBytes
      if position + 1 < count { joints.append(Hash(bytes, at: joint)) }
    }
    changedBefore = [Int](repeating: 0, count: count + 1)
  }

  /// Appends the page's bytes; all its hashes are known by then.
  func append(to bytes: inout [UInt8], number: UInt64) {
    let start = bytes.count
    bytes.append(word: 0)
    bytes.append(word: number << 16 | UInt64(items.count))
    for item in items { item.append(to: &bytes) }
    bytes.append(
      contentsOf: repeatElement(0, count: start + MapPage.jointsOffset - bytes.count))
    for joint in joints { (joint ?? StreamMap.emptyHash).append(to: &bytes) }
    bytes.append(contentsOf: repeatElement(0, count: start + MapPage.sizeBytes - bytes.count))
    let check = Checksum.of(bytes.span, start + 8..<start + MapPage.sizeBytes)
    bytes.set(word: check, at: start)
  }

  /// Adds an item behind the others.
  ///
  /// - Parameters:
  ///   - isChanged: its hash is another than when the hashes between the items were computed.
  ///   - joint: what was known of the node between it and the one before, where they were neighbours.
  mutating func append(_ item: MapItem, isChanged: Bool, joint: Hash? = nil) {
    if !items.isEmpty { joints.append(joint) }
    items.append(item)
    changedBefore.append(changedBefore[changedBefore.count - 1] + (isChanged ? 1 : 0))
  }

  /// What is known of the node in which item `position` and the next one part.
  func joint(after position: Int) -> Hash? { joints[position] }

  /// A page of some of the items.
  func part(_ range: Range<Int>) -> MapPage {
    var part = MapPage()
    for position in range {
      let isChanged = changedBefore[position + 1] > changedBefore[position]
      part.append(
        items[position], isChanged: isChanged,
        joint: position > range.lowerBound ? joints[position - 1] : nil)
    }
    return part
  }

  /// Where the items of a range part for the first time: the bit, and the first item in which it is 1.
  func parting(_ range: Range<Int>) -> (bit: Int, middle: Int) {
    let bit = items[range.lowerBound].key.sharedBits(with: items[range.upperBound - 1].key)
    var (low, high) = (range.lowerBound + 1, range.upperBound - 1)
    while low < high {
      let middle = (low + high) / 2
      if items[middle].key.bit(bit) { high = middle } else { low = middle + 1 }
    }
    return (bit, low)
  }

  /// The node over the items of a range, of which there is at least one; computes what is not known.
  mutating func node(_ range: Range<Int>, _ hasher: inout Hasher) -> MapNode {
    let first = items[range.lowerBound]
    guard range.count > 1 else { return first.node(&hasher) }
    let (bit, middle) = parting(range)
    if let known = joints[middle - 1],
      changedBefore[range.lowerBound] == changedBefore[range.upperBound]
    {
      return MapNode(key: first.key, hash: known, depth: bit)
    }
    let left = node(range.lowerBound..<middle, &hasher).lifted(to: bit + 1, &hasher)
    let right = node(middle..<range.upperBound, &hasher).lifted(to: bit + 1, &hasher)
    let hash = StreamMap.nodeHash(left, right, &hasher)
    joints[middle - 1] = hash
    return MapNode(key: first.key, hash: hash, depth: bit)
  }

  /// The node over all items; nil of an empty page.
  mutating func node(_ hasher: inout Hasher) -> MapNode? {
    items.isEmpty ? nil : node(0..<items.count, &hasher)
  }
}
