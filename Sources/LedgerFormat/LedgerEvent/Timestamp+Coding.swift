extension Timestamp {
  /// Writes the time stamp as an entry's body.
  public func encode(into writer: inout CBORWriter) {
    writer.map(count: TimestampKey.allCases.count)
    writer.unsigned(TimestampKey.kind.rawValue)
    writer.unsigned(BodyKind.timestamp.rawValue)
    writer.unsigned(TimestampKey.token.rawValue)
    writer.byteString(token)
    writer.unsigned(TimestampKey.size.rawValue)
    writer.unsigned(size)
    writer.unsigned(TimestampKey.root.rawValue)
    writer.byteString(root)
    writer.unsigned(TimestampKey.time.rawValue)
    writer.unsigned(time)
  }

  /// Reads a time stamp from an entry's body.
  ///
  /// - Throws: `EntryError` where the body is of another kind, lacks a key, has one that this
  ///   version does not know, or holds a value that the format does not allow.
  public init(body: Span<UInt8>) throws(EntryError) {
    self = try LedgerEventReader.reading {
      var reader = try LedgerEventReader(body, kind: .timestamp)
      try reader.begin(TimestampKey.token.rawValue, body)
      let token = try reader.hash(body)
      try reader.begin(TimestampKey.size.rawValue, body)
      let size = try reader.unsigned(body)
      try reader.begin(TimestampKey.root.rawValue, body)
      let root = try reader.hash(body)
      try reader.begin(TimestampKey.time.rawValue, body)
      let time = try reader.instant(body)
      try reader.finish(body)
      return Timestamp(token: token, size: size, root: root, time: time)
    }
  }
}

/// The integer keys of a time stamp's body.
public enum TimestampKey: UInt64, Sendable, CaseIterable {
  case kind = 0
  case token = 1
  case size = 2
  case root = 3
  case time = 4
}
