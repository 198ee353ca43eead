import LedgerFormat
import TestSupport
import Testing

@Suite("Entries written link by link")
struct EntryEncoderTests {
  private static func hash(_ random: inout some RandomNumberGenerator) -> Hash {
    var hasher = Hasher()
    return hasher.digest([UInt8.random(in: 0 ... .max, using: &random)].span)
  }

  /// A number of any length, those at the borders of lengths among them.
  private static func number(_ random: inout some RandomNumberGenerator) -> UInt64 {
    let border: UInt64 = [0, 24, 0x100, 0x1_0000, 0x1_0000_0000].randomElement(using: &random) ?? 0
    let near = border &+ UInt64.random(in: 0...2, using: &random) &- 1
    return Bool.random(using: &random) ? near : UInt64.random(in: 0 ... .max, using: &random)
  }

  private static func entry(_ random: inout some RandomNumberGenerator) -> Entry {
    let links = (0..<Int.random(in: 0...40, using: &random)).map { _ in
      let kind = StreamKind.allCases.randomElement(using: &random) ?? .lot
      let name = String(repeating: "储", count: Int.random(in: 1...60, using: &random))
      let stream = StreamKey(kind: kind, id: Identifier(name))
      if Bool.random(using: &random) { return Link(stream: stream, ordinal: 0, previous: nil) }
      return Link(
        stream: stream, ordinal: number(&random),
        previous: Link.Previous(index: number(&random), hash: hash(&random)))
    }
    let body = (0..<Int.random(in: 0...9_000, using: &random)).map { UInt8(truncatingIfNeeded: $0) }
    return Entry(
      index: number(&random), recordedAt: number(&random), more: true,
      previous: Bool.random(using: &random) ? nil : hash(&random), links: links, body: body)
  }

  @Test("have the bytes of the entry written at once")
  func equalBytes() {
    var random = SeededGenerator(seed: 3)
    var encoder = EntryEncoder()
    for _ in 0..<400 {
      let entry = EntryEncoderTests.entry(&random)
      var writer = CBORWriter()
      entry.encode(into: &writer)
      encoder.begin(
        index: entry.index, recordedAt: entry.recordedAt, previous: entry.previous,
        linkCount: entry.links.count)
      for link in entry.links {
        if let previous = link.previous {
          encoder.link(
            link.stream, ordinal: link.ordinal, previous: previous.index, previous.hash)
        } else {
          encoder.firstLink(link.stream)
        }
      }
      encoder.end(body: entry.body.span)
      let bytes = encoder.withBytes { [UInt8]($0) }
      #expect(bytes == writer.bytes)
      #expect(bytes[encoder.moreOffset] == 0xF5)
    }
  }
}
