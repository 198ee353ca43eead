import Custody
import Foundation
import LedgerFormat
import TestSupport
import Testing

@testable import LedgerAudit

@Suite("Evidence about a lot")
struct EvidenceTests {
  /// The story, a commitment to it, and two events behind.
  private static func ledger() throws -> (maker: EvidenceMaker, commitment: UInt64) {
    let maker = try Story.ledger()
    try maker.commit()
    let commitment = maker.size - 1
    try maker.append(Story.used("9", Story.toluene, 1))
    try maker.append(Story.made("90", "Acme/Z-1", 5))
    return (try EvidenceMaker(maker), commitment)
  }

  private static func checker(_ maker: EvidenceMaker) -> EvidenceChecker {
    EvidenceChecker(policy: TrustPolicy(logs: [maker.maker.key]))
  }

  private static func check(
    _ evidence: Evidence, _ maker: EvidenceMaker
  ) throws -> ProvedEvidence {
    let read = try Evidence(evidence.bytes.span)
    #expect(read == evidence)
    return try checker(maker).check(read)
  }

  private static func read(_ bytes: [UInt8]) throws -> Evidence { try Evidence(bytes.span) }

  @Test("proves all its entries up to the commitment, and those behind apart")
  func whole() throws {
    let (maker, commitment) = try EvidenceTests.ledger()
    let stream = Story.toluene.stream
    let proved = try EvidenceTests.check(
      maker.evidence(of: [stream], commitment: commitment), maker)
    #expect(proved.completeTo.size == commitment)
    #expect(proved.completeTo.recordedAt == maker.entries[Int(commitment)].recordedAt)
    let own = try #require(proved.streams.first)
    #expect(own.indices == maker.indices(of: stream))
    #expect(own.committedCount == UInt64(own.indices.count - 1))
    let history = try #require(try proved.history(of: Story.toluene))
    #expect(history.map(\.event.id.text) == ["1", "3", "5", "6", "8", "9"])
    #expect(proved.authors.isEmpty)
  }

  @Test("proves that a stream has no entry")
  func absent() throws {
    let (maker, commitment) = try EvidenceTests.ledger()
    let none = LotID("Acme/none").stream
    let proved = try EvidenceTests.check(
      maker.evidence(of: [none], commitment: commitment), maker)
    #expect(proved.streams.map(\.committedCount) == [0])
    // A lot that is new since the commitment has none there, and one behind.
    let new = LotID("Acme/Z-1").stream
    let later = try EvidenceTests.check(
      maker.evidence(of: [new], commitment: commitment), maker)
    #expect(later.streams.map(\.committedCount) == [0])
    #expect(later.streams.map(\.indices.count) == [1])
  }

