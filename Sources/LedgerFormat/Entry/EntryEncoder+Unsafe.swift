/// Writes entries' bytes into memory of its own, link by link, without an array of links or of bytes.
///
/// What `Entry.encode(into:)` writes of the same values, for whoever writes millions of them: each item
/// is stored at once, and the memory is used again. Entries stand one behind another until they are removed; a
/// hash that is not known yet can be set later, for it always has as many bytes.
@safe public struct EntryEncoder: ~Copyable {
  /// The most bytes of a link besides its id, or of what stands before the links.
  private static let itemSizeBytesMax = 96

  private var base: UnsafeMutableRawPointer
  private var capacity: Int
  /// The bytes of all entries so far.
  public private(set) var sizeBytes = 0
  /// Where the newest entry begins.
  private var start = 0
  /// Where in the newest entry the byte is that says whether another of the group follows; written as true.
  public private(set) var moreOffset = 0
  /// Where the hash is that was written last.
  public private(set) var hashOffset = 0

  public init() {
    capacity = 8_192
    unsafe base = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
  }

  deinit { unsafe base.deallocate() }

  /// Begins the next entry behind the one before, of a group that goes on.
  ///
  /// - Parameter linkCount: the links that follow, by `link`, in the order of their streams.
  public mutating func begin(index: UInt64, recordedAt: UInt64, previous: Hash?, linkCount: Int) {
    start = sizeBytes
    reserve(EntryEncoder.itemSizeBytesMax)
    head(major: 4, 7)
    head(major: 0, Entry.version)
    head(major: 0, index)
    head(major: 0, recordedAt)
    moreOffset = sizeBytes - start
    store(0xF5)
    hash(previous)
    head(major: 4, UInt64(linkCount))
  }

  /// Adds a link to the entry's `index` on a stream before this one; without `previous` its first.
  public mutating func link(
    _ stream: borrowing StreamKey, ordinal: UInt64, previous index: UInt64, _ hash: Hash
  ) {
    link(stream, ordinal: ordinal)
    head(major: 0, index)
    self.hash(hash)
  }

  /// Adds the link of a stream's first entry.
  public mutating func firstLink(_ stream: borrowing StreamKey) {
    link(stream, ordinal: 0)
    store(0xF6)
    store(0xF6)
  }

  /// Ends the entry with its event, one CBOR map.
  public mutating func end(body: Span<UInt8>) {
    reserve(body.count)
    copy(body)
  }

  /// Puts a hash in the place of the one that was written at `offset`.
  public mutating func set(_ hash: Hash, at offset: Int) {
    precondition(offset >= 0 && offset <= sizeBytes - Hash.sizeBytes, "a hash was written there")
    store(hash.words, at: offset)
  }

  /// Takes the newest entry back.
  public mutating func removeLast() { sizeBytes = start }

  /// Takes all entries back; their memory stays.
  public mutating func removeAll() { (sizeBytes, start) = (0, 0) }

  /// Gives the newest entry's bytes.
  public borrowing func withBytes<Result, Failure: Error>(
    _ use: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try withBytes(of: start..<sizeBytes, use)
  }

  /// Gives the bytes of a range.
  public borrowing func withBytes<Result, Failure: Error>(
    of range: Range<Int>, _ use: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(range.lowerBound >= 0 && range.upperBound <= sizeBytes, "bytes that were written")
    let bytes = unsafe UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count)
    return try use(unsafe Span<UInt8>(_unsafeBytes: bytes))
  }

  private mutating func link(_ stream: borrowing StreamKey, ordinal: UInt64) {
    let count = stream.id.sizeBytes
    reserve(EntryEncoder.itemSizeBytesMax + count)
    head(major: 4, 5)
    head(major: 0, UInt64(stream.kind.rawValue))
    head(major: 3, UInt64(count))
    stream.id.withBytes { copy($0) }
    head(major: 0, ordinal)
  }

  private mutating func hash(_ hash: Hash?) {
    guard let words = hash?.words else { return store(0xF6) }
    head(major: 2, UInt64(Hash.sizeBytes))
    hashOffset = sizeBytes
    store(words, at: sizeBytes)
    sizeBytes += Hash.sizeBytes
  }

  @inline(__always)
  private mutating func store(_ words: (UInt64, UInt64, UInt64, UInt64), at offset: Int) {
    unsafe (base + offset).storeBytes(of: words.0.bigEndian, as: UInt64.self)
    unsafe (base + offset + 8).storeBytes(of: words.1.bigEndian, as: UInt64.self)
    unsafe (base + offset + 16).storeBytes(of: words.2.bigEndian, as: UInt64.self)
    unsafe (base + offset + 24).storeBytes(of: words.3.bigEndian, as: UInt64.self)
  }

  /// Writes an item's head with its argument in the shortest form; room for nine bytes is reserved.
  private mutating func head(major: UInt8, _ argument: UInt64) {
    let initial = major << 5
    switch argument {
    case 0..<24: store(initial | UInt8(truncatingIfNeeded: argument))
    case 24...0xFF: head(initial | 24, argument, byteCount: 1)
    case 0x100...0xFFFF: head(initial | 25, argument, byteCount: 2)
    case 0x1_0000...0xFFFF_FFFF: head(initial | 26, argument, byteCount: 4)
    default: head(initial | 27, argument, byteCount: 8)
    }
  }

  @inline(__always)
  private mutating func head(_ initial: UInt8, _ argument: UInt64, byteCount: Int) {
    store(initial)
    // Eight bytes whatever the argument has: what is too much is written over by what follows.
    let shifted = (argument << UInt64(64 - 8 * byteCount)).bigEndian
    unsafe (base + sizeBytes).storeBytes(of: shifted, as: UInt64.self)
    sizeBytes += byteCount
  }

  @inline(__always)
  private mutating func store(_ byte: UInt8) {
    unsafe (base + sizeBytes).storeBytes(of: byte, as: UInt8.self)
    sizeBytes += 1
  }

  @inline(__always)
  private mutating func copy(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBytes { source in
      guard let start = source.baseAddress else { return }
      unsafe (base + sizeBytes).copyMemory(from: start, byteCount: source.count)
    }
    sizeBytes += bytes.count
  }

  /// Makes sure that so many bytes more fit, and eight behind them.
  private mutating func reserve(_ count: Int) {
    guard sizeBytes + count + 8 > capacity else { return }
    let larger = max(2 * capacity, sizeBytes + count + 8)
    let moved = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 16)
    unsafe moved.copyMemory(from: base, byteCount: sizeBytes)
    unsafe base.deallocate()
    unsafe (base, capacity) = (moved, larger)
  }
}
