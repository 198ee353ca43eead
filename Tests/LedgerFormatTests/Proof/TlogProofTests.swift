import LedgerFormat
import Testing

@Suite("Proofs that an entry is in the ledger")
struct TlogProofTests {
  @Test("are written, read and verified for every entry")
  func roundTrip() throws {
    let sample = try ProofSample()
    var hasher = Hasher()
    for index in sample.entries.indices {
      let proof = sample.inclusion(of: index)
      let read = try TlogProof(proof.bytes.span)
      #expect(read == proof)
      let entry = try #require(read.extra)
      #expect(try read.verify(entry: entry.span, key: sample.key, &hasher) == sample.checkpoint)
    }
  }

  @Test("have the lines of C2SP tlog-proof")
  func lines() throws {
    let sample = try ProofSample()
    var proof = sample.inclusion(of: 8)
    let text = String(decoding: proof.bytes, as: UTF8.self)
    #expect(
      text.hasPrefix(
        """
        c2sp.org/tlog-proof@v1
        extra ZW50cnkgOA==
        index 8
        \(Base64.encode(sample.tree.root(8)))

        county.example
        9

        """))
    proof.extra = nil
    #expect(String(decoding: proof.bytes, as: UTF8.self).hasPrefix("c2sp.org/tlog-proof@v1\nindex"))
    #expect(try TlogProof(proof.bytes.span) == proof)
  }

  @Test("any bit flipped is refused, or proves the same and counts that signature no more")
  func flippedBits() throws {
    let sample = try ProofSample()
    let proof = sample.inclusion(of: 5)
    let bytes = proof.bytes
    var hasher = Hasher()
    var ignored = 0
    for position in bytes.indices {
      for bit in 0..<8 {
        var flipped = bytes
        flipped[position] ^= 1 << bit
        guard let read = try? TlogProof(flipped.span) else { continue }
        #expect(read.bytes == flipped)
        guard let entry = read.extra,
          let checkpoint = try? read.verify(entry: entry.span, key: sample.key, &hasher)
        else { continue }
        #expect(checkpoint == sample.checkpoint)
        #expect(read.index == proof.index)
        #expect(entry == sample.entries[5])
        ignored += 1
      }
    }
    // The line of the unknown witness is passed over, whatever it says.
    #expect(ignored > 0)
  }

  @Test("another entry, place or key is refused")
  func refusals() throws {
    let sample = try ProofSample()
    let stranger = try SigningKey.generate(name: "county.example").verifierKey
    var proof = sample.inclusion(of: 3)
    let (right, wrong) = (sample.entries[3], sample.entries[4])
    func verify(_ entry: [UInt8], _ key: VerifierKey) throws(ProofFileError) {
      var hasher = Hasher()
      _ = try proof.verify(entry: entry.span, key: key, &hasher)
    }
    try verify(right, sample.key)
    #expect(throws: ProofFileError.self) { try verify(wrong, sample.key) }
    #expect(throws: ProofFileError.note(.unsigned)) { try verify(right, stranger) }
    proof.index = 9
    #expect(throws: ProofFileError.proof(.index(9, size: 9))) { try verify(right, sample.key) }
    for other in 0..<9 where other != 3 {
      proof.index = UInt64(other)
      #expect(throws: ProofFileError.self) { try verify(right, sample.key) }
    }
    proof = sample.inclusion(of: 3)
    proof.hashes.append(proof.hashes[0])
    #expect(throws: ProofFileError.proof(.hashCount(5))) { try verify(right, sample.key) }
    proof.hashes.removeLast(2)
    #expect(throws: ProofFileError.proof(.hashCount(3))) { try verify(right, sample.key) }
  }

  @Test("what is not a proof is refused at its line")
  func form() throws {
    let sample = try ProofSample()
    let text = String(decoding: sample.inclusion(of: 3).bytes, as: UTF8.self)
    let changes: [(of: String, to: String, line: Int)] = [
      ("tlog-proof@v1\n", "tlog-proof@v2\n", 1), ("tlog-proof@v1\n", "tlog-proof@v1\r\n", 1),
      ("extra ZW50cnkgMw==\n", "extra ZW50cnkgMx==\n", 2),
      ("extra ZW50cnkgMw==\n", "extra ZW50cnkgMw\n", 2),
      ("extra ZW50cnkgMw==\n", "extra ZW50cnkgMw==\nextra ZW50cnkgMw==\n", 3),
      ("index 3\n", "index 03\n", 3), ("index 3\n", "index  3\n", 3), ("index 3\n", "", 3),
      ("index 3\n", "index 18446744073709551616\n", 3), ("index 3\n", "index 3\nAAAA\n", 4),
    ]
    for change in changes {
      let changed = Array(replacing(change.of, in: text, with: change.to).utf8)
      #expect(throws: ProofFileError.line(change.line), "\(change)") {
        try TlogProof(changed.span)
      }
    }
    let hash = Base64.encode(sample.tree.root()) + "\n"
    let long = replacing(
      "index 3\n", in: text, with: "index 3\n" + String(repeating: hash, count: 70))
    #expect(throws: ProofFileError.line(69)) { try TlogProof(Array(long.utf8).span) }
    #expect(throws: ProofFileError.line(1)) { try TlogProof([UInt8]().span) }
  }

  private func replacing(_ part: String, in text: String, with other: String) -> String {
    let pieces = text.split(separator: part, maxSplits: 1, omittingEmptySubsequences: false)
    return pieces.joined(separator: other)
  }
}
