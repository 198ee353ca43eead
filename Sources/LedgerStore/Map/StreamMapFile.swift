internal import LedgerFormat

/// The stream map in a file: pages that are changed in place, each a part of the trie (`MapPage`).
///
/// Derived and deletable. A tree of pages over the trie of keys: page 1 is its root, and a page that has
/// too many items becomes two, which part at the next bit, in the page above. So one changed stream
/// costs a page on each of a few levels, whatever the number of streams.
///
/// Nothing is synced. Pages carry a check, and every page's hash is known to the one above it, up to the
/// root in the head; whoever opens the file compares that with a commitment. A page's hash is computed from its
/// items whenever it is read. So what a crash left half written, or somebody changed, is noticed when it is
/// met, and the map is made anew from the entries; and so is one of another layout, such as `HZLMAP1` whose pages
/// held hashes between their items.
///
/// The head is page 0; numbers are little-endian:
///
/// | offset | bytes | content |
/// |---|---|---|
/// | 0 | 8 | check of all behind it |
/// | 8 | 8 | `HZLMAP2` and a zero byte |
/// | 16 | 8 | size: the map is that of entries 0 up to, and without, this one |
/// | 24 | 8 | pages, the head included |
/// | 32 | 32 | the map's root |
final class StreamMapFile {
  static let path = Layout.map + "/streams"
  private static let magic: UInt64 = 0x0032_5041_4D4C_5A48
  private static let headSizeBytes = 64
  static let rootPage: UInt64 = 1

  let file: File
  /// The entries that the map speaks of.
  private(set) var size: UInt64
  private(set) var root: Hash
  private(set) var pageCount: UInt64

  /// Begins a map without streams in a file, whose content goes.
  init(emptying file: File) throws(StoreError) {
    self.file = file
    (size, root, pageCount) = (0, StreamMap.emptyHash, 0)
    try removeAll()
  }

  /// Empties the map.
  func removeAll() throws(StoreError) {
    try file.truncate(to: 0)
    var pages = MapPages(file, count: StreamMapFile.rootPage + 1)
    try pages.write(MapPage(), StreamMapFile.rootPage)
    try pages.flush()
    try finish(size: 0, root: StreamMap.emptyHash, pageCount: StreamMapFile.rootPage + 1)
  }

  /// Takes a map up; nil where the file's head is not as it was written.
  init?(_ file: File) throws(StoreError) {
    let head = try file.read(at: 0, count: StreamMapFile.headSizeBytes)
    let bytes = head.span
    guard bytes.count == StreamMapFile.headSizeBytes,
      bytes.word(at: 0) == Checksum.of(bytes, 8..<bytes.count),
      bytes.word(at: 8) == StreamMapFile.magic
    else { return nil }
    // Of the last pages one thread may have made none.
    let filePages = try file.size() / MapPage.sizeBytes
    guard bytes.word(at: 24) <= UInt64(filePages + 2) else { return nil }
    self.file = file
    (size, pageCount) = (bytes.word(at: 16), bytes.word(at: 24))
    root = Hash(bytes, at: 32)
  }

  /// Writes the head, which says what the map speaks of now; its pages are written.
  func finish(size: UInt64, root: Hash, pageCount: UInt64) throws(StoreError) {
    (self.size, self.root, self.pageCount) = (size, root, pageCount)
    var head: [UInt8] = []
    for word in [0, StreamMapFile.magic, size, pageCount] { head.append(word: word) }
    root.append(to: &head)
    head.set(word: Checksum.of(head.span, 8..<head.count), at: 0)
    try file.write(head, at: 0)
  }
}
