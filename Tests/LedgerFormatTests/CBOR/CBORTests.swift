import LedgerFormat
import TestSupport
import Testing

@Suite("CBOR")
struct CBORTests {
  /// Nil where the bytes are one deterministic item, else why they are not.
  static func refusal(_ bytes: [UInt8]) -> CBORError? {
    var reader = CBORReader(end: bytes.count)
    do {
      try reader.validate(bytes.span)
      try reader.finish()
      return nil
    } catch { return error }
  }

  @Test(
    "the examples of RFC 8949 are written as the RFC writes them",
    arguments: [
      (Item.unsigned(0), "00"), (.unsigned(10), "0a"), (.unsigned(23), "17"),
      (.unsigned(24), "1818"), (.unsigned(100), "1864"), (.unsigned(255), "18ff"),
      (.unsigned(256), "190100"), (.unsigned(1_000), "1903e8"), (.unsigned(65_535), "19ffff"),
      (.unsigned(65_536), "1a00010000"), (.unsigned(1_000_000), "1a000f4240"),
      (.unsigned(4_294_967_295), "1affffffff"), (.unsigned(4_294_967_296), "1b0000000100000000"),
      (.unsigned(1_000_000_000_000), "1b000000e8d4a51000"), (.unsigned(.max), "1bffffffffffffffff"),
      (.negative(-1), "20"), (.negative(-10), "29"), (.negative(-100), "3863"),
      (.negative(-1_000), "3903e7"), (.negative(.min), "3b7fffffffffffffff"),
      (.boolean(false), "f4"), (.boolean(true), "f5"), (.null, "f6"), (.bytes([]), "40"),
      (.bytes([1, 2, 3, 4]), "4401020304"), (.text(""), "60"), (.text("IETF"), "6449455446"),
      (.text("水"), "63e6b0b4"), (.text("𐅑"), "64f0908591"), (.array([]), "80"),
      (.array([.unsigned(1), .array([.unsigned(2), .unsigned(3)])]), "8201820203"),
      (.fields([]), "a0"), (.fields([(1, .unsigned(2)), (3, .unsigned(4))]), "a201020304"),
    ])
  func examples(item: Item, digits: String) {
    #expect(item.encoded == hex(digits))
    #expect(CBORTests.refusal(item.encoded) == nil)
  }

  @Test("what is written is read back", arguments: 0..<200 as Range<UInt64>)
  func roundTrip(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let bytes = Item.random(&random, depth: 5).encoded
    #expect(CBORTests.refusal(bytes) == nil)
    var reader = CBORReader(end: bytes.count)
    let again = try Item.read(&reader, bytes.span)
    #expect(again.encoded == bytes)
    #expect(reader.isAtEnd)
    for count in 0..<bytes.count {
      #expect(CBORTests.refusal(Array(bytes[..<count])) != nil, "cut at \(count)")
    }
    #expect(CBORTests.refusal(bytes + [0]) == .trailing(position: bytes.count))
  }

  @Test("numbers at the borders of their lengths come back")
  func borders() throws {
    for shift in 0..<64 as Range<UInt64> {
      for value in [1 << shift, (1 << shift) - 1, (1 << shift) + 1] as [UInt64] {
        let bytes = Item.unsigned(value).encoded
        var reader = CBORReader(end: bytes.count)
        #expect(try reader.unsigned(bytes.span) == value)
        if let signed = Int64(exactly: value) {
          for number in [signed, -signed, ~signed] {
            let encoded = Item.negative(number).encoded
            var reader = CBORReader(end: encoded.count)
            #expect(try reader.integer(encoded.span) == number)
          }
        }
      }
    }
  }

