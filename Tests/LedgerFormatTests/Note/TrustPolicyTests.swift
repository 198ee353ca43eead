import LedgerFormat
import Testing

@Suite("Policies of trust")
struct TrustPolicyTests {
  let sample: PolicySample

  init() throws { sample = try PolicySample() }

  /// Which of all sixteen sets of witnesses a quorum accepts, as names in order.
  func accepted(_ lines: String) throws -> [String] {
    let policy = try PolicySample.policy(sample.head + lines)
    return (0..<16).map { bits in
      String(["A", "B", "C", "D"].enumerated().filter { bits >> $0.offset & 1 == 1 }.flatMap(\.1))
    }.filter { (try? policy.judge(sample.note($0))) != nil }.sorted()
  }

  @Test("a quorum is one witness, or nobody")
  func single() throws {
    #expect(try accepted("quorum none\n").count == 16)
    #expect(
      try accepted("quorum B\n") == ["AB", "ABC", "ABCD", "ABD", "B", "BC", "BCD", "BD"])
  }

  @Test("a group counts its members: any, all, or so many")
  func groups() throws {
    #expect(try accepted("group G all A B C\nquorum G\n") == ["ABC", "ABCD"])
    #expect(try accepted("group G any A B C D\nquorum G\n").count == 15)
    #expect(
      try accepted("group G 2 A B C\nquorum G\n")
        == ["AB", "ABC", "ABCD", "ABD", "AC", "ACD", "BC", "BCD"])
  }

  @Test("groups of groups count groups, not witnesses")
  func nested() throws {
    let lines = "group X 2 A B C\ngroup Y any D\ngroup Z all X Y\nquorum Z\n"
    #expect(try accepted(lines) == ["ABCD", "ABD", "ACD", "BCD"])
    let either = "group X all A B\ngroup Y all C D\ngroup Z any X Y\nquorum Z\n"
    #expect(
      try accepted(either) == ["AB", "ABC", "ABCD", "ABD", "ACD", "BCD", "CD"])
  }

  @Test("who signed and when is told, also beyond the quorum")
  func told() throws {
    let policy = try PolicySample.policy(sample.head + "quorum B\n")
    let accepted = try policy.judge(sample.note("DB"))
    #expect(accepted.checkpoint == sample.checkpoint)
    #expect(accepted.signers == [sample.log])
    #expect(accepted.cosigners.map(\.name) == [PolicyName("B"), PolicyName("D")])
    #expect(
      accepted.cosigners.map(\.seconds) == [PolicySample.seconds + 1, PolicySample.seconds + 3])
    #expect(throws: NoteError.quorum(name: PolicyName("B"), cosigners: [PolicyName("A")])) {
      _ = try policy.judge(sample.note("A"))
    }
  }

  @Test("one witness counts once, however often it signs")
  func counted() throws {
    let policy = try PolicySample.policy(sample.head + "group G 2 A B\nquorum G\n")
    #expect(throws: NoteError.quorum(name: PolicyName("G"), cosigners: [PolicyName("A")])) {
      _ = try policy.judge(sample.note("AAA"))
    }
  }

  @Test("a bad cosignature of a listed witness refuses the note; of another it does not count")
  func badCosignature() throws {
    let good = sample.note("AB")
    var note = try SignedNote(text: good.text)
    for signature in good.signatures.dropLast() { note.add(signature) }
    var bad = good.signatures[2]
    bad.bytes[20] ^= 1
    note.add(bad)
    let listed = try PolicySample.policy(sample.head + "quorum A\n")
    #expect(throws: NoteError.badSignature(name: bad.name, id: bad.keyID)) {
      _ = try listed.judge(note)
    }
    let unlisted = try PolicySample.policy(
      "log \(sample.log)\nwitness A \(sample.witnesses["A"]!)\nquorum A\n")
    #expect(try unlisted.judge(note).cosigners.count == 1)
  }

  @Test("witnesses alone do not make a checkpoint: a listed ledger must have signed")
  func logSignature() throws {
    let good = sample.note("ABCD")
    let policy = try PolicySample.policy(sample.head + "quorum none\n")
    var unsigned = try SignedNote(text: good.text)
    for signature in good.signatures.dropFirst() { unsigned.add(signature) }
    #expect(throws: NoteError.unsigned) { _ = try policy.judge(unsigned) }
    let other = try SigningKey.generate(name: "county.example").verifierKey
    let otherLog = try PolicySample.policy("log \(other)\nquorum none\n")
    #expect(throws: NoteError.unsigned) { _ = try otherLog.judge(good) }
  }

  @Test("a listed ledger cannot sign a checkpoint of another listed ledger")
  func otherOrigin() throws {
    let neighbour = try SigningKey.generate(name: "neighbour.example")
    let neighbourKey = neighbour.verifierKey
    var note = try SignedNote(text: sample.checkpoint.text)
    note.sign(with: neighbour)
    let policy = try PolicySample.policy(
      "log \(sample.log)\nlog \(neighbourKey)\nquorum none\n")
    #expect(throws: NoteError.origin(expected: "neighbour.example", found: "county.example")) {
      _ = try policy.judge(note)
    }
  }

  @Test("a witness of an algorithm that is not known never counts")
  func unknownAlgorithm() throws {
    // The id is SHA-256 of the name, a line feed, 06 and 1,312 zero bytes, made with Python.
    let zeros = [6] + [UInt8](repeating: 0, count: 1_312)
    let vkey = "w6+1ebdb854+" + Base64.encode(zeros.span)
    let head = sample.head + "witness E \(vkey)\n"
    let any = try PolicySample.policy(head + "group G any A E\nquorum G\n")
    #expect(try any.judge(sample.note("A")).cosigners.count == 1)
    let all = try PolicySample.policy(head + "group G all A E\nquorum G\n")
    #expect(throws: NoteError.self) { _ = try all.judge(sample.note("ABCD")) }
    let short = [6] + [UInt8](repeating: 0, count: 1_311)
    #expect(throws: TrustPolicyError.self) {
      _ = try PolicySample.policy(
        "witness E w6+1ebdb854+\(Base64.encode(short.span))\nquorum none\n")
    }
  }

  @Test("a given key takes the place of the listed ledgers and leaves the quorum")
  func onlyOneLog() throws {
    let policy = try PolicySample.policy(
      "witness A \(sample.witnesses["A"]!)\nquorum A\n"
    ).accepting(only: sample.log)
    #expect(try policy.judge(sample.note("A")).signers == [sample.log])
    #expect(throws: NoteError.self) { _ = try policy.judge(sample.note("B")) }
  }
}
