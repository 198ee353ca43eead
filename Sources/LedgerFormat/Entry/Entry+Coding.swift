extension Entry {
  /// Writes the entry's bytes at the end of `writer`.
  public func encode(into writer: inout CBORWriter) {
    writer.array(count: 7)
    writer.unsigned(Entry.version)
    writer.unsigned(index)
    writer.unsigned(recordedAt)
    writer.boolean(more)
    if let previous { writer.byteString(previous) } else { writer.null() }
    writer.array(count: links.count)
    for link in links { link.encode(into: &writer) }
    writer.encoded(body)
  }

  /// Reads an entry from exactly these bytes.
  ///
  /// - Throws: `EntryError` where the bytes are not one deterministic item, or its envelope breaks a
  ///   rule that can be seen without other entries. The body is checked for its encoding only.
  public init(_ bytes: Span<UInt8>) throws(EntryError) {
    guard bytes.count <= Limits.entrySizeBytesMax else {
      throw .tooLarge(sizeBytes: bytes.count, sizeBytesMax: Limits.entrySizeBytesMax)
    }
    do {
      var reader = CBORReader(end: bytes.count)
      try reader.validate(bytes)
      try reader.finish()
    } catch { throw .encoding(error) }
    let (entry, body) = try Entry.envelope(of: bytes)
    self = entry
    self.body = [UInt8](bytes.extracting(body))
  }

  /// Reads an entry's envelope: all that stands before the event, whose range is given beside it.
  ///
  /// The entry's body is left empty and its bytes are not looked at: whoever decodes the event, all of
  /// it and strictly, learns from that whether they are deterministic. Cost: one array for the links.
  /// - Throws: `EntryError` as `init(_:)` does, for what stands before the event.
  public static func envelope(
    of bytes: Span<UInt8>
  ) throws(EntryError) -> (entry: Entry, body: Range<Int>) {
    guard bytes.count <= Limits.entrySizeBytesMax else {
      throw .tooLarge(sizeBytes: bytes.count, sizeBytesMax: Limits.entrySizeBytesMax)
    }
    var reader = CBORReader(end: bytes.count)
    do {
      let count = try reader.array(bytes)
      let version = try reader.unsigned(bytes)
      guard version == Entry.version else { throw EntryError.newer(version: version) }
      guard count == 7 else {
        throw EntryError.itemCount(expected: 7, found: count, position: 0)
      }
      let index = try reader.unsigned(bytes)
      let recordedAt = try reader.unsigned(bytes)
      guard recordedAt <= Limits.instantMax else {
        throw EntryError.value(key: 2, position: reader.position)
      }
      let more = try reader.boolean(bytes)
      let previous = try reader.isNull(bytes) ? nil : try reader.hash(bytes)
      guard (index == 0) == (previous == nil) else { throw EntryError.previousHash(index: index) }
      let links = try Link.readAll(&reader, bytes, entry: index)
      let body = reader.position..<reader.end
      guard try reader.peek(bytes) >> 5 == 5 else {
        throw CBORError.unexpected(
          position: reader.position, expected: .map, initialByte: try reader.peek(bytes))
      }
      let entry = Entry(
        index: index, recordedAt: recordedAt, more: more, previous: previous, links: links,
        body: [])
      return (entry, body)
    } catch let error as CBORError {
      throw .encoding(error)
    } catch let error as EntryError {
      throw error
    } catch { preconditionFailure("only format errors are thrown here: \(error)") }
  }
}

extension Link {
  func encode(into writer: inout CBORWriter) {
    writer.array(count: 5)
    writer.unsigned(UInt64(stream.kind.rawValue))
    writer.text(stream.id)
    writer.unsigned(ordinal)
    if let previous {
      writer.unsigned(previous.index)
      writer.byteString(previous.hash)
    } else {
      writer.null()
      writer.null()
    }
  }

  static func readAll(
    _ reader: inout CBORReader, _ bytes: Span<UInt8>, entry index: UInt64
  ) throws -> [Link] {
    var links: [Link] = []
    let count = try reader.array(bytes)
    links.reserveCapacity(count)
    for _ in 0..<count {
      let position = reader.position
      let link = try read(&reader, bytes)
      if let last = links.last, !(last.stream < link.stream) {
        throw EntryError.linkOrder(position: position)
      }
      guard (link.ordinal == 0) == (link.previous == nil) else {
        throw EntryError.linkOrdinal(stream: link.stream, ordinal: link.ordinal)
      }
      if let previous = link.previous, previous.index >= index {
        throw EntryError.linkIndex(stream: link.stream, previous: previous.index, index: index)
      }
      links.append(link)
    }
    return links
  }

  private static func read(_ reader: inout CBORReader, _ bytes: Span<UInt8>) throws -> Link {
    let position = reader.position
    let count = try reader.array(bytes)
    guard count == 5 else {
      throw EntryError.itemCount(expected: 5, found: count, position: position)
    }
    let number = try reader.unsigned(bytes)
    guard let raw = UInt8(exactly: number), let kind = StreamKind(rawValue: raw) else {
      throw EntryError.newerStream(number: number)
    }
    let id = try reader.name(bytes)
    guard (1...kind.idSizeBytesMax).contains(id.sizeBytes) else {
      throw EntryError.identifier(position: position, sizeBytes: id.sizeBytes)
    }
    let ordinal = try reader.unsigned(bytes)
    let previousIndex = try reader.isNull(bytes) ? nil : try reader.unsigned(bytes)
    let previousHash = try reader.isNull(bytes) ? nil : try reader.hash(bytes)
    let previous: Previous?
    switch (previousIndex, previousHash) {
    case (nil, nil): previous = nil
    case (let index?, let hash?): previous = Previous(index: index, hash: hash)
    default:
      throw EntryError.linkOrdinal(
        stream: StreamKey(kind: kind, id: id), ordinal: ordinal)
    }
    return Link(
      stream: StreamKey(kind: kind, id: id), ordinal: ordinal, previous: previous)
  }
}
