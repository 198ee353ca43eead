extension Commitment {
  /// Writes the commitment as an entry's body.
  public func encode(into writer: inout CBORWriter) {
    writer.map(count: CommitmentKey.allCases.count)
    writer.unsigned(CommitmentKey.kind.rawValue)
    writer.unsigned(BodyKind.commitment.rawValue)
    writer.unsigned(CommitmentKey.root.rawValue)
    writer.byteString(root)
    writer.unsigned(CommitmentKey.size.rawValue)
    writer.unsigned(size)
  }

  /// Reads a commitment from an entry's body.
  ///
  /// - Throws: `EntryError` where the body is of another kind, lacks a key, has one that this
  ///   version does not know, or holds a value that the format does not allow.
  public init(body: Span<UInt8>) throws(EntryError) {
    do {
      var reader = CBORReader(end: body.count)
      self = try Commitment.read(&reader, body)
      try reader.finish()
    } catch let error as CBORError {
      throw .encoding(error)
    } catch let error as EntryError {
      throw error
    } catch { preconditionFailure("only format errors are thrown here: \(error)") }
  }

  /// True where a body says that it is a commitment; a look at three bytes.
  public static func isKind(of body: Span<UInt8>) -> Bool {
    var reader = CBORReader(end: body.count)
    guard let count = try? reader.map(body), count > 0,
      (try? reader.unsigned(body)) == CommitmentKey.kind.rawValue,
      (try? reader.unsigned(body)) == BodyKind.commitment.rawValue
    else { return false }
    return true
  }

  private static func read(
    _ reader: inout CBORReader, _ body: Span<UInt8>
  ) throws -> Commitment {
    let count = try reader.map(body)
    for key in CommitmentKey.allCases where key.rawValue >= count {
      throw EntryError.missing(key: key.rawValue)
    }
    try expect(.kind, &reader, body)
    let kind = try reader.unsigned(body)
    guard kind == BodyKind.commitment.rawValue else {
      throw EntryError.value(key: CommitmentKey.kind.rawValue, position: reader.position)
    }
    try expect(.root, &reader, body)
    let root = try reader.hash(body)
    try expect(.size, &reader, body)
    let size = try reader.unsigned(body)
    if count > CommitmentKey.allCases.count {
      throw EntryError.newerEvent(kind: kind, key: try reader.unsigned(body))
    }
    return Commitment(root: root, size: size)
  }

  private static func expect(
    _ key: CommitmentKey, _ reader: inout CBORReader, _ body: Span<UInt8>
  ) throws {
    guard try reader.unsigned(body) == key.rawValue else {
      throw EntryError.missing(key: key.rawValue)
    }
  }
}
