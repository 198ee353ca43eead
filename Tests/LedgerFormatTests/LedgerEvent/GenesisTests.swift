import LedgerFormat
import Testing

@Suite("The genesis")
struct GenesisTests {
  static let key =
    "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"

  static func fields() -> [(UInt64, Item)] {
    [
      (0, .unsigned(64)), (1, .bytes([UInt8](1...16))), (2, .text("example.com/foo")),
      (3, .text(key)), (4, .fields([(0, .unsigned(5_000)), (1, .unsigned(0))])),
      (5, .array([.text(key)])),
    ]
  }

  static func read(_ fields: [(UInt64, Item)]) throws -> Genesis {
    try Genesis(body: Item.fields(fields).encoded.span)
  }

  @Test("is written as the format says, and read back")
  func roundTrip() throws {
    let id = try #require(LedgerID([UInt8](1...16)))
    let key = try VerifierKey(GenesisTests.key)
    let genesis = Genesis(ledgerID: id, logKey: key, registrars: [key])
    var writer = CBORWriter()
    genesis.encode(into: &writer)
    #expect(writer.bytes == Item.fields(GenesisTests.fields()).encoded)
    #expect(try Genesis(body: writer.bytes.span) == genesis)
    #expect(genesis.origin == "example.com/foo")
    #expect(id.hex == "0102030405060708090a0b0c0d0e0f10")
  }

  @Test("lacks no key", arguments: 0...5)
  func missing(position: Int) {
    var fields = GenesisTests.fields()
    let key = fields.remove(at: position).0
    #expect(throws: EntryError.self, "\(key)") { try GenesisTests.read(fields) }
  }

  @Test("with a key more is newer")
  func newer() {
    #expect(throws: EntryError.newerEvent(kind: 64, key: 6)) {
      try GenesisTests.read(GenesisTests.fields() + [(6, .null)])
    }
  }

  @Test("refuses values that the format does not allow")
  func values() throws {
    let wrong: [(Int, Item)] = [
      (0, .unsigned(65)), (1, .bytes([UInt8](1...15))), (1, .bytes([UInt8](1...17))),
      (1, .text("0123456789abcdef")), (2, .text("example.com/bar")), (2, .text("")),
      (3, .text("example.com/foo")), (4, .fields([])), (4, .fields([(0, .unsigned(5_000))])),
      (4, .fields([(0, .unsigned(1_000_001)), (1, .unsigned(0))])),
      (4, .fields([(0, .unsigned(5_000)), (1, .unsigned(2))])), (5, .text("")),
      (5, .array([.text("x")])),
    ]
    for (position, value) in wrong {
      var fields = GenesisTests.fields()
      fields[position].1 = value
      #expect(throws: EntryError.self, "\(position) \(value)") { try GenesisTests.read(fields) }
    }
    var fields = GenesisTests.fields()
    fields[4].1 = .fields([(0, .unsigned(1_000_000)), (1, .unsigned(1))])
    #expect(try GenesisTests.read(fields).policy.signatures == .signed)
  }
}
