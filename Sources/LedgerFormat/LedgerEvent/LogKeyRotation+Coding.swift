extension LogKeyRotation {
  /// Writes the rotation as an entry's body.
  public func encode(into writer: inout CBORWriter) {
    writer.map(count: RotationKey.allCases.count)
    writer.unsigned(RotationKey.kind.rawValue)
    writer.unsigned(BodyKind.rotation.rawValue)
    writer.unsigned(RotationKey.newKey.rawValue)
    writer.text(newKey.text)
    writer.unsigned(RotationKey.oldSignature.rawValue)
    writer.byteString(oldSignature.span)
    writer.unsigned(RotationKey.newSignature.rawValue)
    writer.byteString(newSignature.span)
  }

  /// Reads a rotation from an entry's body; the signatures are not checked yet.
  ///
  /// - Throws: `EntryError` where the body is of another kind, lacks a key, has one that this
  ///   version does not know, or holds a value that the format does not allow.
  public init(body: Span<UInt8>) throws(EntryError) {
    self = try LedgerEventReader.reading {
      var reader = try LedgerEventReader(body, kind: .rotation)
      try reader.begin(RotationKey.newKey.rawValue, body)
      let newKey = try reader.verifierKey(body)
      try reader.begin(RotationKey.oldSignature.rawValue, body)
      let oldSignature = try reader.bytes(count: SigningKey.signatureSizeBytes, body)
      try reader.begin(RotationKey.newSignature.rawValue, body)
      let newSignature = try reader.bytes(count: SigningKey.signatureSizeBytes, body)
      try reader.finish(body)
      return LogKeyRotation(
        newKey: newKey, oldSignature: oldSignature, newSignature: newSignature)
    }
  }
}

/// The integer keys of a rotation's body.
public enum RotationKey: UInt64, Sendable, CaseIterable {
  case kind = 0
  case newKey = 1
  case oldSignature = 2
  case newSignature = 3
}
