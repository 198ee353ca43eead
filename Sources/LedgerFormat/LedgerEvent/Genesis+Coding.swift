extension Genesis {
  /// Writes the genesis as an entry's body.
  public func encode(into writer: inout CBORWriter) {
    writer.map(count: GenesisKey.allCases.count)
    writer.unsigned(GenesisKey.kind.rawValue)
    writer.unsigned(BodyKind.genesis.rawValue)
    writer.unsigned(GenesisKey.ledgerID.rawValue)
    writer.byteString(ledgerID.bytes.span)
    writer.unsigned(GenesisKey.origin.rawValue)
    writer.text(origin)
    writer.unsigned(GenesisKey.logKey.rawValue)
    writer.text(logKey.text)
    writer.unsigned(GenesisKey.policy.rawValue)
    policy.encode(into: &writer)
    writer.unsigned(GenesisKey.registrars.rawValue)
    writer.array(count: registrars.count)
    for key in registrars { writer.text(key.text) }
  }

  /// Reads a genesis from an entry's body.
  ///
  /// - Throws: `EntryError` where the body is of another kind, lacks a key, has one that this
  ///   version does not know, or holds a value that the format does not allow.
  public init(body: Span<UInt8>) throws(EntryError) {
    guard body.count <= Limits.eventSizeBytesMax else {
      throw .tooLarge(sizeBytes: body.count, sizeBytesMax: Limits.eventSizeBytesMax)
    }
    do {
      var reader = CBORReader(end: body.count)
      self = try Genesis.read(&reader, body)
      try reader.finish()
    } catch let error as CBORError {
      throw .encoding(error)
    } catch let error as EntryError {
      throw error
    } catch { preconditionFailure("only format errors are thrown here: \(error)") }
  }

  private static func read(_ reader: inout CBORReader, _ body: Span<UInt8>) throws -> Genesis {
    let count = try reader.map(body)
    for key in GenesisKey.allCases {
      guard key.rawValue < count else { throw EntryError.missing(key: key.rawValue) }
    }
    try expect(.kind, &reader, body)
    let kind = try reader.unsigned(body)
    guard kind == BodyKind.genesis.rawValue else {
      throw EntryError.value(key: GenesisKey.kind.rawValue, position: reader.position)
    }
    try expect(.ledgerID, &reader, body)
    let ledgerID = LedgerID([UInt8](body.extracting(try reader.byteString(body))))
    guard let ledgerID else {
      throw EntryError.value(key: GenesisKey.ledgerID.rawValue, position: reader.position)
    }
    try expect(.origin, &reader, body)
    let origin = try reader.text(body)
    try expect(.logKey, &reader, body)
    let logKey = try readKey(.logKey, &reader, body)
    guard logKey.name.utf8.elementsEqual(origin.utf8) else {
      throw EntryError.value(key: GenesisKey.origin.rawValue, position: reader.position)
    }
    try expect(.policy, &reader, body)
    let policy = try LedgerPolicy.read(&reader, body)
    try expect(.registrars, &reader, body)
    var registrars: [VerifierKey] = []
    for _ in 0..<(try reader.array(body)) {
      registrars.append(try readKey(.registrars, &reader, body))
    }
    // Registrars who can never be enough would make every registration impossible.
    guard policy.registrarQuorum <= max(1, registrars.count) else {
      throw EntryError.value(key: GenesisKey.registrars.rawValue, position: reader.position)
    }
    if count > GenesisKey.allCases.count {
      throw EntryError.newerEvent(kind: kind, key: try reader.unsigned(body))
    }
    return Genesis(ledgerID: ledgerID, logKey: logKey, policy: policy, registrars: registrars)
  }

  private static func expect(
    _ key: GenesisKey, _ reader: inout CBORReader, _ body: Span<UInt8>
  ) throws {
    guard try reader.unsigned(body) == key.rawValue else {
      throw EntryError.missing(key: key.rawValue)
    }
  }

  private static func readKey(
    _ key: GenesisKey, _ reader: inout CBORReader, _ body: Span<UInt8>
  ) throws -> VerifierKey {
    let position = reader.position
    let text = try reader.text(body)
    guard let verifier = try? VerifierKey(text) else {
      throw EntryError.value(key: key.rawValue, position: position)
    }
    return verifier
  }
}

extension LedgerPolicy {
  fileprivate func encode(into writer: inout CBORWriter) {
    let hasQuorum = registrarQuorum > 1
    writer.map(count: hasQuorum ? 3 : 2)
    writer.unsigned(PolicyKey.tolerance.rawValue)
    writer.unsigned(tolerancePartsPerMillion)
    writer.unsigned(PolicyKey.signatures.rawValue)
    writer.unsigned(signatures.rawValue)
    guard hasQuorum else { return }
    writer.unsigned(PolicyKey.registrarQuorum.rawValue)
    writer.unsigned(registrarQuorum)
  }

  fileprivate static func read(
    _ reader: inout CBORReader, _ body: Span<UInt8>
  ) throws -> LedgerPolicy {
    let position = reader.position
    let refused = EntryError.value(key: GenesisKey.policy.rawValue, position: position)
    let count = try reader.map(body)
    guard count >= 2, try reader.unsigned(body) == PolicyKey.tolerance.rawValue
    else { throw refused }
    let tolerance = try reader.unsigned(body)
    guard tolerance <= toleranceMax, try reader.unsigned(body) == PolicyKey.signatures.rawValue
    else { throw refused }
    guard let signatures = Signatures(rawValue: try reader.unsigned(body)) else { throw refused }
    var quorum: UInt64 = 1
    if count > 2, try reader.unsigned(body) == PolicyKey.registrarQuorum.rawValue {
      quorum = try reader.unsigned(body)
      guard (2...registrarQuorumMax).contains(quorum) else { throw refused }
    }
    guard count == (quorum > 1 ? 3 : 2) else {
      throw EntryError.newerEvent(
        kind: BodyKind.genesis.rawValue, key: GenesisKey.policy.rawValue)
    }
    return LedgerPolicy(
      tolerancePartsPerMillion: tolerance, signatures: signatures, registrarQuorum: quorum)
  }
}
