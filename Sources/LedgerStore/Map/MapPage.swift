internal import LedgerFormat

/// One page of the stream map: some neighbouring items.
///
/// Where two neighbours part there is a node of the map, and each node over two or more items of the page is
/// where one such pair parts. Their hashes are not in the file: what the writer commits itself to must not rest
/// on them, so they are computed from the items when the page is read, which is how it is compared with the
/// page above. From then on they are kept, so that a change costs one path more and not the page again.
///
/// | offset | bytes | content |
/// |---|---|---|
/// | 0 | 8 | check of the bytes behind it |
/// | 8 | 8 | the page's number and, in the lowest 16 bits, its items; little-endian |
/// | 16 | 72 each | at most 56 items: key, hash, word (`MapItem`), in the order of keys; zeros behind them |
struct MapPage {
  static let sizeBytes = 4_096
  static let itemsMax = (sizeBytes - headSizeBytes) / MapItem.sizeBytes
  private static let headSizeBytes = 16

  /// The number of items.
  private(set) var count = 0
  /// The items as they lie in the file, so that most of them are only ever copied.
  private var items: [UInt8] = []
  /// The hashes of the nodes in which an item and the next one part, one behind another;
  /// `StreamMap.emptyHash`, which is none of theirs, where one is not known.
  private var joints: [UInt8] = []
  /// Which items were changed since the hashes were computed; empty where none was.
  private var isChanged: [Bool] = []

  init() {}

  /// An empty page with room for so many items.
  init(capacity: Int) {
    items.reserveCapacity(capacity * MapItem.sizeBytes)
    joints.reserveCapacity(capacity * Hash.sizeBytes)
    isChanged.reserveCapacity(capacity)
  }

  /// Reads a page; nil where its bytes are not as they were written.
  init?(_ bytes: Span<UInt8>, number: UInt64) {
    guard bytes.count == MapPage.sizeBytes,
      bytes.word(at: 0) == Checksum.of(bytes, 8..<MapPage.sizeBytes)
    else { return nil }
    let word = bytes.word(at: 8)
    count = Int(word & 0xFFFF)
    guard word >> 16 == number, count <= MapPage.itemsMax else { return nil }
    let end = MapPage.headSizeBytes + count * MapItem.sizeBytes
    items = [UInt8](bytes.extracting(MapPage.headSizeBytes..<end))
    joints = [UInt8](repeating: 0, count: max(0, count - 1) * Hash.sizeBytes)
  }

  /// Appends the page's bytes.
  func append(to bytes: inout [UInt8], number: UInt64) {
    let start = bytes.count
    bytes.append(word: 0)
    bytes.append(word: number << 16 | UInt64(count))
    bytes.append(contentsOf: items)
    bytes.append(contentsOf: repeatElement(0, count: start + MapPage.sizeBytes - bytes.count))
    let check = Checksum.of(bytes.span, start + 8..<start + MapPage.sizeBytes)
    bytes.set(word: check, at: start)
  }

  /// The item at a position.
  func item(_ position: Int) -> MapItem {
    MapItem(items.span, at: position * MapItem.sizeBytes)
  }

  /// The key of the item at a position.
  func key(_ position: Int) -> Hash { Hash(items.span, at: position * MapItem.sizeBytes) }

  /// Adds an item behind the others that was changed, or is new.
  ///
  /// - Parameter joint: what was known of the node between it and the one before, where they were neighbours.
  mutating func append(changed item: MapItem, joint: Hash = StreamMap.emptyHash) {
    if count > 0 { joint.append(to: &joints) }
    markUnchanged(upTo: count)
    item.append(to: &items)
    isChanged.append(true)
    count += 1
  }

  /// Adds neighbouring items of another page as they are, with the hashes of the nodes between them.
  ///
  /// - Parameter isNeighbour: the last item here is, or took the place of, the one before the range there.
  mutating func append(_ page: borrowing MapPage, _ range: Range<Int>, isNeighbour: Bool) {
    guard !range.isEmpty else { return }
    if count > 0 {
      let joint = isNeighbour ? page.joint(after: range.lowerBound - 1) : StreamMap.emptyHash
      joint.append(to: &joints)
    }
    let (size, jointSize) = (MapItem.sizeBytes, Hash.sizeBytes)
    items.append(
      page.items.span.extracting(range.lowerBound * size..<range.upperBound * size))
    joints.append(
      page.joints.span.extracting(
        range.lowerBound * jointSize..<(range.upperBound - 1) * jointSize))
    if page.isChanged.isEmpty {
      if !isChanged.isEmpty { markUnchanged(upTo: count + range.count) }
    } else {
      markUnchanged(upTo: count)
      isChanged.append(contentsOf: page.isChanged[range])
    }
    count += range.count
  }

  /// Says of the items that nothing was said of yet that they are unchanged.
  private mutating func markUnchanged(upTo count: Int) {
    let missing = count - isChanged.count
    if missing > 0 { isChanged.append(contentsOf: repeatElement(false, count: missing)) }
  }

  /// What is known of the node in which item `position` and the next one part.
  func joint(after position: Int) -> Hash { Hash(joints.span, at: position * Hash.sizeBytes) }

  /// The first item from `start` on whose key is not below `key`, or in which a stream of it has its place.
  func firstItem(from start: Int, notBelow key: Hash) -> Int {
    var (low, high) = (start, count)
    while low < high {
      let middle = (low + high) / 2
      if self.key(middle) < key { low = middle + 1 } else { high = middle }
    }
    return low > start && item(low - 1).mayHold(key) ? low - 1 : low
  }

  /// A page of some of the items.
  func part(_ range: Range<Int>) -> MapPage {
    var part = MapPage(capacity: range.count)
    part.append(self, range, isNeighbour: false)
    return part
  }

  /// Where the items of a range part for the first time: the bit, and the first item in which it is 1.
  func parting(_ range: Range<Int>) -> (bit: Int, middle: Int) {
    let bit = key(range.lowerBound).sharedBits(with: key(range.upperBound - 1))
    var (low, high) = (range.lowerBound + 1, range.upperBound - 1)
    while low < high {
      let middle = (low + high) / 2
      if key(middle).bit(bit) { high = middle } else { low = middle + 1 }
    }
    return (bit, low)
  }

  /// The node over the items of a range, of which there is at least one; computes what is not known.
  mutating func node(_ range: Range<Int>, _ hasher: inout Hasher) -> MapNode {
    guard range.count > 1 else { return item(range.lowerBound).node(&hasher) }
    let first = key(range.lowerBound)
    let (bit, middle) = parting(range)
    let known = joint(after: middle - 1)
    if known != StreamMap.emptyHash, isUnchanged(range) {
      return MapNode(key: first, hash: known, depth: bit)
    }
    let left = node(range.lowerBound..<middle, &hasher).lifted(to: bit + 1, &hasher)
    let right = node(middle..<range.upperBound, &hasher).lifted(to: bit + 1, &hasher)
    let hash = StreamMap.nodeHash(left, right, &hasher)
    hash.write(to: &joints, at: (middle - 1) * Hash.sizeBytes)
    return MapNode(key: first, hash: hash, depth: bit)
  }

  private func isUnchanged(_ range: Range<Int>) -> Bool {
    guard !isChanged.isEmpty else { return true }
    for position in range where isChanged[position] { return false }
    return true
  }

  /// The node over all items; nil of an empty page.
  mutating func node(_ hasher: inout Hasher) -> MapNode? {
    count == 0 ? nil : node(0..<count, &hasher)
  }
}
