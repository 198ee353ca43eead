internal import LedgerFormat

/// The pages of the stream map as one thread reads and writes them; several may, of different subtrees.
struct MapPages {
  private static let bufferSizeBytes = 1 << 20

  private let file: File
  /// The pages that may be read.
  private let count: UInt64
  /// The number of the next page that is made, and how far it is to the one after that: so that threads
  /// which make pages at the same time make different ones.
  private(set) var next: UInt64
  private let step: UInt64
  /// Pages that wait to be written, one behind another from number `bufferFirst`.
  private var buffer: [UInt8] = []
  private var bufferFirst: UInt64 = 0
  /// The page that was read last, as it lies in the file.
  private var read = [UInt8](repeating: 0, count: MapPage.sizeBytes)

  /// - Parameters:
  ///   - count: the pages of the file.
  ///   - part: which of several threads this is, of `parts`.
  init(_ file: File, count: UInt64, part: Int = 0, of parts: Int = 1) {
    self.file = file
    self.count = count
    next = count + UInt64(part)
    step = UInt64(parts)
  }

  /// Reads the first page, and compares it with the map's root.
  mutating func rootPage(_ root: Hash, _ hasher: inout Hasher) throws(StoreError) -> MapPage {
    try page(StreamMapFile.rootPage, key: nil, hash: root, depth: 0, &hasher)
  }

  /// Reads the page of a subtree.
  ///
  /// - Throws: `StoreError.indexDamaged`.
  mutating func page(
    of item: MapItem, _ hasher: inout Hasher
  ) throws(StoreError) -> MapPage {
    guard let subtree = item.subtree else { preconditionFailure("a stream has no page") }
    return try page(
      subtree.page, key: item.key, hash: item.hash, depth: subtree.depth, &hasher)
  }

  /// Reads a page, and compares it with what the one above it knows of it.
  ///
  /// Cost: a hash for each of its streams, and one for each two neighbours.
  /// - Parameter key: of any stream in the subtree; nil for the root.
  /// - Throws: `StoreError.indexDamaged`.
  private mutating func page(
    _ number: UInt64, key: Hash?, hash: Hash, depth: Int, _ hasher: inout Hasher
  ) throws(StoreError) -> MapPage {
    let (offset, isBeyond) = Int(clamping: number).multipliedReportingOverflow(
      by: MapPage.sizeBytes)
    guard number < count, !isBeyond else { throw MapPages.damage(number) }
    guard try file.read(into: &read, at: offset) == MapPage.sizeBytes,
      var page = MapPage(read.span, number: number), page.isOrdered(isRoot: key == nil)
    else { throw MapPages.damage(number) }
    if let key, page.key(0).sharedBits(with: key) < depth { throw MapPages.damage(number) }
    let node = page.node(&hasher)
    let found = node?.lifted(to: depth, &hasher) ?? StreamMap.emptyHash
    guard found == hash, (node?.depth ?? depth) >= depth else { throw MapPages.damage(number) }
    return page
  }

  /// Takes the number of a new page.
  mutating func newPage() -> UInt64 {
    defer { next += step }
    return next
  }

  /// Writes a page; neighbours are written together.
  mutating func write(_ page: borrowing MapPage, _ number: UInt64) throws(StoreError) {
    let following = bufferFirst + UInt64(buffer.count / MapPage.sizeBytes)
    if number != following || buffer.count >= MapPages.bufferSizeBytes {
      try flush()
      bufferFirst = number
    }
    page.append(to: &buffer, number: number)
  }

  /// Writes what waits.
  mutating func flush() throws(StoreError) {
    guard !buffer.isEmpty else { return }
    try file.write(buffer, at: Int(bufferFirst) * MapPage.sizeBytes)
    buffer.removeAll(keepingCapacity: true)
  }

  private static func damage(_ page: UInt64) -> StoreError {
    .indexDamaged(path: StreamMapFile.path, offset: Int(clamping: page) &* MapPage.sizeBytes)
  }
}
