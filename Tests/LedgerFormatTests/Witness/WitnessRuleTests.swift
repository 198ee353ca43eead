import LedgerFormat
import Testing

@Suite("What a witness may cosign")
struct WitnessRuleTests {
  private let sample: ProofSample

  init() throws { sample = try ProofSample() }

  private func tree(_ size: Int) -> WitnessRule.Tree {
    WitnessRule.Tree(size: UInt64(size), root: sample.tree.root(size))
  }

  /// Asks for the sample's checkpoint of nine entries.
  private func request(old: Int) -> AddCheckpointRequest {
    AddCheckpointRequest(
      oldSize: UInt64(old),
      hashes: old == 0 ? [] : ReferenceTree.subproof(old, sample.tree.leafHashes[...], true),
      note: sample.note)
  }

  private func refusal(_ known: WitnessRule.Tree?, _ request: AddCheckpointRequest)
    -> WitnessRefusal?
  {
    var hasher = Hasher()
    do throws(WitnessRefusal) {
      _ = try WitnessRule(log: sample.key, known: known).judge(request, &hasher)
      return nil
    } catch { return error }
  }

  @Test("a request is read as it was written, and no other text is one")
  func form() throws {
    let request = request(old: 3)
    #expect(try AddCheckpointRequest(request.bytes.span) == request)
    let isRequest = AddCheckpointRequest.isBeginning(request.bytes.span)
    let isNote = AddCheckpointRequest.isBeginning(sample.note.bytes.span)
    #expect(isRequest && !isNote)
    let text = String(decoding: request.bytes, as: UTF8.self)
    for wrong in [
      text.replacing("old 3\n", with: "old 03\n"), text.replacing("old 3\n", with: "old\n"),
      text.replacing("old 3\n", with: "old 3 \n"), text.replacing("old 3\n", with: "OLD 3\n"),
      String(text.dropLast()), text.replacing("\n\n", with: "\n"), "old 3\n", "",
    ] {
      #expect(throws: ProofFileError.self) { try AddCheckpointRequest(Array(wrong.utf8).span) }
    }
  }

  @Test("every tree that continues the known one, and the first that is met")
  func accepted() throws {
    #expect(refusal(nil, request(old: 0)) == nil)
    #expect(refusal(tree(0), request(old: 0)) == nil)
    for old in 1...9 { #expect(refusal(tree(old), request(old: old)) == nil, "\(old)") }
    var hasher = Hasher()
    for old in 1...9 {
      let rule = WitnessRule(log: sample.key, known: tree(old))
      for new in old...9 {
        // The proof may end at the checkpoint or pass through another tree on its way there.
        let proof = sample.consistency(old: old, new: new)
        let judged = try rule.judge(sample.note, proof: proof, &hasher)
        #expect(judged == sample.checkpoint)
      }
    }
  }

  @Test("nothing smaller, nothing from another size, nothing that was rewritten, nothing unproved")
  func refused() {
    var hasher = Hasher()
    #expect(refusal(tree(4), request(old: 3)) == .otherSize(known: 4, old: 3))
    #expect(refusal(tree(4), request(old: 0)) == .otherSize(known: 4, old: 0))
    #expect(refusal(nil, request(old: 3)) == .otherSize(known: 0, old: 3))
    var ahead = request(old: 3)
    ahead.oldSize = 10
    #expect(refusal(tree(4), ahead) == .oldSizeAhead(old: 10, size: 9))
    let other = WitnessRule.Tree(size: 9, root: .zero)
    #expect(
      refusal(other, request(old: 9))
        == .contradiction(size: 9, known: .zero, found: sample.tree.root()))
    let rewritten = WitnessRule.Tree(size: 4, root: sample.tree.root(5))
    #expect(refusal(rewritten, request(old: 4))?.httpStatus == 422)
    var unproved = request(old: 4)
    unproved.hashes = []
    #expect(refusal(tree(4), unproved)?.httpStatus == 422)
    unproved = request(old: 0)
    unproved.hashes = [.zero]
    #expect(refusal(nil, unproved) == .proof(.hashCount(1)))

    let rule = WitnessRule(log: sample.key, known: tree(4))
    #expect(throws: WitnessRefusal.proofMissing(known: 4, size: 9)) {
      try rule.judge(sample.note, proof: nil, &hasher)
    }
    #expect(throws: WitnessRefusal.otherSize(known: 4, old: 5)) {
      try rule.judge(sample.note, proof: sample.consistency(old: 5, new: 9), &hasher)
    }
    let larger = WitnessRule(log: sample.key, known: WitnessRule.Tree(size: 12, root: .zero))
    #expect(throws: WitnessRefusal.smaller(known: 12, size: 9)) {
      try larger.judge(sample.note, proof: nil, &hasher)
    }
  }

  @Test("a checkpoint of another ledger, or one that the ledger did not sign")
  func strangers() throws {
    let stranger = try ProofSample()
    var hasher = Hasher()
    let rule = WitnessRule(log: stranger.key, known: nil)
    #expect(throws: WitnessRefusal.note(.unsigned)) {
      try rule.judge(sample.note, proof: nil, &hasher)
    }
    let elsewhere = try VerifierKey(name: "else.example", publicKey: sample.key.publicKey)
    #expect(
      throws: WitnessRefusal.otherLedger(expected: "else.example", found: "county.example")
    ) {
      try WitnessRule(log: elsewhere, known: nil).judge(sample.note, proof: nil, &hasher)
    }
  }

  @Test("any bit of a request flipped is refused, or asks for the same checkpoint")
  func flippedBits() throws {
    let request = request(old: 3)
    let bytes = request.bytes
    var hasher = Hasher()
    let rule = WitnessRule(log: sample.key, known: tree(3))
    for position in bytes.indices {
      for bit in 0..<8 {
        var flipped = bytes
        flipped[position] ^= 1 << bit
        guard let read = try? AddCheckpointRequest(flipped.span) else { continue }
        #expect(read.bytes == flipped)
        guard let checkpoint = try? rule.judge(read, &hasher) else { continue }
        #expect(checkpoint == sample.checkpoint)
        #expect(read.hashes == request.hashes && read.oldSize == 3)
      }
    }
  }
}
