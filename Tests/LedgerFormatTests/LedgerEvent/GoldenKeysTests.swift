import LedgerFormat
import Testing

/// What `Vectors/keys.txt` holds, which another program wrote from the format's page.
@Suite("The golden keys")
struct GoldenKeysTests {
  private let lines: [String: [String]]
  private let genesis: Genesis

  init() throws {
    lines = Dictionary(grouping: try vectors("keys.txt")) { $0[0] }.mapValues { $0.map { $0[1] } }
    let first = try vectors("ledger.txt").first { $0[0] == "entry" }
    let entry = hex(try #require(first?[3]))
    let body = try Entry(entry.span).body
    var genesis = try Genesis(body: body.span)
    genesis.registrars = [try VerifierKey(try #require(lines["registrar"]?[0]))]
    self.genesis = genesis
  }

  private func bytes(_ name: String, _ position: Int = 0) throws -> [UInt8] {
    hex(try #require(lines[name])[position])
  }

  @Test("key events read, write and count as another program signed them")
  func keyEvents() throws {
    var register = KeyRegister(genesis)
    var hasher = Hasher()
    let party = try VerifierKey(try #require(lines["party"]?[0]))
    for (index, name) in ["register", "revoke"].enumerated() {
      let body = try bytes(name)
      let event = try KeyEvent(body: body.span)
      var writer = CBORWriter()
      event.encode(into: &writer)
      #expect(writer.bytes == body)
      #expect(event.key == party)
      try register.apply(event, index: UInt64(index) + 1, recordedAt: 5, &hasher)
    }
    let key = register.keys(of: "涂料厂").key(id: party.id)
    #expect(key?.expires == 4_000_000_000_000_000)
    #expect(key?.end == RegisteredKey.End(index: 2, isRevoked: true))
  }

  @Test("every event proves its author, and no other's proof does")
  func submission() throws {
    let key = try VerifierKey(try #require(lines["party"]?[0]))
    let entry = try bytes("entry")
    let body = try bytes("submission")
    let submission = try Submission(body: body.span)
    var writer = CBORWriter()
    submission.encode(into: &writer)
    #expect(writer.bytes == body)
    let read = try Entry(entry.span)
    #expect(read.body == body)
    var hasher = Hasher()
    let bodies = try (0..<3).map { try bytes("event", $0) }
    let leaves = bodies.map { hasher.leafHash($0.span) }
    for position in 0..<3 {
      let golden = try bytes("author", position)
      let made = AuthorProof.make(
        submission: entry, position: UInt64(position), leafHashes: leaves, &hasher)
      let proof = try #require(made)
      writer.reset()
      proof.encode(into: &writer)
      #expect(writer.bytes == golden)
      for (other, body) in bodies.enumerated() {
        let author = GoldenKeysTests.author(proof, body, genesis.ledgerID, key)
        #expect(author?.eventIndex == (other == position ? 20 + UInt64(position) : nil))
      }
    }
  }

  private static func author(
    _ proof: AuthorProof, _ body: [UInt8], _ ledgerID: LedgerID, _ key: VerifierKey
  ) -> AuthorProof.Author? {
    var hasher = Hasher()
    do { return try proof.verify(body: body.span, ledgerID: ledgerID, key: key, &hasher) } catch {
      return nil
    }
  }

  @Test("the rotation is signed by both keys")
  func rotation() throws {
    let body = try bytes("rotation")
    let rotation = try LogKeyRotation(body: body.span)
    var writer = CBORWriter()
    rotation.encode(into: &writer)
    #expect(writer.bytes == body)
    var chain = LogKeyChain(genesis)
    try chain.apply(rotation, index: 12)
    #expect(chain.newest == rotation.newKey)
    #expect(chain.key(ofSize: 12) == genesis.logKey)
  }
}
