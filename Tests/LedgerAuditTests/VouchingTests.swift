import Custody
import LedgerFormat
import Testing

@testable import LedgerAudit

@Suite("Who vouched, as the verifier sees it")
struct VouchingTests {
  private static let first = Story.made("1", "Acme/T-1", 100)
  private static let second = Story.made("2", "Acme/T-2", 100)

  @Test("events that a registered key of their party signed are sound, and counted")
  func sound() throws {
    let story = try SignedStory()
    story.change()
    try story.submit([VouchingTests.first, VouchingTests.second], key: story.acme)
    let report = try story.report()
    #expect(report.damage == [])
    #expect(report.signedEvents == 2 && report.unsignedEvents == 0)
    #expect(report.notes == [])
  }

  @Test("in an open ledger unsigned events are a remark, in a signed one damage")
  func unsigned() throws {
    for policy in [LedgerPolicy.Signatures.open, .signed] {
      let story = try SignedStory(policy)
      story.change()
      try story.maker.append(VouchingTests.first)
      try story.submit([VouchingTests.second], key: story.acme)
      let report = try story.report()
      #expect(report.kinds == (policy == .signed ? [.unvouched(events: 1)] : []))
      #expect(report.notes == (policy == .open ? [.unsignedEvents(count: 1, first: 2)] : []))
      #expect(report.signedEvents == 1 && report.unsignedEvents == 1)
    }
  }

  @Test("an event before those that a submission counts is not vouched for")
  func shortCount() throws {
    let story = try SignedStory()
    story.change()
    try story.maker.append(VouchingTests.first, more: true)
    try story.submit([VouchingTests.second], key: story.acme)
    #expect(try story.report().kinds == [.unvouched(events: 1)])
  }

