extension KeyEvent {
  /// Writes the event as an entry's body.
  public func encode(into writer: inout CBORWriter) {
    writer.map(count: KeyEventKey.allCases.count)
    writer.unsigned(KeyEventKey.kind.rawValue)
    writer.unsigned(BodyKind.key.rawValue)
    writer.unsigned(KeyEventKey.action.rawValue)
    writer.unsigned(action.rawValue)
    writer.unsigned(KeyEventKey.party.rawValue)
    writer.text(party.text)
    writer.unsigned(KeyEventKey.key.rawValue)
    writer.text(key.text)
    writer.unsigned(KeyEventKey.previous.rawValue)
    if let previous { writer.byteString(previous) } else { writer.null() }
    writer.unsigned(KeyEventKey.expires.rawValue)
    if let expires { writer.unsigned(expires) } else { writer.null() }
    writer.unsigned(KeyEventKey.signatures.rawValue)
    writer.array(count: signatures.count)
    for signature in signatures {
      writer.array(count: 2)
      writer.byteString(signature.publicKey.span)
      writer.byteString(signature.bytes.span)
    }
  }

  /// Reads a key event from an entry's body; the signatures are not checked yet.
  ///
  /// - Throws: `EntryError` where the body is of another kind, lacks a key, has one that this
  ///   version does not know, or holds a value that the format does not allow.
  public init(body: Span<UInt8>) throws(EntryError) {
    self = try LedgerEventReader.reading {
      var reader = try LedgerEventReader(body, kind: .key)
      try reader.begin(KeyEventKey.action.rawValue, body)
      guard let action = Action(rawValue: try reader.unsigned(body)) else {
        throw reader.refusal
      }
      try reader.begin(KeyEventKey.party.rawValue, body)
      let party = try reader.party(body)
      try reader.begin(KeyEventKey.key.rawValue, body)
      let key = try reader.verifierKey(body)
      try reader.begin(KeyEventKey.previous.rawValue, body)
      let previous = try reader.isNull(body) ? nil : try reader.hash(body)
      try reader.begin(KeyEventKey.expires.rawValue, body)
      let expires = try reader.isNull(body) ? nil : try reader.instant(body)
      // What is revoked is over; a second end could only mislead.
      guard action != .revoke || expires == nil else { throw reader.refusal }
      var event = KeyEvent(
        action, party: party, key: key, previous: previous, expires: expires)
      try reader.begin(KeyEventKey.signatures.rawValue, body)
      for signature in try KeyEvent.readSignatures(&reader, body) { event.add(signature) }
      try reader.finish(body)
      return event
    }
  }

  private static func readSignatures(
    _ reader: inout LedgerEventReader, _ body: Span<UInt8>
  ) throws -> [Signature] {
    let count = try reader.arrayCount(body)
    guard (1...signatureCountMax).contains(count) else { throw reader.refusal }
    var signatures: [Signature] = []
    for _ in 0..<count {
      guard try reader.arrayCount(body) == 2 else { throw reader.refusal }
      let publicKey = try reader.bytes(count: VerifierKey.publicKeySizeBytes, body)
      let bytes = try reader.bytes(count: SigningKey.signatureSizeBytes, body)
      // Strictly ascending: no key stands twice, and so none counts twice.
      if let last = signatures.last {
        guard last.publicKey.lexicographicallyPrecedes(publicKey) else { throw reader.refusal }
      }
      signatures.append(Signature(publicKey: publicKey, bytes: bytes))
    }
    return signatures
  }
}

/// The integer keys of a key event's body.
public enum KeyEventKey: UInt64, Sendable, CaseIterable {
  case kind = 0
  case action = 1
  case party = 2
  case key = 3
  case previous = 4
  case expires = 5
  case signatures = 6
}
