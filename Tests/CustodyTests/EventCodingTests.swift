import Custody
import LedgerFormat
import TestSupport
import Testing

@Suite("An event's bytes")
struct EventCodingTests {
  @Test("every event comes back as it was written", arguments: 1...4 as ClosedRange<UInt64>)
  func roundTrip(seed: UInt64) throws {
    var source = RandomEvent(random: SeededGenerator(seed: seed))
    var writer = CBORWriter()
    for _ in 0..<500 {
      let event = source.next()
      writer.reset()
      try EventCoding.encode(event, into: &writer)
      #expect(try Event(bytes: writer.bytes) == event)
    }
  }

  @Test("what is written is deterministic, and the stream rule can read it")
  func isDeterministic() throws {
    var source = RandomEvent(random: SeededGenerator(seed: 5))
    var writer = CBORWriter()
    for _ in 0..<500 {
      let event = source.next()
      writer.reset()
      try EventCoding.encode(event, into: &writer)
      var reader = CBORReader(end: writer.bytes.count)
      try reader.validate(writer.bytes.span)
      try reader.finish()
      let streams = try EventStreams(body: writer.bytes.span)
      #expect(streams.kind == event.kind)
      // What a writer takes from the event is what every verifier reads off its bytes.
      let corrected = [StreamKey(kind: .lot, id: "Y/1")]
      var opening = [StreamKey(kind: .lot, id: "X/1")]
      if let consignment = event.consignmentReference {
        opening.append(StreamKey(kind: .consignment, id: consignment))
      }
      #expect(
        event.streams(opening: opening, corrected: corrected)
          == streams.keys(openingLots: ["X/1"], corrected: corrected))
    }
  }

  @Test("no event is read from bytes that were cut or changed into nonsense without an error")
  func damageIsTyped() throws {
    var source = RandomEvent(random: SeededGenerator(seed: 6))
    var random = SeededGenerator(seed: 7)
    var writer = CBORWriter()
    var second = CBORWriter()
    for _ in 0..<300 {
      writer.reset()
      try EventCoding.encode(source.next(), into: &writer)
      var bytes = writer.bytes
      let cut = Int.random(in: 0..<bytes.count, using: &random)
      #expect(throws: EntryError.self) { try Event(bytes: Array(bytes[..<cut])) }
      bytes[cut] = UInt8.random(in: 0...255, using: &random)
      // Whatever is still read must be written as the very bytes it was read from.
      guard let event = try? Event(bytes: bytes) else { continue }
      second.reset()
      try EventCoding.encode(event, into: &second)
      #expect(second.bytes == bytes)
    }
  }

  @Test("a key that the kind does not know, or lacks, is refused")
  func keysOfTheKind() throws {
    var writer = CBORWriter()
    let event = Sample.use
    try EventCoding.encode(event, into: &writer)
    var bytes = writer.bytes
    bytes[0] += 1
    #expect(throws: EntryError.value(key: 26, position: bytes.count)) {
      try Event(bytes: bytes + [0x18, 26, 0x61, 0x61])
    }
    #expect(throws: EntryError.newerEvent(kind: 6, key: 40)) {
      try Event(bytes: bytes + [0x18, 40, 0x61, 0x61])
    }
    #expect(throws: EntryError.missing(key: 1)) {
      try Event(bytes: [0xA1, 0x00, 0x06])
    }
    #expect(throws: EntryError.newerEvent(kind: 13, key: nil)) {
      try Event(bytes: [0xA1, 0x00, 0x0D])
    }
  }

  @Test("a note of 4,096 bytes is recorded, one of 4,097 is not read")
  func textLimit() throws {
    for (count, isAllowed) in [(4_096, true), (4_097, false)] {
      var event = Sample.use
      event.note = String(repeating: "x", count: count)
      var writer = CBORWriter()
      try EventCoding.encode(event, into: &writer)
      #expect(((try? Event(bytes: writer.bytes)) != nil) == isAllowed)
    }
  }

  @Test("an event of 24,000 bytes is written, one more byte is too large")
  func eventLimit() throws {
    func event(texts: Int, lastCount: Int) -> Event {
      let filler = String(repeating: "x", count: 4_000)
      var chemical = Chemical(name: .plain(filler), cas: filler, un: filler)
      chemical.hazardClass = filler
      chemical.packingGroup = filler
      chemical.form = String(repeating: "x", count: lastCount)
      return Event(
        id: "E", time: Sample.time, party: "P",
        detail: .production(
          Production(
            process: .produce,
            outputs: [
              Output(
                lot: "P/B", quantity: Quantity(amount: 1, unit: .tonne), chemical: chemical)
            ])))
    }
    var writer = CBORWriter()
    try EventCoding.encode(event(texts: 5, lastCount: 3_000), into: &writer)
    let room = Limits.eventSizeBytesMax - writer.bytes.count
    writer.reset()
    try EventCoding.encode(event(texts: 5, lastCount: 3_000 + room), into: &writer)
    #expect(writer.bytes.count == Limits.eventSizeBytesMax)
    #expect((try? Event(bytes: writer.bytes)) != nil)
    writer.reset()
    #expect(throws: EntryError.tooLarge(sizeBytes: 24_001, sizeBytesMax: 24_000)) {
      try EventCoding.encode(event(texts: 5, lastCount: 3_001 + room), into: &writer)
    }
  }
}