  @Test("a submission that counts too many, or events of another group")
  func longCount() throws {
    for more in [true, false] {
      let story = try SignedStory(.open)
      story.change()
      try story.submit(
        [VouchingTests.first, VouchingTests.second], count: more ? 3 : 2, key: story.acme,
        more: more)
      let found: UInt64 = more ? 2 : 0
      #expect(
        try story.report().kinds == [.submissionCount(claimed: more ? 3 : 2, found: found)])
    }
  }

  @Test("a submission of another ledger, and one whose signature, key or root is another")
  func forgeries() throws {
    let stranger = try SigningKey.generate(name: "Acme")
    let id = stranger.verifierKey.id
    let changes: [(inout Submission) -> Void] = [
      { $0.signature[5] ^= 4 }, { $0.keyID = id }, { _ in },
    ]
    for (number, spoil) in changes.enumerated() {
      let story = try SignedStory()
      story.change()
      let otherLedger: LedgerID? = number == 2 ? LedgerID.random() : nil
      try story.submit(
        [VouchingTests.first], ledgerID: otherLedger, key: story.acme, spoil: spoil)
      let kinds = try story.report().kinds
      let refusal: KeyRefusal =
        number == 1
        ? KeyRefusal.unknown(party: "Acme", keyID: id)
        : KeyRefusal.badSignature(keyID: story.acme.verifierKey.id)
      #expect(kinds == [.key(refusal)])
    }
  }

  @Test("a submission that speaks for an event of another party")
  func otherParty() throws {
    let story = try SignedStory()
    story.change()
    let foreign = Story.event(
      "1", party: "Paints",
      .production(
        Production(
          process: .produce,
          outputs: [Output(lot: "Paints/P", quantity: Story.kilograms(1))])))
    try story.submit([VouchingTests.first, foreign], key: story.acme)
    #expect(
      try story.report().kinds == [
        .submissionParty(submission: "Acme", event: "Paints", index: 3)
      ])
  }

  @Test("a key that expired, was revoked or was not registered yet vouches for nothing")
  func states() throws {
    let expired = try SignedStory()
    let end = expired.maker.clock + 1_500_000
    expired.change(expires: end)
    try expired.submit([VouchingTests.first], key: expired.acme)
    let keyID = expired.acme.verifierKey.id
    #expect(
      try expired.report().kinds == [.key(.expired(party: "Acme", keyID: keyID, at: end))])

    let revoked = try SignedStory()
    revoked.change()
    try revoked.submit([VouchingTests.first], key: revoked.acme)
    revoked.change(.revoke)
    try revoked.submit([VouchingTests.second], key: revoked.acme)
    let report = try revoked.report()
    #expect(
      report.kinds == [
        .key(
          .ended(
            party: "Acme", keyID: revoked.acme.verifierKey.id, index: 4, isRevoked: true))
      ])
    #expect(report.signedEvents == 1, "what was signed before stays signed")

    let early = try SignedStory()
    try early.submit([VouchingTests.first], key: early.acme)
    early.change()
    #expect(
      try early.report().kinds == [
        .key(.unknown(party: "Acme", keyID: early.acme.verifierKey.id))
      ])
  }

  @Test("a key event that nobody with a say signed, and one that repeats an older state")
  func keyEvents() throws {
    let story = try SignedStory(.open)
    story.change { $0.expires = 9_000_000_000_000_000 }
    let report = try story.report()
    #expect(
      report.kinds == [
        .key(.badKeySignature(publicKey: story.registrar.verifierKey.publicKey))
      ])
    let other = try SignedStory(.open)
    other.change()
    other.change(.revoke, previous: MerkleTree.emptyRoot)
    let kinds = try other.report().kinds
    guard case .key(.otherState) = kinds.first else {
      Issue.record("\(kinds)")
      return
    }
  }

  @Test("no bit of a key event, a submission or a rotation can be flipped unseen")
  func flippedBits() throws {
    let story = try SignedStory()
    story.change()
    try story.submit([VouchingTests.first], key: story.acme)
    let newKey = try SigningKey.generate(name: LedgerMaker.origin)
    var writer = CBORWriter()
    story.maker.rotation(to: newKey).encode(into: &writer)
    story.maker.append(body: writer.bytes, streams: [])
    let folder = try story.maker.write()
    let checkpoint = try story.maker.unsignedCheckpoint(size: 5).signed(by: newKey).bytes
    try folder.write(Layout.checkpoint, checkpoint)
    try folder.write(Layout.checkpoints, story.maker.checkpoint(size: 4) + checkpoint)
    #expect(try folder.verify().damage == [])
    let segment = Layout.segmentPath(0)
    let bytes = try folder.read(segment)
    let offsets = FlippedBitTests.offsets(story.maker.entries)
    for index in [1, 3, 4] {
      for place in offsets[index]..<offsets[index + 1] {
        var changed = bytes
        changed[place] ^= 1 << UInt8(place % 8)
        try folder.write(segment, changed)
        let report = try folder.verify()
        #expect(report.indices.contains(UInt64(index)), "byte \(place): \(report.damage)")
      }
    }
  }

  @Test("whoever hashes everything anew behind a flipped bit is found out by the signature")
  func flippedAndRehashed() throws {
    // The same ledger with one bit of the submission's or key event's body flipped, then linked,
    // hashed and signed anew, as whoever holds the log key could.
    for isSubmission in [true, false] {
      let size = isSubmission ? 64 : 32
      for place in 0..<size {
        let story = try SignedStory()
        if isSubmission {
          story.change()
        } else {
          story.change { event in
            var signature = event.signatures[0]
            signature.bytes[place] ^= 1
            event.add(signature)
          }
        }
        try story.submit([VouchingTests.first], key: story.acme) { submission in
          if isSubmission { submission.signature[place] ^= 1 }
        }
        #expect(try !story.report().ok)
      }
    }
  }

  @Test("from the genesis's key a rotation leads to the next, and each signs its own sizes")
  func rotation() throws {
    let maker = try LedgerMaker()
    let newKey = try SigningKey.generate(name: LedgerMaker.origin)
    var writer = CBORWriter()
    maker.rotation(to: newKey).encode(into: &writer)
    try maker.append(VouchingTests.first)
    maker.append(body: writer.bytes, streams: [])
    try maker.append(VouchingTests.second)
    let folder = try maker.write()
    let old = try maker.checkpoint(size: 2)
    let new = try maker.unsignedCheckpoint(size: 4).signed(by: newKey).bytes
    try folder.write(Layout.checkpoint, new)
    try folder.write(Layout.checkpoints, old + new)
    let report = try folder.verify()
    #expect(report.damage == [])
    #expect(report.newestCheckpoint?.size == 4)
    let trusting = try folder.verify { $0.verifierKey = maker.key }
    #expect(trusting.damage == [])
    #expect(
      trusting.notes == [
        .logKeyRotated(trusted: maker.key, newest: newKey.verifierKey, index: 2)
      ])
    let newer = try folder.verify { $0.verifierKey = newKey.verifierKey }
    #expect(newer.damage == [] && newer.notes == [])
    let stranger = try SigningKey.generate(name: LedgerMaker.origin).verifierKey
    #expect(
      try folder.verify { $0.verifierKey = stranger }.kinds == [
        .logKey(expected: stranger, found: maker.key)
      ])
    // The old key may not sign what covers the rotation, nor the new one what does not.
    try folder.write(Layout.checkpoint, maker.checkpoint(size: 4))
    #expect(try folder.verify().kinds == [.checkpointRefused(.unsigned)])
    try folder.write(Layout.checkpoint, new)
    try folder.write(
      Layout.checkpoints, maker.unsignedCheckpoint(size: 2).signed(by: newKey).bytes)
    #expect(try folder.verify().kinds == [.checkpointRefused(.unsigned)])
  }

  @Test("a rotation that the key in force did not sign")
  func badRotation() throws {
    let maker = try LedgerMaker()
    let thief = try SigningKey.generate(name: LedgerMaker.origin)
    let newKey = try SigningKey.generate(name: LedgerMaker.origin)
    let rotation = LogKeyRotation.signed(by: thief, and: newKey, ledgerID: maker.ledgerID)
    var writer = CBORWriter()
    rotation.encode(into: &writer)
    maker.append(body: writer.bytes, streams: [])
    #expect(
      try maker.write().verify().kinds == [
        .key(.badRotation(oldKey: maker.key, newKey: newKey.verifierKey))
      ])
  }
}
