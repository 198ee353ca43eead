extension Evidence {
  private static let itemCount = 11

  /// The file's bytes.
  public var bytes: [UInt8] {
    var writer = CBORWriter(capacity: 1 << 16)
    writer.array(count: Evidence.itemCount)
    writer.text(Evidence.title)
    writer.unsigned(Evidence.version)
    writer.array(count: 2)
    Evidence.write(subject, to: &writer)
    writer.byteString(note.span)
    writer.unsigned(commitment)
    writer.array(count: entries.count)
    for entry in entries { writer.byteString(entry.span) }
    writer.array(count: paths.count)
    for path in paths { Evidence.write(path, to: &writer) }
    writer.array(count: streams.count)
    for stream in streams { Evidence.write(stream, to: &writer) }
    writer.array(count: authors.count)
    for paths in authors {
      writer.array(count: paths.count)
      for path in paths { Evidence.write(path, to: &writer) }
    }
    writer.array(count: openings.count)
    for opening in openings {
      writer.array(count: 4)
      writer.unsigned(opening.entry)
      writer.unsigned(opening.field)
      writer.byteString(opening.salt.span)
      writer.text(opening.value)
    }
    writer.array(count: stamps.count)
    for stamp in stamps {
      writer.array(count: 4)
      writer.byteString(stamp.token.span)
      writer.byteString(stamp.note.span)
      Evidence.write(stamp.path, to: &writer)
      writer.byteString(stamp.chain.span)
    }
    return writer.bytes
  }

  private static func write(_ stream: StreamKey, to writer: inout CBORWriter) {
    writer.unsigned(UInt64(stream.kind.rawValue))
    writer.text(stream.id)
  }

  private static func write(_ hashes: [Hash], to writer: inout CBORWriter) {
    writer.array(count: hashes.count)
    for hash in hashes { writer.byteString(hash) }
  }

  private static func write(_ stream: Stream, to writer: inout CBORWriter) {
    var hasher = Hasher()
    writer.array(count: 4)
    write(stream.key, to: &writer)
    write(stream.proof.siblings, to: &writer)
    guard let leaf = stream.proof.leaf else { return writer.null() }
    let isOwn = leaf.key == StreamMap.key(of: stream.key, &hasher)
    writer.array(count: isOwn ? 2 : 3)
    if !isOwn { writer.byteString(leaf.key) }
    writer.unsigned(leaf.count)
    writer.byteString(leaf.head)
  }

  /// Reads a file; nothing is checked yet but its form.
  ///
  /// Every accepted file is written by `bytes` exactly as it was. Memory: a few times the bytes.
  /// - Throws: `EvidenceError.encoding`, `.item`, `.newer`, `.tooLarge`.
  public init(_ bytes: Span<UInt8>) throws(EvidenceError) {
    guard bytes.count <= Evidence.sizeBytesMax else {
      throw .tooLarge(sizeBytes: bytes.count, sizeBytesMax: Evidence.sizeBytesMax)
    }
    do {
      var reader = EvidenceReader(bytes)
      self = try reader.evidence(bytes)
    } catch let error as CBORError {
      throw .encoding(error)
    } catch let error as EvidenceError {
      throw error
    } catch { preconditionFailure("only format errors are thrown here: \(error)") }
  }
}

/// Reads the items of a file of evidence one after another.
private struct EvidenceReader: ~Copyable {
  private var reader: CBORReader
  private var hasher = Hasher()

  init(_ bytes: Span<UInt8>) { reader = CBORReader(end: bytes.count) }

  mutating func evidence(_ bytes: Span<UInt8>) throws -> Evidence {
    let count = try reader.array(bytes)
    guard try reader.text(bytes) == Evidence.title else { throw refusal }
    let version = try reader.unsigned(bytes)
    guard version == Evidence.version else { throw EvidenceError.newer(version: version) }
    guard count == 11 else { throw refusal }
    try expectArray(2, bytes)
    let subject = try stream(bytes)
    let note = [UInt8](bytes.extracting(try reader.byteString(bytes)))
    let commitment = try reader.unsigned(bytes)
    var entries: [[UInt8]] = []
    for _ in 0..<(try self.count(atMost: Evidence.itemCountMax, bytes)) {
      let range = try reader.byteString(bytes)
      guard range.count >= Evidence.entrySizeBytesMin else { throw refusal }
      entries.append([UInt8](bytes.extracting(range)))
    }
    let paths = try self.paths(countMax: entries.count, bytes)
    var streams: [Evidence.Stream] = []
    for _ in 0..<(try self.count(atMost: Evidence.itemCountMax, bytes)) {
      streams.append(try streamProof(bytes))
    }
    var authors: [[[Hash]]] = []
    var coveredMax = entries.count
    for _ in 0..<(try self.count(atMost: entries.count, bytes)) {
      authors.append(try self.paths(countMax: coveredMax, bytes))
      coveredMax -= authors[authors.count - 1].count
    }
    var openings: [Evidence.Opening] = []
    for _ in 0..<(try self.count(atMost: Evidence.itemCountMax, bytes)) {
      openings.append(try opening(bytes))
    }
    var stamps: [Evidence.Stamp] = []
    for _ in 0..<(try self.count(atMost: entries.count, bytes)) {
      stamps.append(try stamp(bytes))
    }
    try reader.finish()
    return Evidence(
      subject: subject, note: note, commitment: commitment, entries: entries, paths: paths,
      streams: streams, authors: authors, openings: openings, stamps: stamps)
  }

