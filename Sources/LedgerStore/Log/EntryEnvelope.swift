internal import LedgerFormat

/// An entry's envelope, read without copying its links or its event.
///
/// Checks what it passes over, and no more: the verifier is the one that checks everything.
/// Cost: about a tenth of `Entry(_:)`, without an allocation.
struct EntryEnvelope {
  let index: UInt64
  let recordedAt: UInt64
  let more: Bool
  let previous: Hash?
  /// Stands at the first link.
  private let linkReader: CBORReader
  let linkCount: Int
  /// Where the event's bytes are.
  let body: Range<Int>

  init(_ bytes: Span<UInt8>) throws(EntryError) { try self.init(bytes) { _ in } }

  /// Reads an envelope and gives its links on the way.
  ///
  /// - Parameter visit: is given each link; what it was given counts only if this returns.
  init(_ bytes: Span<UInt8>, visit: (borrowing StoredLink) -> Void) throws(EntryError) {
    do {
      var reader = CBORReader(end: bytes.count)
      let count = try reader.array(bytes)
      let version = try reader.unsigned(bytes)
      guard version == Entry.version else { throw EntryError.newer(version: version) }
      guard count == 7 else {
        throw EntryError.itemCount(expected: 7, found: count, position: 0)
      }
      index = try reader.unsigned(bytes)
      recordedAt = try reader.unsigned(bytes)
      more = try reader.boolean(bytes)
      previous = try reader.isNull(bytes) ? nil : try reader.hash(bytes)
      linkCount = try reader.array(bytes)
      linkReader = reader
      for _ in 0..<linkCount { visit(try EntryEnvelope.readLink(&reader, bytes)) }
      body = reader.position..<bytes.count
    } catch let error as CBORError {
      throw .encoding(error)
    } catch let error as EntryError {
      throw error
    } catch { preconditionFailure("only format errors are thrown here: \(error)") }
  }

  /// The entry's link on a stream, or nil where it is not on it.
  func link(on stream: StreamKey, _ bytes: Span<UInt8>) -> StoredLink? {
    var reader = linkReader
    for _ in 0..<linkCount {
      guard let link = try? EntryEnvelope.readLink(&reader, bytes) else { return nil }
      if link.kind == UInt64(stream.kind.rawValue),
        EntryEnvelope.isEqual(bytes.extracting(link.id), stream.id)
      {
        return link
      }
    }
    return nil
  }

  /// All links, in their order; nothing where a stream is of a kind that this program does not know.
  func links(_ bytes: Span<UInt8>) -> [StoredLink] {
    var reader = linkReader
    var links: [StoredLink] = []
    for _ in 0..<linkCount {
      guard let link = try? EntryEnvelope.readLink(&reader, bytes) else { return links }
      links.append(link)
    }
    return links
  }

  static func isEqual(_ bytes: Span<UInt8>, _ id: Identifier) -> Bool {
    guard bytes.count == id.sizeBytes else { return false }
    return id.withBytes { own in
      // From the end, where the names of neighbours differ.
      for position in bytes.indices.reversed() where bytes[position] != own[position] {
        return false
      }
      return true
    }
  }

  private static func readLink(
    _ reader: inout CBORReader, _ bytes: Span<UInt8>
  ) throws -> StoredLink {
    let position = reader.position
    let count = try reader.array(bytes)
    guard count == 5 else {
      throw EntryError.itemCount(expected: 5, found: count, position: position)
    }
    let kind = try reader.unsigned(bytes)
    let id = try reader.textRange(bytes)
    let ordinal = try reader.unsigned(bytes)
    let previousIndex = try reader.isNull(bytes) ? nil : try reader.unsigned(bytes)
    let previousHash = try reader.isNull(bytes) ? nil : try reader.hash(bytes)
    var previous: Link.Previous?
    if let previousIndex, let previousHash {
      previous = Link.Previous(index: previousIndex, hash: previousHash)
    }
    return StoredLink(kind: kind, id: id, ordinal: ordinal, previous: previous)
  }
}

/// A link as it lies in an entry's bytes.
struct StoredLink {
  /// The stream's number, which may be one that this program does not know.
  let kind: UInt64
  /// Where the stream's id is.
  let id: Range<Int>
  let ordinal: UInt64
  let previous: Link.Previous?
}
