import LedgerFormat
import Testing

@Suite("Entries")
struct EntryTests {
  static let hash = Item.bytes([UInt8](repeating: 7, count: 32))
  static let body = Item.fields([(0, .unsigned(6)), (9, .text("P/b"))])

  /// The seven items of an entry that is right.
  static func items(links: [Item] = []) -> [Item] {
    [
      .unsigned(1), .unsigned(5), .unsigned(0), .boolean(false), hash, .array(links), body,
    ]
  }

  static func link(
    _ stream: UInt64, _ id: String, _ ordinal: UInt64 = 0, _ index: Item = .null,
    _ hash: Item = .null
  ) -> Item {
    .array([.unsigned(stream), .text(id), .unsigned(ordinal), index, hash])
  }

  static func read(_ items: [Item]) throws -> Entry {
    let bytes = Item.array(items).encoded
    return try Entry(bytes.span)
  }

  static func read(links: [Item]) throws -> Entry { try read(items(links: links)) }

  @Test("a newer version is newer, whatever else stands there", arguments: [0, 2, 24, UInt64.max])
  func newer(version: UInt64) {
    var items = EntryTests.items()
    items[0] = .unsigned(version)
    #expect(throws: EntryError.newer(version: version)) { try EntryTests.read(items) }
    #expect(throws: EntryError.newer(version: version)) {
      try EntryTests.read([.unsigned(version), .text("?")])
    }
  }

  @Test("a stream of another number is newer", arguments: [7, 255, 256, UInt64.max])
  func newerStream(number: UInt64) {
    #expect(throws: EntryError.newerStream(number: number)) {
      try EntryTests.read(links: [EntryTests.link(number, "x")])
    }
  }

  @Test("every item has its type and its range", arguments: 0..<7)
  func types(position: Int) {
    #expect(throws: Never.self) { try EntryTests.read(EntryTests.items()) }
    for wrong in [Item.text("x"), .negative(-1), .array([.null])] {
      var items = EntryTests.items()
      items[position] = wrong
      #expect(throws: EntryError.self) { try EntryTests.read(items) }
    }
    var fewer = EntryTests.items()
    fewer.remove(at: position)
    #expect(throws: EntryError.self) { try EntryTests.read(fewer) }
    #expect(throws: EntryError.itemCount(expected: 7, found: 8, position: 0)) {
      try EntryTests.read(EntryTests.items() + [.null])
    }
  }

  @Test("only entry 0 has no previous entry")
  func previous() {
    var items = EntryTests.items()
    items[1] = .unsigned(0)
    #expect(throws: EntryError.previousHash(index: 0)) { try EntryTests.read(items) }
    items[4] = .null
    #expect(throws: Never.self) { try EntryTests.read(items) }
    items[1] = .unsigned(1)
    #expect(throws: EntryError.previousHash(index: 1)) { try EntryTests.read(items) }
    items[4] = .bytes([UInt8](repeating: 7, count: 31))
    #expect(throws: EntryError.self) { try EntryTests.read(items) }
  }

  @Test("the clock goes to the end of the year 9999")
  func recordedAt() {
    var items = EntryTests.items()
    items[2] = .unsigned(Limits.instantMax)
    #expect(throws: Never.self) { try EntryTests.read(items) }
    items[2] = .unsigned(Limits.instantMax + 1)
    #expect(throws: EntryError.self) { try EntryTests.read(items) }
  }

  @Test("links stand in the order of stream and id bytes, none twice")
  func linkOrder() throws {
    let ordered = [
      EntryTests.link(0, "P/b"), EntryTests.link(0, "P/ba"), EntryTests.link(0, "Pé/a"),
      EntryTests.link(1, "A"), EntryTests.link(5, "A"),
    ]
    #expect(try EntryTests.read(links: ordered).links.count == 5)
    for position in 1..<ordered.count {
      var swapped = ordered
      swapped.swapAt(position - 1, position)
      #expect(throws: EntryError.self) { try EntryTests.read(links: swapped) }
      var doubled = ordered
      doubled.insert(ordered[position], at: position)
      #expect(throws: EntryError.self) { try EntryTests.read(links: doubled) }
    }
  }

  @Test("a link has a previous entry exactly when it is not the stream's first")
  func linkOrdinals() {
    let hash = EntryTests.hash
    func refused(_ link: Item) -> Bool {
      do {
        _ = try EntryTests.read(links: [link])
        return false
      } catch { return true }
    }
    #expect(!refused(EntryTests.link(1, "A", 0, .null, .null)))
    #expect(!refused(EntryTests.link(1, "A", 1, .unsigned(4), hash)))
    #expect(refused(EntryTests.link(1, "A", 0, .unsigned(4), hash)))
    #expect(refused(EntryTests.link(1, "A", 1, .null, .null)))
    #expect(refused(EntryTests.link(1, "A", 1, .unsigned(4), .null)))
    #expect(refused(EntryTests.link(1, "A", 1, .null, hash)))
    #expect(refused(EntryTests.link(1, "A", 1, .unsigned(5), hash)))
    #expect(refused(EntryTests.link(1, "A", 1, .unsigned(6), hash)))
  }

  @Test("an id is 1 to 128 bytes, a lot's at most 257")
  func idSizes() {
    func isRead(_ stream: UInt64, _ sizeBytes: Int) -> Bool {
      let id = String(repeating: "x", count: sizeBytes)
      return (try? EntryTests.read(links: [EntryTests.link(stream, id)])) != nil
    }
    #expect(!isRead(1, 0) && isRead(1, 1) && isRead(1, 128) && !isRead(1, 129))
    #expect(!isRead(0, 0) && isRead(0, 1) && isRead(0, 257) && !isRead(0, 258))
  }

  @Test("an entry is at most 65,535 bytes")
  func sizeLimit() {
    func entry(_ sizeBytes: Int) -> [UInt8] {
      var items = EntryTests.items()
      items[6] = .fields([(0, .bytes([UInt8](repeating: 1, count: 60_000)))])
      let more = sizeBytes - Item.array(items).encoded.count
      items[6] = .fields([(0, .bytes([UInt8](repeating: 1, count: 60_000 + more)))])
      return Item.array(items).encoded
    }
    let (most, more) = (entry(65_535), entry(65_536))
    #expect(most.count == 65_535 && more.count == 65_536)
    #expect(throws: Never.self) { try Entry(most.span) }
    #expect(throws: EntryError.tooLarge(sizeBytes: 65_536, sizeBytesMax: 65_535)) {
      try Entry(more.span)
    }
  }
}
