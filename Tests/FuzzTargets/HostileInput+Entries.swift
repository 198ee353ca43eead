import Custody
import LedgerFormat

/// The bytes that a ledger consists of: what is accepted has one spelling only.
extension HostileInput {
  static func checkItem(_ bytes: [UInt8]) throws(BrokenPromise) {
    var reader = CBORReader(end: bytes.count)
    guard (try? reader.validate(bytes.span)) != nil else { return }
    let end = reader.position
    var again = CBORReader(end: end)
    var writer = CBORWriter()
    do { try copyItem(&again, bytes.span, into: &writer) } catch {
      // Integers below Int64 are items as well; the format has none, and no reader for them.
      guard case CBORError.tooLong? = error as? CBORError else {
        throw BrokenPromise("a valid item is not read: \(error)")
      }
      return
    }
    try BrokenPromise.unless(
      writer.bytes == Array(bytes[..<end]), "an item is written otherwise than it was read")
  }

  static func checkEntry(_ bytes: [UInt8]) throws(BrokenPromise) {
    guard let entry = try? Entry(bytes.span) else { return }
    var writer = CBORWriter()
    entry.encode(into: &writer)
    try BrokenPromise.unless(
      writer.bytes == bytes, "an entry is written otherwise than it was read")
  }

  static func checkEvent(_ bytes: [UInt8]) throws(BrokenPromise) {
    let streams = try? EventStreams(body: bytes.span)
    guard let event = try? Event(body: bytes.span) else { return }
    guard let streams else { throw BrokenPromise("an event is read whose streams are not") }
    var writer = CBORWriter()
    do { try EventCoding.encode(event, into: &writer) } catch {
      throw BrokenPromise("an event that was read cannot be written: \(error)")
    }
    try BrokenPromise.unless(
      writer.bytes == bytes, "an event is written otherwise than it was read")
    try BrokenPromise.unless(streams.kind == event.kind, "an event is of two kinds")
  }

  static func checkLedgerEvent(_ bytes: [UInt8]) throws(BrokenPromise) {
    guard let event = try? LedgerEvent(body: bytes.span) else { return }
    var writer = CBORWriter()
    switch event {
    case .genesis(let genesis): genesis.encode(into: &writer)
    case .key(let key): key.encode(into: &writer)
    case .submission(let submission): submission.encode(into: &writer)
    case .commitment(let commitment): commitment.encode(into: &writer)
    case .timestamp(let timestamp): timestamp.encode(into: &writer)
    case .rotation(let rotation): rotation.encode(into: &writer)
    }
    try BrokenPromise.unless(
      writer.bytes == bytes, "a ledger event is written otherwise than it was read")
  }

  static func checkMark(_ bytes: [UInt8]) throws(BrokenPromise) {
    var hasher = LedgerFormat.Hasher()
    guard let mark = CommittedMark(bytes.span, &hasher) else { return }
    try BrokenPromise.unless(
      mark.bytes(&hasher) == bytes, "a mark is written otherwise than it was read")
  }

  /// Reads an item by its kind and writes it again.
  private static func copyItem(
    _ reader: inout CBORReader, _ bytes: Span<UInt8>, into writer: inout CBORWriter
  ) throws {
    switch try reader.peek(bytes) >> 5 {
    case 0: writer.unsigned(try reader.unsigned(bytes))
    case 1: writer.integer(try reader.integer(bytes))
    case 2: writer.byteString(bytes.extracting(try reader.byteString(bytes)))
    case 3: writer.text(try reader.text(bytes))
    case 4:
      let count = try reader.array(bytes)
      writer.array(count: count)
      for _ in 0..<count { try copyItem(&reader, bytes, into: &writer) }
    case 5:
      let count = try reader.map(bytes)
      writer.map(count: count)
      for _ in 0..<count * 2 { try copyItem(&reader, bytes, into: &writer) }
    default:
      if try reader.isNull(bytes) {
        writer.null()
      } else {
        writer.boolean(try reader.boolean(bytes))
      }
    }
  }
}
