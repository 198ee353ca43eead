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
    self = try LedgerEventReader.reading {
      var reader = try LedgerEventReader(body, kind: .commitment)
      try reader.begin(CommitmentKey.root.rawValue, body)
      let root = try reader.hash(body)
      try reader.begin(CommitmentKey.size.rawValue, body)
      let size = try reader.unsigned(body)
      try reader.finish(body)
      return Commitment(root: root, size: size)
    }
  }
}

/// The integer keys of a commitment's body.
public enum CommitmentKey: UInt64, Sendable, CaseIterable {
  case kind = 0
  case root = 1
  case size = 2
}