  /// What is thrown where an item is not what belongs there.
  private var refusal: EvidenceError { .item(position: reader.position) }

  private mutating func expectArray(_ count: Int, _ bytes: Span<UInt8>) throws {
    guard try reader.array(bytes) == count else { throw refusal }
  }

  private mutating func stream(_ bytes: Span<UInt8>) throws -> StreamKey {
    let kind = UInt8(exactly: try reader.unsigned(bytes)).flatMap(StreamKind.init)
    guard let kind else { throw refusal }
    let id = try reader.name(bytes)
    guard (1...Limits.lotSizeBytesMax).contains(id.sizeBytes) else { throw refusal }
    return StreamKey(kind: kind, id: id)
  }

  /// Reads the head of an array whose items, however short they are, must not fill the memory.
  private mutating func count(atMost most: Int, _ bytes: Span<UInt8>) throws -> Int {
    let count = try reader.array(bytes)
    guard count <= most else { throw refusal }
    return count
  }

  private mutating func paths(countMax: Int, _ bytes: Span<UInt8>) throws -> [[Hash]] {
    var paths: [[Hash]] = []
    for _ in 0..<(try count(atMost: countMax, bytes)) {
      paths.append(try hashes(countMax: MerkleTree.proofHashCountMax, bytes))
    }
    return paths
  }

  private mutating func hashes(countMax: Int, _ bytes: Span<UInt8>) throws -> [Hash] {
    let count = try reader.array(bytes)
    guard count <= countMax else { throw refusal }
    var hashes: [Hash] = []
    for _ in 0..<count { hashes.append(try reader.hash(bytes)) }
    return hashes
  }

  private mutating func streamProof(_ bytes: Span<UInt8>) throws -> Evidence.Stream {
    try expectArray(4, bytes)
    let stream = try stream(bytes)
    let siblings = try hashes(countMax: StreamMap.depthMax, bytes)
    let leaf = try leaf(of: stream, bytes)
    return Evidence.Stream(key: stream, proof: StreamMapProof(siblings: siblings, leaf: leaf))
  }

  private mutating func leaf(
    of stream: StreamKey, _ bytes: Span<UInt8>
  ) throws -> StreamMapLeaf? {
    if try reader.isNull(bytes) { return nil }
    let own = StreamMap.key(of: stream, &hasher)
    let count = try reader.array(bytes)
    guard (2...3).contains(count) else { throw refusal }
    let key = count == 3 ? try reader.hash(bytes) : own
    // One spelling: a leaf of the stream itself does not repeat its key.
    guard count == 2 || key != own else { throw refusal }
    let entries = try reader.unsigned(bytes)
    return StreamMapLeaf(key: key, count: entries, head: try reader.hash(bytes))
  }

  private mutating func stamp(_ bytes: Span<UInt8>) throws -> Evidence.Stamp {
    try expectArray(4, bytes)
    let token = [UInt8](bytes.extracting(try reader.byteString(bytes)))
    let note = [UInt8](bytes.extracting(try reader.byteString(bytes)))
    let path = try hashes(countMax: MerkleTree.proofHashCountMax, bytes)
    let chain = [UInt8](bytes.extracting(try reader.byteString(bytes)))
    return Evidence.Stamp(token: token, note: note, path: path, chain: chain)
  }

  private mutating func opening(_ bytes: Span<UInt8>) throws -> Evidence.Opening {
    try expectArray(4, bytes)
    let entry = try reader.unsigned(bytes)
    let field = try reader.unsigned(bytes)
    let salt = [UInt8](bytes.extracting(try reader.byteString(bytes)))
    return Evidence.Opening(
      entry: entry, field: field, salt: salt, value: try reader.text(bytes))
  }
}
