import Custody
import LedgerFormat
import Testing

@testable import LedgerAudit

/// Each bit of what is handed to strangers and of what is signed in entries, flipped by itself.
///
/// The same for whole files of evidence is in `EvidenceTests` and, with authors and time stamps, in
/// `StampedEvidenceTests`; for proofs of growth and requests to witnesses in `LedgerFormatTests`.
@Suite("Every bit of what is signed")
struct EveryBitTests {
  /// Gives the bytes with each bit flipped, one after another, and which it was.
  private static func forEachFlip(
    of bytes: [UInt8], _ body: (_ changed: [UInt8], _ place: String) throws -> Void
  ) rethrows {
    var changed = bytes
    for place in bytes.indices {
      for bit in 0..<8 {
        changed[place] ^= 1 << UInt8(bit)
        try body(changed, "byte \(place), bit \(bit)")
        changed[place] = bytes[place]
      }
    }
  }

  /// Checks that a file with any bit flipped proves nothing, or just the same.
  private static func checkAll(
    _ bytes: [UInt8], _ policy: TrustPolicy,
    isSame: (_ found: ProvedStatement, _ whole: ProvedStatement) -> Bool = { $0 == $1 }
  ) throws {
    let checker = ProofChecker(policy: policy)
    func statements(_ bytes: [UInt8]) throws -> [ProvedStatement] {
      try ProofFile.parse(bytes.span).map { file throws(ProofFileError) in try checker.check(file) }
    }
    let whole = try #require(statements(bytes).first)
    forEachFlip(of: bytes) { changed, place in
      guard let found = try? statements(changed) else { return }
      #expect(found.count == 1 && isSame(found[0], whole), "\(place): \(found)")
    }
  }

  @Test("of a checkpoint and of an entry's proof")
  func proofs() throws {
    let maker = try Story.ledger()
    let policy = TrustPolicy(logs: [maker.key])
    let note = try maker.checkpoint()
    try EveryBitTests.checkAll(note, policy)
    let hashes = maker.entries.indices.map { maker.leafHash($0) }
    var hasher = Hasher()
    let path = MerkleTree.inclusionProof(index: 6, of: hashes.span, &hasher)
    let proof = TlogProof(
      extra: maker.entries[6], index: 6, hashes: path, note: try SignedNote(note.span))
    try EveryBitTests.checkAll(proof.bytes, policy)
  }

  @Test("of a cosigned checkpoint, whose cosignature counts, or not at all")
  func cosigned() throws {
    let maker = try Story.ledger()
    let witness = try SigningKey.generate(name: "witness.example")
    let key = try CosignerKey(
      name: "witness.example", publicKey: witness.verifierKey.publicKey)
    let signed = try maker.checkpoint()
    var note = try SignedNote(signed.span)
    note.add(try note.cosignature(by: witness, seconds: 1_700_000_000))
    func policy(_ quorum: String) throws -> TrustPolicy {
      let text = "log \(maker.key.text)\nwitness w \(key.text)\nquorum \(quorum)\n"
      let bytes = Array(text.utf8)
      return try TrustPolicy(bytes.span)
    }
    // Where the cosignature is needed, it is there as it was or the note is refused.
    try EveryBitTests.checkAll(note.bytes, policy("w"))
    // Where it is not, whatever is no longer this witness's is passed over.
    try EveryBitTests.checkAll(note.bytes, policy("none")) { found, whole in
      guard case .checkpoint(let found) = found, case .checkpoint(let whole) = whole else {
        return false
      }
      return found.checkpoint == whole.checkpoint && found.signers == whole.signers
        && (found.cosigners == whole.cosigners || found.cosigners.isEmpty)
    }
  }

  @Test("of an auditor's signed report")
  func report() throws {
    let auditor = try SigningKey.generate(name: "auditor.example")
    let text = """
      \(ProofFile.reportHeader)
      language          zh
      结论              完好
      key               example.org/county+12345678+AAAA
      missing parts     none

      """
    var note = try SignedNote(text: text)
    note.sign(with: auditor)
    try EveryBitTests.checkAll(note.bytes, TrustPolicy(logs: [auditor.verifierKey]))
  }

  @Test("of a key event, a submission and a rotation, though all hashes over them be made anew")
  func entries() throws {
    let story = try SignedStory()
    let ledgerID = story.maker.ledgerID
    var hasher = Hasher()
    let before = story.register
    story.change(expires: 1_900_000_000_000_000)
    var bytes = story.maker.entries[1]
    let key = try Entry(bytes.span)
    EveryBitTests.forEachFlip(of: key.body) { changed, place in
      guard let event = try? KeyEvent(body: changed.span) else { return }
      var register = before
      #expect(throws: KeyRefusal.self, "\(place)") {
        try register.apply(event, index: 1, recordedAt: key.recordedAt, &hasher)
      }
    }
    try story.submit([Story.made("1", "Acme/T-1", 100)], key: story.acme)
    bytes = story.maker.entries[2]
    let event = try Entry(bytes.span).body
    let root = hasher.leafHash(event.span)
    bytes = story.maker.entries[3]
    let entry = try Entry(bytes.span)
    EveryBitTests.forEachFlip(of: entry.body) { changed, place in
      guard let submission = try? Submission(body: changed.span) else { return }
      #expect(throws: KeyRefusal.self, "\(place)") {
        try story.register.check(submission, root: root, recordedAt: entry.recordedAt)
      }
    }
    let newKey = try SigningKey.generate(name: LedgerMaker.origin)
    var writer = CBORWriter()
    story.maker.rotation(to: newKey).encode(into: &writer)
    let genesis = Genesis(ledgerID: ledgerID, logKey: story.maker.key)
    EveryBitTests.forEachFlip(of: writer.bytes) { changed, place in
      guard let rotation = try? LogKeyRotation(body: changed.span) else { return }
      var chain = LogKeyChain(genesis)
      #expect(throws: KeyRefusal.self, "\(place)") { try chain.apply(rotation, index: 4) }
    }
  }
}
