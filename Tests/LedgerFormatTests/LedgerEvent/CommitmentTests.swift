import LedgerFormat
import Testing

@Suite("A commitment")
struct CommitmentTests {
  private static let root = Hash(Array(0..<32).span)

  private static func body(_ commitment: Commitment) -> [UInt8] {
    var writer = CBORWriter()
    commitment.encode(into: &writer)
    return writer.bytes
  }

  @Test("is written byte for byte as the format's page says")
  func bytes() throws {
    let body = CommitmentTests.body(Commitment(root: CommitmentTests.root, size: 300))
    #expect(body == [0xA3, 0x00, 0x18, 67, 0x01, 0x58, 32] + Array(0..<32) + [0x02, 0x19, 1, 44])
    #expect(
      try Commitment(body: body.span) == Commitment(root: CommitmentTests.root, size: 300))
    #expect(try EventStreams(body: body.span).own.isEmpty)
    #expect(
      try LedgerEvent(body: body.span)
        == .commitment(Commitment(root: CommitmentTests.root, size: 300)))
  }

  @Test("cut short, with a byte more, or with a key more is refused")
  func refused() {
    let body = CommitmentTests.body(Commitment(root: CommitmentTests.root, size: 7))
    for count in 0..<body.count {
      #expect(throws: EntryError.self) { try Commitment(body: Array(body[..<count]).span) }
    }
    #expect(throws: EntryError.self) { try Commitment(body: (body + [0]).span) }
    var longer = body
    longer[0] = 0xA4
    #expect(throws: EntryError.newerEvent(kind: 67, key: 3)) {
      try Commitment(body: (longer + [3, 0]).span)
    }
  }
}
