import LedgerFormat
import Testing

@Suite("The proof of authorship")
struct AuthorProofTests {
  /// So many events of the party P, as short as events can be.
  static func bodies(count: Int) -> [[UInt8]] {
    (0..<count).map { number in
      Item.fields([
        (0, .unsigned(6)), (1, .text("E\(number)")), (2, .unsigned(0)), (3, .text("P")),
      ]).encoded
    }
  }

  /// A submission's entry for these events.
  static func submission(
    _ key: borrowing SigningKey, _ ledgerID: LedgerID, _ leaves: [Hash], _ hasher: inout Hasher
  ) -> [UInt8] {
    let submission = Submission.signed(
      by: key, party: "P", ledgerID: ledgerID, count: UInt64(leaves.count),
      root: MerkleTree.root(of: leaves.span, &hasher))
    var body = CBORWriter()
    submission.encode(into: &body)
    var writer = CBORWriter()
    Entry(
      index: UInt64(leaves.count) + 7, recordedAt: 5, more: false, previous: leaves[0], links: [],
      body: body.bytes
    ).encode(into: &writer)
    return writer.bytes
  }

  @Test("of every event of submissions of every small size is good, and reads as it was written")
  func roundTrip() throws {
    let key = try SigningKey.generate(name: "P")
    let id = LedgerID.random()
    var hasher = Hasher()
    for count in 1...9 {
      let bodies = AuthorProofTests.bodies(count: count)
      let leaves = bodies.map { hasher.leafHash($0.span) }
      let entry = AuthorProofTests.submission(key, id, leaves, &hasher)
      for (position, body) in bodies.enumerated() {
        let made = AuthorProof.make(
          submission: entry, position: UInt64(position), leafHashes: leaves, &hasher)
        let proof = try #require(made)
        let author = try #require(AuthorProofTests.author(proof, body, id, key.verifierKey))
        #expect(author.party == "P")
        #expect(author.eventIndex == 7 + UInt64(position))
        #expect(author.submissionIndex == 7 + UInt64(count))
        var writer = CBORWriter()
        proof.encode(into: &writer)
        #expect(AuthorProofTests.read(writer.bytes) == proof)
      }
    }
  }

  @Test("no bit of it, of the event or of the ledger's id can be turned")
  func turnedBits() throws {
    let key = try SigningKey.generate(name: "P")
    let id = LedgerID.random()
    var hasher = Hasher()
    let bodies = AuthorProofTests.bodies(count: 3)
    let leaves = bodies.map { hasher.leafHash($0.span) }
    let entry = AuthorProofTests.submission(key, id, leaves, &hasher)
    let made = AuthorProof.make(
      submission: entry, position: 1, leafHashes: leaves, &hasher)
    let proof = try #require(made)
    let author = try #require(AuthorProofTests.author(proof, bodies[1], id, key.verifierKey))
    var writer = CBORWriter()
    proof.encode(into: &writer)
    for bit in 0..<8 * writer.bytes.count {
      var bytes = writer.bytes
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      guard let changed = AuthorProofTests.read(bytes),
        let proved = AuthorProofTests.author(changed, bodies[1], id, key.verifierKey)
      else { continue }
      // The entry's own place and time are not what the party signs: an inclusion proof holds them.
      #expect(changed.submission != proof.submission, "bit \(bit)")
      #expect(proved.party == author.party && proved.keyID == author.keyID, "bit \(bit)")
    }
    for bit in 0..<8 * bodies[1].count {
      var body = bodies[1]
      body[bit / 8] ^= 1 << UInt8(bit % 8)
      let proved = AuthorProofTests.author(proof, body, id, key.verifierKey)
      #expect(proved == nil, "bit \(bit)")
    }
    let elsewhere = AuthorProofTests.author(proof, bodies[1], .random(), key.verifierKey)
    #expect(elsewhere == nil)
  }

  /// Whom a proof names as the event's author; nil where it proves nothing.
  private static func author(
    _ proof: AuthorProof, _ body: [UInt8], _ ledgerID: LedgerID, _ key: VerifierKey
  ) -> AuthorProof.Author? {
    var hasher = Hasher()
    do { return try proof.verify(body: body.span, ledgerID: ledgerID, key: key, &hasher) } catch {
      return nil
    }
  }

  private static func read(_ bytes: [UInt8]) -> AuthorProof? {
    var reader = CBORReader(end: bytes.count)
    do { return try AuthorProof(&reader, bytes.span) } catch { return nil }
  }
}
