import LedgerFormat
import Testing

@Suite("A time stamp's entry")
struct TimestampEventTests {
  private static let stamp = Timestamp(
    token: Hash(Array(0..<32).span), size: 300, root: Hash(Array(32..<64).span), time: 7)

  private static func body(_ stamp: Timestamp) -> [UInt8] {
    var writer = CBORWriter()
    stamp.encode(into: &writer)
    return writer.bytes
  }

  @Test("is written byte for byte as the format's page says")
  func bytes() throws {
    let body = TimestampEventTests.body(TimestampEventTests.stamp)
    #expect(
      body == [0xA5, 0x00, 0x18, 68, 0x01, 0x58, 32] + Array(0..<32) + [0x02, 0x19, 1, 44]
        + [0x03, 0x58, 32] + Array(32..<64) + [0x04, 0x07])
    #expect(try Timestamp(body: body.span) == TimestampEventTests.stamp)
    #expect(try EventStreams(body: body.span).own.isEmpty)
    #expect(try LedgerEvent(body: body.span) == .timestamp(TimestampEventTests.stamp))
  }

  @Test("cut short, with a byte more, or with a key more is refused")
  func refused() {
    let body = TimestampEventTests.body(TimestampEventTests.stamp)
    for count in 0..<body.count {
      #expect(throws: EntryError.self) { try Timestamp(body: Array(body[..<count]).span) }
    }
    #expect(throws: EntryError.self) { try Timestamp(body: (body + [0]).span) }
    var longer = body
    longer[0] = 0xA6
    #expect(throws: EntryError.newerEvent(kind: 68, key: 5)) {
      try Timestamp(body: (longer + [5, 0]).span)
    }
  }
}

@Suite("A request for a time stamp")
struct TimestampRequestTests {
  @Test("is the one of RFC 3161, and every other text is none")
  func form() throws {
    let request = TimeStampRequest(imprint: .zero)
    let bytes = request.bytes
    #expect(bytes.count == 69)
    let again = TimeStampRequest(bytes.span)
    #expect(again == request)
    #expect(TimeStampRequest(imprint: .zero).nonce != request.nonce)
    for position in bytes.indices {
      for bit in 0..<8 {
        var flipped = bytes
        flipped[position] ^= 1 << bit
        // Only the digest and the nonce may differ, and then it is another request.
        if let read = TimeStampRequest(flipped.span) {
          #expect(read != request)
          #expect(read.bytes == flipped)
        }
      }
    }
    for count in 0..<bytes.count {
      let cut = TimeStampRequest(Array(bytes[..<count]).span)
      #expect(cut == nil)
    }
  }

  @Test("bytes that are no answer and no token are refused and trap nothing")
  func rubbish() {
    var bytes: [UInt8] = [0x30, 0x82, 0x01, 0x00]
    for count in 0..<300 {
      #expect(throws: TimeStampError.self) { _ = try TimeStampResponse(bytes.span) }
      #expect(throws: TimeStampError.self) { _ = try TimeStampToken(bytes.span) }
      bytes.append(UInt8(truncatingIfNeeded: count &* 37))
    }
    let refused: [UInt8] = [0x30, 0x05, 0x30, 0x03, 0x02, 0x01, 0x02]
    #expect(throws: TimeStampError.status(2)) { _ = try TimeStampResponse(refused.span) }
  }
}
