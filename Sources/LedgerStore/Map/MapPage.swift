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
  /// Which items were changed since the hashes were computed; empty where none was.
  private var isChanged: [Bool] = []

  init() {}

  /// An empty page with room for so many items.
  init(capacity: Int) {
    items.reserveCapacity(capacity)
    joints.reserveCapacity(capacity)
    isChanged.reserveCapacity(capacity)
  }

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

  /// Adds an item behind the others that was changed, or is new.
  ///
  /// - Parameter joint: what was known of the node between it and the one before, where they were neighbours.
  mutating func append(changed item: MapItem, joint: Hash? = nil) {
    if !items.isEmpty { joints.append(joint) }
    markUnchanged()
    items.append(item)
    isChanged.append(true)
  }

  /// Adds neighbouring items of another page as they are, with the hashes of the nodes between them.
  ///
  /// - Parameter isNeighbour: the last item here is, or took the place of, the one before the range there.
  mutating func append(_ page: borrowing MapPage, _ range: Range<Int>, isNeighbour: Bool) {
    guard !range.isEmpty else { return }
    if !items.isEmpty {
      joints.append(isNeighbour ? page.joints[range.lowerBound - 1] : nil)
    }
    items.append(contentsOf: page.items[range])
    joints.append(contentsOf: page.joints[range.lowerBound..<range.upperBound - 1])
    if page.isChanged.isEmpty {
      if !isChanged.isEmpty { markUnchanged() }
    } else {
      markUnchanged(upTo: items.count - range.count)
      isChanged.append(contentsOf: page.isChanged[range])
    }
  }

  /// Says of the items that nothing was said of yet that they are unchanged.
  private mutating func markUnchanged(upTo count: Int? = nil) {
    let missing = (count ?? items.count) - isChanged.count
    if missing > 0 { isChanged.append(contentsOf: repeatElement(false, count: missing)) }
  }

  /// What is known of the node in which item `position` and the next one part.
  func joint(after position: Int) -> Hash? { joints[position] }

  /// The first item from `start` on whose key is not below `key`, or in which a stream of it has its place.
  func firstItem(from start: Int, notBelow key: Hash) -> Int {
    var (low, high) = (start, items.count)
    while low < high {
      let middle = (low + high) / 2
      if items[middle].key < key { low = middle + 1 } else { high = middle }
    }
    return low > start && items[low - 1].mayHold(key) ? low - 1 : low
  }

  /// A page of some of the items.
  func part(_ range: Range<Int>) -> MapPage {
    var part = MapPage(capacity: range.count)
    part.append(self, range, isNeighbour: false)
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
    if let known = joints[middle - 1], isUnchanged(range) {
      return MapNode(key: first.key, hash: known, depth: bit)
    }
    let left = node(range.lowerBound..<middle, &hasher).lifted(to: bit + 1, &hasher)
    let right = node(middle..<range.upperBound, &hasher).lifted(to: bit + 1, &hasher)
    let hash = StreamMap.nodeHash(left, right, &hasher)
    joints[middle - 1] = hash
    return MapNode(key: first.key, hash: hash, depth: bit)
  }

  private func isUnchanged(_ range: Range<Int>) -> Bool {
    guard !isChanged.isEmpty else { return true }
    for position in range where isChanged[position] { return false }
    return true
  }

  /// The node over all items; nil of an empty page.
  mutating func node(_ hasher: inout Hasher) -> MapNode? {
    items.isEmpty ? nil : node(0..<items.count, &hasher)
  }
}
