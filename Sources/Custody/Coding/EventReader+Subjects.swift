internal import LedgerFormat

extension EventReader {
  /// Reads party, id, the entry of the event and the entry of its newest version.
  mutating func corrects(
    _ bytes: Span<UInt8>
  ) throws -> (party: Identifier, id: Identifier, target: Correction.Target) {
    try items(4...4, bytes)
    let party = try party(bytes)
    let id = try name(bytes)
    let start = reader.position
    let index = try reader.unsigned(bytes)
    let version = try reader.unsigned(bytes)
    guard index <= version else {
      throw EntryError.value(key: EventKey.corrects.rawValue, position: start)
    }
    return (party, id, Correction.Target(index: index, version: version))
  }

  /// Reads the event that a correction puts in the place of another.
  mutating func replacement(_ bytes: Span<UInt8>) throws -> Event {
    let start = reader.position
    var nested = EventReader(reader)
    let event = try nested.readMap(bytes)
    guard event.kind != .correction else {
      throw EntryError.value(key: EventKey.replacement.rawValue, position: start)
    }
    reader = nested.reader
    let sizeBytes = reader.position - start
    guard sizeBytes <= Limits.eventSizeBytesMax else {
      throw EntryError.tooLarge(sizeBytes: sizeBytes, sizeBytesMax: Limits.eventSizeBytesMax)
    }
    return event
  }

  /// Reads the lots of an order, which are not empty.
  mutating func lots(_ bytes: Span<UInt8>) throws -> [LotID] {
    let start = reader.position
    let count = try reader.array(bytes)
    guard count > 0 else {
      throw EntryError.value(key: EventKey.lots.rawValue, position: start)
    }
    var lots: [LotID] = []
    for _ in 0..<count { lots.append(try lot(bytes)) }
    return lots
  }
}
