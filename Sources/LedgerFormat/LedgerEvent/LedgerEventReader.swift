/// Reads the map of a ledger event key by key, all of which must be there, in their order.
///
/// Holds no bytes; they are given at each call, so that nothing outlives them.
struct LedgerEventReader {
  private var reader: CBORReader
  private let kind: BodyKind
  private var pairsLeft: Int
  /// The key whose value is read.
  private var key: UInt64 = 0

  /// Begins a body of this kind and passes over its key 0.
  init(_ body: Span<UInt8>, kind: BodyKind) throws {
    guard body.count <= Limits.eventSizeBytesMax else {
      throw EntryError.tooLarge(
        sizeBytes: body.count, sizeBytesMax: Limits.eventSizeBytesMax)
    }
    self.kind = kind
    reader = CBORReader(end: body.count)
    pairsLeft = try reader.map(body)
    try begin(0, body)
    guard try reader.unsigned(body) == kind.rawValue else { throw refusal }
  }

  /// What is thrown where the value of the present key is not what the format allows.
  var refusal: EntryError { .value(key: key, position: reader.position) }

  /// Reads the next key, which must be this one.
  mutating func begin(_ key: UInt64, _ body: Span<UInt8>) throws {
    self.key = key
    guard pairsLeft > 0, try reader.unsigned(body) == key else {
      throw EntryError.missing(key: key)
    }
    pairsLeft -= 1
  }

  /// Demands that no further key follows: one more is of a later program.
  mutating func finish(_ body: Span<UInt8>) throws {
    if pairsLeft > 0 {
      throw EntryError.newerEvent(kind: kind.rawValue, key: try reader.unsigned(body))
    }
    try reader.finish()
  }

  mutating func unsigned(_ body: Span<UInt8>) throws -> UInt64 { try reader.unsigned(body) }

  mutating func arrayCount(_ body: Span<UInt8>) throws -> Int { try reader.array(body) }

  /// Reads a null if one stands here.
  mutating func isNull(_ body: Span<UInt8>) throws -> Bool { try reader.isNull(body) }

  mutating func hash(_ body: Span<UInt8>) throws -> Hash { try reader.hash(body) }

  /// Reads a byte string of exactly so many bytes.
  mutating func bytes(count: Int, _ body: Span<UInt8>) throws -> [UInt8] {
    let range = try reader.byteString(body)
    guard range.count == count else { throw refusal }
    return [UInt8](body.extracting(range))
  }

  /// Reads an instant: microseconds since 1970, to the year 9999.
  mutating func instant(_ body: Span<UInt8>) throws -> UInt64 {
    let instant = try reader.unsigned(body)
    guard instant <= Limits.instantMax else { throw refusal }
    return instant
  }

  /// Reads the name of a party: an identifier without a slash, which no line of a text breaks.
  mutating func party(_ body: Span<UInt8>) throws -> Identifier {
    let start = reader.position
    let text = try reader.text(body)
    guard (1...Limits.identifierSizeBytesMax).contains(text.utf8.count) else {
      throw EntryError.identifier(position: start, sizeBytes: text.utf8.count)
    }
    guard PartyName.isAllowed(text) else { throw refusal }
    return Identifier(text)
  }

  /// Reads a verifier key as `name+keyid+base64`.
  mutating func verifierKey(_ body: Span<UInt8>) throws -> VerifierKey {
    guard let key = try? VerifierKey(try reader.text(body)) else { throw refusal }
    return key
  }

  /// Runs a reading, of which only format errors come.
  static func reading<Event>(_ read: () throws -> Event) throws(EntryError) -> Event {
    do { return try read() } catch let error as CBORError {
      throw .encoding(error)
    } catch let error as EntryError {
      throw error
    } catch { preconditionFailure("only format errors are thrown here: \(error)") }
  }
}
