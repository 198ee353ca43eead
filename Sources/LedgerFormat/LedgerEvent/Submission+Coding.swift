extension Submission {
  /// Writes the submission as an entry's body.
  public func encode(into writer: inout CBORWriter) {
    writer.map(count: SubmissionKey.allCases.count)
    writer.unsigned(SubmissionKey.kind.rawValue)
    writer.unsigned(BodyKind.submission.rawValue)
    writer.unsigned(SubmissionKey.party.rawValue)
    writer.text(party.text)
    writer.unsigned(SubmissionKey.key.rawValue)
    writer.unsigned(UInt64(keyID))
    writer.unsigned(SubmissionKey.count.rawValue)
    writer.unsigned(count)
    writer.unsigned(SubmissionKey.signature.rawValue)
    writer.byteString(signature.span)
  }

  /// Reads a submission from an entry's body; the signature is not checked yet.
  ///
  /// - Throws: `EntryError` where the body is of another kind, lacks a key, has one that this
  ///   version does not know, or holds a value that the format does not allow.
  public init(body: Span<UInt8>) throws(EntryError) {
    self = try LedgerEventReader.reading {
      var reader = try LedgerEventReader(body, kind: .submission)
      try reader.begin(SubmissionKey.party.rawValue, body)
      let party = try reader.party(body)
      try reader.begin(SubmissionKey.key.rawValue, body)
      guard let keyID = UInt32(exactly: try reader.unsigned(body)) else { throw reader.refusal }
      try reader.begin(SubmissionKey.count.rawValue, body)
      let count = try reader.unsigned(body)
      guard (1...Submission.countMax).contains(count) else { throw reader.refusal }
      try reader.begin(SubmissionKey.signature.rawValue, body)
      let signature = try reader.bytes(count: SigningKey.signatureSizeBytes, body)
      try reader.finish(body)
      return Submission(party: party, keyID: keyID, count: count, signature: signature)
    }
  }
}

/// The integer keys of a submission's body.
public enum SubmissionKey: UInt64, Sendable, CaseIterable {
  case kind = 0
  case party = 1
  case key = 2
  case count = 3
  case signature = 4
}
