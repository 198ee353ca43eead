internal import LedgerFormat

/// A walk over a published tree's entries that grows the tree and holds every tile against it.
struct TilesWalk: ~Copyable {
  /// The tile of one level that the walk is in.
  private struct OpenTile {
    var path: TilePath
    /// Nil where the file is missing or of a wrong size, which is reported once.
    var hashes: [UInt8]?
  }

  private static let width = UInt64(MerkleTree.tileWidth)

  private let source: any TileSource
  private let size: UInt64
  private var hasher = Hasher()
  private var frontier = MerkleFrontier()
  private var previous: Hash?
  private var counts: [UInt64] = []
  private var tiles: [OpenTile?] = []
  /// The keys that sign checkpoints, from the genesis through the rotations read.
  private var logKeys: LogKeyChain?

  init(_ source: any TileSource, size: UInt64) {
    self.source = source
    self.size = size
  }

  /// The root over the entries read.
  mutating func root() -> Hash { frontier.root(&hasher) }

  /// True where rotations lead from a key that is trusted to the one that signed the checkpoint.
  func leads(from key: VerifierKey, toSignerOf note: Span<UInt8>) -> Bool {
    guard let logKeys, logKeys.contains(key) else { return false }
    return (try? logKeys.open(note)) != nil
  }

  /// Takes note of what an entry says about the log key.
  private mutating func follow(_ entry: Entry) {
    if entry.index == 0 {
      logKeys = (try? Genesis(body: entry.body.span)).map { LogKeyChain($0) }
    } else if entry.body.starts(with: TilesWalk.rotationStart),
      let rotation = try? LogKeyRotation(body: entry.body.span)
    {
      try? logKeys?.apply(rotation, index: entry.index)
    }
  }

  /// What a rotation's body begins with: a map of 4, key 0, kind 69.
  private static let rotationStart: [UInt8] = [0xA4, 0x00, 0x18, 0x45]

  /// Reads the next bundle; false where the walk cannot go on.
  mutating func readBundle(_ report: inout TilesReport) throws(AuditError) -> Bool {
    let number = report.entries / TilesWalk.width
    guard let path = TilePath(.entries, number: number, treeSize: size) else { return false }
    if number % TilesWalk.bundlesAhead == 0 { expect(TilesWalk.bundlesAhead, from: path) }
    guard let (name, bytes) = try TilesWalk.content(of: path, source) else {
      report.add(.missing, path.text)
      return false
    }
    var offset = 0
    for _ in 0..<path.width {
      guard let range = EntryBundle.entry(in: bytes.span, at: offset) else {
        report.add(.framing(offset: offset), name)
        return false
      }
      offset = range.upperBound
      try take(bytes.span.extracting(range), in: name, &report)
    }
    // A full bundle that stands in for a partial one goes on with later entries.
    if offset < bytes.count, name == path.text { report.add(.framing(offset: offset), name) }
    return true
  }

  /// Hashes an entry, holds it against the one before, and the tiles against both.
  private mutating func take(
    _ bytes: Span<UInt8>, in file: String, _ report: inout TilesReport
  ) throws(AuditError) {
    let index = report.entries
    do throws(EntryError) {
      let entry = try Entry(bytes)
      if entry.index != index || entry.previous != previous {
        report.add(.chain(index: index), file)
      } else {
        follow(entry)
      }
    } catch { report.add(.entry(index: index, error), file) }
    let leafHash = hasher.leafHash(bytes)
    previous = leafHash
    var completed: [(level: Int, hash: Hash)] = []
    frontier.append(leafHash, &hasher) { completed.append(($0, $1)) }
    for (level, hash) in completed { try compare(hash, level: level, &report) }
    report.entries += 1
  }

  /// Compares the next hash of a level with what its tile says.
  private mutating func compare(
    _ hash: Hash, level: Int, _ report: inout TilesReport
  ) throws(AuditError) {
    if level == counts.count {
      counts.append(0)
      tiles.append(nil)
    }
    let index = counts[level]
    counts[level] += 1
    let place = Int(index % TilesWalk.width)
    if place == 0 { tiles[level] = try open(level, number: index / TilesWalk.width, &report) }
    guard let tile = tiles[level], let hashes = tile.hashes else { return }
    guard Hash(hashes.span, at: place * Hash.sizeBytes) == hash else {
      return report.add(.hash(level: level, index: index), tile.path.text)
    }
  }

  private func open(
    _ level: Int, number: UInt64, _ report: inout TilesReport
  ) throws(AuditError) -> OpenTile? {
    guard let path = TilePath(.hashes(level: level), number: number, treeSize: size) else {
      return nil
    }
    let fullSizeBytes = MerkleTree.tileWidth * Hash.sizeBytes
    if number % TilesWalk.tilesAhead == 0 { expect(TilesWalk.tilesAhead, from: path) }
    guard let (name, bytes) = try TilesWalk.content(of: path, source) else {
      report.add(.missing, path.text)
      return OpenTile(path: path)
    }
    let expected = name == path.text ? path.width * Hash.sizeBytes : fullSizeBytes
    guard bytes.count == expected else {
      report.add(.size(expected: expected, found: bytes.count), name)
      return OpenTile(path: path)
    }
    return OpenTile(path: path, hashes: bytes)
  }

  /// How many bundles, and how many tiles, a source is told of at once: some megabytes.
  private static let (bundlesAhead, tilesAhead): (UInt64, UInt64) = (8, 64)

  /// Tells the source which files will be asked for next: those of a content from a first one on.
  private func expect(_ count: UInt64, from first: TilePath) {
    var paths: [String] = []
    for number in first.number..<first.number + count {
      guard let path = TilePath(first.content, number: number, treeSize: size) else { break }
      paths.append(path.text)
    }
    source.expect(paths)
  }

  /// The most bytes of a file of a full tile.
  private static func sizeBytesMax(of content: TilePath.Content) -> Int {
    switch content {
    case .entries: MerkleTree.tileWidth * (Layout.lengthSizeBytes + Limits.entrySizeBytesMax)
    case .hashes: MerkleTree.tileWidth * Hash.sizeBytes
    }
  }

  /// A tile's content and the path it was found at: its own, or that of the full tile.
  ///
  /// Of a file that is longer than it may be so much is read that it shows.
  static func content(
    of path: TilePath, _ source: any TileSource
  ) throws(AuditError) -> (name: String, bytes: [UInt8])? {
    let sizeBytesMax = sizeBytesMax(of: path.content)
    if let bytes = try source.content(of: path.text, sizeBytesMax: sizeBytesMax) {
      return (path.text, bytes)
    }
    let full = TilePath(path.content, number: path.number).text
    guard !path.isFull,
      let bytes = try source.content(of: full, sizeBytesMax: sizeBytesMax)
    else { return nil }
    return (full, bytes)
  }
}