  @Test(
    "of names that no ledger can record it proves nothing, for there every ledger holds nothing")
  func lookAlikes() throws {
    let (maker, commitment) = try EvidenceTests.ledger()
    for name in ["B-1", "Acme/", "/B-1", "Acme/B-1\u{A0}", " Acme/B-1", "Acme/B\u{1B}[2J"] {
      let stream = StreamKey(kind: .lot, id: Identifier(name))
      let evidence = try maker.evidence(of: [stream], commitment: commitment)
      #expect(throws: EvidenceError.streamName(stream), "\(name)") {
        try EvidenceTests.check(evidence, maker)
      }
    }
    let party = StreamKey(kind: .party, id: "Acme/B-1")
    let evidence = try maker.evidence(of: [party], commitment: commitment)
    #expect(throws: EvidenceError.streamName(party)) { try EvidenceTests.check(evidence, maker) }
  }

  @Test("about another lot than the one that was asked for it is refused")
  func otherSubject() throws {
    let (maker, commitment) = try EvidenceTests.ledger()
    let evidence = try maker.evidence(of: [Story.toluene.stream], commitment: commitment)
    var checker = EvidenceTests.checker(maker)
    checker.subject = Story.toluene.stream
    _ = try checker.check(evidence)
    checker.subject = Story.xylene.stream
    #expect(
      throws: EvidenceError.subject(
        expected: Story.xylene.stream, found: Story.toluene.stream)
    ) { try checker.check(evidence) }
  }

  @Test("a checkpoint that the inspector holds must be of the file's size and root")
  func held() throws {
    let (maker, commitment) = try EvidenceTests.ledger()
    let evidence = try maker.evidence(of: [Story.toluene.stream], commitment: commitment)
    var checker = EvidenceTests.checker(maker)
    let own = try checker.check(evidence).accepted.checkpoint
    checker.held = own
    _ = try checker.check(evidence)
    checker.held = Checkpoint(origin: own.origin, size: own.size, root: maker.maker.leafHash(0))
    #expect(
      throws: EvidenceError.contradiction(
        size: own.size, proved: own.root, held: maker.maker.leafHash(0))
    ) { try checker.check(evidence) }
    checker.held = Checkpoint(origin: own.origin, size: own.size - 1, root: own.root)
    #expect(throws: EvidenceError.otherSize(held: own.size - 1)) { try checker.check(evidence) }
  }

  @Test("where the ledger takes signed events only, one without its author is refused")
  func stripped() throws {
    for signatures in [LedgerPolicy.Signatures.open, .signed] {
      let plain = try LedgerMaker(policy: LedgerPolicy(signatures: signatures))
      try plain.append(Story.made("1", "Acme/Z-1", 5))
      try plain.commit()
      let maker = try EvidenceMaker(plain)
      let evidence = try maker.evidence(
        of: [LotID("Acme/Z-1").stream], commitment: plain.size - 1)
      guard signatures == .signed else {
        #expect(try EvidenceTests.check(evidence, maker).authors.isEmpty)
        continue
      }
      #expect(throws: EvidenceError.unvouched(index: 1)) {
        try EvidenceTests.check(evidence, maker)
      }
    }
  }

  @Test("with any of its entries left out it is refused, but for those behind the commitment")
  func leftOut() throws {
    let (maker, commitment) = try EvidenceTests.ledger()
    let streams = [Story.thinner.stream, Story.toluene.stream, Story.xylene.stream]
    let whole = try maker.evidence(of: streams, commitment: commitment)
    let read = try EvidenceTests.check(whole, maker).entries.entries.map(\.index)
    for index in read {
      let evidence = try maker.evidence(of: streams, commitment: commitment, without: [index])
      if index > commitment {
        _ = try EvidenceTests.check(evidence, maker)
      } else {
        #expect(throws: EvidenceError.self, "\(index)") {
          try EvidenceTests.check(evidence, maker)
        }
      }
    }
    // All paths, or one, or a stream's proof.
    for position in whole.paths.indices {
      var evidence = whole
      evidence.paths.remove(at: position)
      #expect(throws: EvidenceError.self) { try EvidenceTests.check(evidence, maker) }
    }
    for position in whole.streams.indices {
      var evidence = whole
      evidence.streams.remove(at: position)
      #expect(throws: EvidenceError.self) { try EvidenceTests.check(evidence, maker) }
    }
  }

  @Test("with an entry put in, exchanged, doubled or moved it is refused")
  func putIn() throws {
    let (maker, commitment) = try EvidenceTests.ledger()
    let stream = Story.toluene.stream
    let whole = try maker.evidence(of: [stream], commitment: commitment)
    let own = Set(try EvidenceTests.check(whole, maker).entries.entries.map(\.index))
    for index in 0..<maker.maker.size where !own.contains(index) {
      let evidence = try maker.evidence(
        of: [stream], commitment: commitment, besides: [index])
      #expect(throws: EvidenceError.stray(index: index)) {
        try EvidenceTests.check(evidence, maker)
      }
    }
    for position in whole.entries.indices {
      for other in whole.entries.indices where other != position {
        var evidence = whole
        evidence.entries.swapAt(position, other)
        #expect(throws: EvidenceError.self) { try EvidenceTests.check(evidence, maker) }
        evidence = whole
        evidence.entries[position] = whole.entries[other]
        #expect(throws: EvidenceError.self) { try EvidenceTests.check(evidence, maker) }
      }
      var evidence = whole
      evidence.entries.insert(whole.entries[position], at: position)
      #expect(throws: EvidenceError.self) { try EvidenceTests.check(evidence, maker) }
    }
    for position in whole.paths.indices.dropFirst() {
      var evidence = whole
      evidence.paths.swapAt(position, position - 1)
      #expect(throws: EvidenceError.self) { try EvidenceTests.check(evidence, maker) }
      evidence = whole
      evidence.paths[position].append(MerkleTree.emptyRoot)
      #expect(throws: EvidenceError.self) { try EvidenceTests.check(evidence, maker) }
    }
    var evidence = whole
    evidence.subject = Story.xylene.stream
    #expect(throws: EvidenceError.streams) { try EvidenceTests.check(evidence, maker) }
  }

  @Test("with a stream that the subject has nothing to do with it is refused, whatever its kind")
  func strayStream() throws {
    let (maker, commitment) = try EvidenceTests.ledger()
    let consignment = StreamKey(kind: .consignment, id: Identifier("W-1"))
    for subject in [Story.toluene.stream, StreamKey(kind: .party, id: Identifier("Acme"))] {
      let evidence = try maker.evidence(of: [subject, consignment], commitment: commitment)
      #expect(throws: EvidenceError.strayStream(consignment)) {
        try EvidenceTests.check(evidence, maker)
      }
    }
  }

  @Test("without what vouches for an event it is refused, where the policy wants that for each")
  func unvouched() throws {
    var policy = LedgerPolicy()
    policy.signatures = .signed
    let maker = try LedgerMaker(policy: policy)
    try maker.append(Story.made("1", Story.toluene, 100))
    try maker.commit()
    let evidence = try EvidenceMaker(maker).evidence(of: [Story.toluene.stream], commitment: 2)
    #expect(throws: EvidenceError.unvouched(index: 1)) {
      try EvidenceTests.check(evidence, EvidenceMaker(maker))
    }
  }

  @Test("of another ledger, or under another key, it is refused or says so")
  func otherLedger() throws {
    let (maker, commitment) = try EvidenceTests.ledger()
    let (stranger, _) = try EvidenceTests.ledger()
    let evidence = try maker.evidence(of: [Story.xylene.stream], commitment: commitment)
    #expect(throws: EvidenceError.note(.unsigned)) {
      try EvidenceTests.check(evidence, stranger)
    }
    let genesis = try maker.genesis()
    var checker = EvidenceTests.checker(maker)
    checker.ledgerID = genesis.ledgerID
    #expect(try checker.check(evidence).genesis.ledgerID == genesis.ledgerID)
    let other = try stranger.genesis().ledgerID
    checker.ledgerID = other
    #expect(throws: EvidenceError.ledgerID(expected: other, found: genesis.ledgerID)) {
      try checker.check(evidence)
    }
  }

  @Test("with any bit flipped it is refused, or a stranger's signature is not counted")
  func flippedBits() throws {
    let (maker, commitment) = try EvidenceTests.ledger()
    let evidence = try maker.evidence(of: [Story.xylene.stream], commitment: commitment)
    let whole = try EvidenceTests.check(evidence, maker)
    let checker = EvidenceTests.checker(maker)
    let bytes = evidence.bytes
    for position in bytes.indices {
      for bit in 0..<8 {
        var flipped = bytes
        flipped[position] ^= 1 << UInt8(bit)
        guard let read = try? Evidence(flipped.span), let proved = try? checker.check(read) else {
          continue
        }
        #expect(proved.isSameStatement(as: whole), "byte \(position), bit \(bit)")
      }
    }
  }

  @Test("cut anywhere, or with more behind it, it is refused")
  func cut() throws {
    let (maker, commitment) = try EvidenceTests.ledger()
    let bytes = try maker.evidence(of: [Story.xylene.stream], commitment: commitment).bytes
    for count in bytes.indices {
      #expect(throws: EvidenceError.self) { try EvidenceTests.read(Array(bytes[..<count])) }
    }
    #expect(throws: EvidenceError.self) { try EvidenceTests.read(bytes + [0]) }
  }

  @Test("bytes changed at random never end the process and never prove anything else")
  func mutations() throws {
    let (maker, commitment) = try EvidenceTests.ledger()
    let streams = [Story.thinner.stream, Story.toluene.stream, Story.xylene.stream]
    let evidence = try maker.evidence(of: streams, commitment: commitment)
    let whole = try EvidenceTests.check(evidence, maker)
    let (bytes, checker) = (evidence.bytes, EvidenceTests.checker(maker))
    var random = SeededGenerator(seed: 20_261_126)
    for _ in 0..<3_000 {
      var changed = bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: changed.indices, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: changed[place] = UInt8.random(in: 0 ... .max, using: &random)
        case 1: changed.remove(at: place)
        case 2: changed.insert(UInt8.random(in: 0 ... .max, using: &random), at: place)
        case 3: changed.removeSubrange(place..<min(changed.count, place + 40))
        default:
          let end = min(changed.count, place + 40)
          changed.insert(contentsOf: changed[place..<end], at: place)
        }
      }
      guard let read = try? Evidence(changed.span) else { continue }
      #expect(read.bytes == changed)
      guard let proved = try? checker.check(read) else { continue }
      #expect(proved.isSameStatement(as: whole))
    }
  }

  @Test("an entry that is not on the chains that it belongs to is refused")
  func streamRule() throws {
    let maker = try Story.ledger()
    // Off the chain of xylene, whose delivery it was.
    try maker.append(
      Story.event(
        "9",
        .trade(
          Trade(
            action: .sale, goods: [Story.good(Story.toluene, 1), Story.good(Story.xylene, 1)],
            counterparty: "Paints")))
    ) { links in links.removeAll { $0.stream == Story.xylene.stream } }
    try maker.commit()
    let evidence = try EvidenceMaker(maker).evidence(
      of: [Story.toluene.stream], commitment: maker.size - 1)
    #expect(throws: EvidenceError.streamRule(index: 15)) {
      try EvidenceTests.check(evidence, EvidenceMaker(maker))
    }
  }
}

extension ProvedEvidence {
  /// True where the same is proved by the same, whoever else signed or stamped it.
  func isSameStatement(as other: ProvedEvidence) -> Bool {
    accepted.checkpoint == other.accepted.checkpoint && genesis == other.genesis
      && subject == other.subject && completeTo == other.completeTo && streams == other.streams
      && entries.leafHashes == other.entries.leafHashes && authors == other.authors
      && openings == other.openings
  }
}