  @Test(
    "any other spelling of an item is refused",
    arguments: [
      // Longer arguments than needed, of every kind.
      "1800", "1817", "190000", "1900ff", "1a00000000", "1a0000ffff", "1b0000000000000000",
      "1b00000000ffffffff", "3800", "3900ff", "5800", "580161", "590001ff", "7800", "780161",
      "9800", "980100", "9a0000000100", "b800", "b8010000",
      // Indefinite lengths.
      "5fff", "5f4101ff", "7fff", "7f6161ff", "9fff", "9f01ff", "bfff", "bf0101ff", "ff",
      // Reserved arguments.
      "1c", "1d", "1e", "1f", "3c", "5c", "7d", "9e", "bc",
      // Tags, floats, undefined and other simple values.
      "c000", "c11a514b67b0", "d8184100", "f90000", "fa00000000", "fb0000000000000000", "f7",
      "e0", "f0", "f3", "f8ff", "f820",
      // Keys out of order, in both senses of length, and keys twice.
      "a202000100", "a201000100", "a2616200616100", "a26161006161f6", "a2626161006162f6",
      "a2616100000a", "a220000000", "a2f600818000", "a2190100001818f6",
      // A map inside that is wrong.
      "81a202000100", "a100a201000100", "a1a20200010000",
      // Texts that are not UTF-8: a lone continuation, overlong, a surrogate, beyond Unicode.
      "6180", "62c080", "63eda080", "64f4908080", "62c3", "61ff", "a161ff00",
    ])
  func spellings(digits: String) {
    #expect(CBORTests.refusal(hex(digits)) != nil)
  }

  @Test("lengths and counts beyond the bytes are refused before anything is made of them")
  func lengths() {
    for initial in [0x5B, 0x7B, 0x9B, 0xBB] as [UInt8] {
      for count in [3, 1 << 31, 1 << 62, 1 << 63, UInt64.max] as [UInt64] {
        let argument = (0..<8).map { UInt8(truncatingIfNeeded: count >> UInt64(56 - 8 * $0)) }
        #expect(CBORTests.refusal([initial] + argument + [0, 0]) != nil)
      }
    }
    #expect(CBORTests.refusal([0x83, 0, 0]) == .tooLong(position: 0, count: 3))
    #expect(CBORTests.refusal([0xA2, 0, 0]) == .tooLong(position: 0, count: 2))
  }

  @Test("nesting goes as deep as the limit and no deeper")
  func depth() {
    for initial in [0x81, 0xA1] as [UInt8] {
      func nested(_ depth: Int) -> [UInt8] {
        let open: [UInt8] = initial == 0x81 ? [0x81] : [0xA1, 0x00]
        return (0..<depth).flatMap { _ in open } + [0xF6]
      }
      #expect(CBORTests.refusal(nested(Limits.depthMax)) == nil)
      #expect(CBORTests.refusal(nested(Limits.depthMax + 1)) != nil)
      #expect(CBORTests.refusal(nested(30_000)) != nil)
    }
  }

  @Test("a typed read refuses every other kind of item, and moves nothing on the way")
  func typedReads() throws {
    let items: [Item] = [
      .unsigned(1), .negative(-1), .bytes([1]), .text("a"), .array([.null]),
      .fields([(0, .null)]), .boolean(true), .null,
    ]
    for (position, item) in items.enumerated() {
      let bytes = item.encoded
      func reads(_ body: (inout CBORReader, Span<UInt8>) throws -> Void) -> Bool {
        var reader = CBORReader(end: bytes.count)
        do {
          try body(&reader, bytes.span)
          return true
        } catch { return false }
      }
      #expect(reads { _ = try $0.unsigned($1) } == (position == 0))
      #expect(reads { _ = try $0.integer($1) } == (position <= 1))
      #expect(reads { _ = try $0.byteString($1) } == (position == 2))
      #expect(reads { _ = try $0.hash($1) } == false)
      #expect(reads { _ = try $0.text($1) } == (position == 3))
      #expect(reads { _ = try $0.array($1) } == (position == 4))
      #expect(reads { _ = try $0.map($1) } == (position == 5))
      #expect(reads { _ = try $0.boolean($1) } == (position == 6))
      var reader = CBORReader(end: bytes.count)
      #expect(try reader.isNull(bytes.span) == (position == 7))
    }
  }

  @Test("random bytes are refused or have exactly that spelling")
  func noise() throws {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 1...12, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      // Integers below Int64.min are CBOR, but no value that the format has.
      guard !bytes.contains(0x3B), CBORTests.refusal(bytes) == nil else { continue }
      var reader = CBORReader(end: bytes.count)
      #expect(try Item.read(&reader, bytes.span).encoded == bytes)
    }
  }
}
