import LedgerFormat
import Testing

/// The limits of what is signed about events, at each of them and one past it.
@Suite("Limits of submissions, key events and the files about them")
struct FormatLimitTests {
  @Test("a submission vouches for 1 to 16,384 events, as it is read as well")
  func submission() throws {
    for (count, isGood) in [(0, false), (1, true), (16_384, true), (16_385, false)] {
      let submission = Submission(
        party: "P", keyID: 7, count: UInt64(count), signature: [UInt8](repeating: 1, count: 64))
      var body = CBORWriter()
      submission.encode(into: &body)
      let bytes = body.bytes
      if isGood {
        #expect(try Submission(body: bytes.span) == submission)
      } else {
        #expect(throws: EntryError.self, "\(count)") { try Submission(body: bytes.span) }
      }
    }
    // There may be as many entries before it as it speaks of, and not one fewer.
    let most = Submission(party: "P", keyID: 7, count: 16_384, signature: [])
    #expect(most.entries(before: 16_384) == 0..<16_384)
    #expect(most.entries(before: 16_383) == nil)
  }

  @Test("a key event has 1 to 16 signatures")
  func keyEvent() throws {
    let key = try VerifierKey(name: "p", publicKey: [UInt8](repeating: 9, count: 32))
    for (count, isGood) in [(0, false), (1, true), (16, true), (17, false)] {
      var event = KeyEvent(.register, party: "P", key: key, previous: nil)
      for number in 0..<count {
        event.add(
          KeyEvent.Signature(
            publicKey: [UInt8](repeating: UInt8(number), count: 32),
            bytes: [UInt8](repeating: 1, count: 64)))
      }
      var body = CBORWriter()
      event.encode(into: &body)
      let bytes = body.bytes
      if isGood {
        #expect(try KeyEvent(body: bytes.span) == event)
      } else {
        #expect(throws: EntryError.self, "\(count)") { try KeyEvent(body: bytes.span) }
      }
    }
  }

  @Test("a ledger has registrars of whom up to 16 must sign together, and no more than there are")
  func registrarQuorum() throws {
    let keys = try (0..<17).map { number in
      try VerifierKey(name: "r\(number)", publicKey: [UInt8](repeating: UInt8(number), count: 32))
    }
    for (quorum, registrars, isGood) in [
      (1, 0, true), (2, 1, false), (2, 2, true), (16, 16, true), (16, 17, true), (17, 17, false),
    ] {
      let genesis = Genesis(
        ledgerID: try #require(LedgerID([UInt8](1...16))), logKey: keys[0],
        policy: LedgerPolicy(registrarQuorum: UInt64(quorum)),
        registrars: Array(keys.prefix(registrars)))
      var body = CBORWriter()
      genesis.encode(into: &body)
      let bytes = body.bytes
      if isGood {
        #expect(try Genesis(body: bytes.span) == genesis)
      } else {
        #expect(throws: EntryError.self, "\(quorum)") { try Genesis(body: bytes.span) }
      }
    }
  }

  @Test("a file of evidence of 256 MiB is read, and one byte more is not looked at")
  func evidence() {
    let limit = 1 << 28
    let bytes = [UInt8](repeating: 0, count: limit + 1)
    #expect(throws: EvidenceError.tooLarge(sizeBytes: limit + 1, sizeBytesMax: limit)) {
      try Evidence(bytes.span)
    }
    // That it is no evidence was found by reading it.
    do { _ = try Evidence(bytes.span.extracting(0..<limit)) } catch EvidenceError.tooLarge {
      Issue.record("a file at the limit is too large")
    } catch {}
  }

  @Test("evidence of 1,048,576 entries is read, and of one more only their number")
  func evidenceItems() {
    func refused(_ count: Int) -> (error: EvidenceError?, head: Int) {
      var writer = CBORWriter()
      writer.array(count: 11)
      writer.text(Evidence.title)
      writer.unsigned(Evidence.version)
      writer.array(count: 2)
      writer.unsigned(0)
      writer.text("A/B")
      let note: [UInt8] = []
      writer.byteString(note.span)
      writer.unsigned(5)
      writer.array(count: count)
      // Each an entry without a byte, which none is.
      let bytes = writer.bytes + [UInt8](repeating: 0x40, count: count)
      do { _ = try Evidence(bytes.span) } catch { return (error, writer.bytes.count) }
      return (nil, 0)
    }
    let (atLimit, past) = (refused(1 << 20), refused(1 << 20 | 1))
    #expect(atLimit.error == .item(position: atLimit.head + 1))
    #expect(past.error == .item(position: past.head))
  }

  @Test("an answer of a time-stamp authority of 256 KiB is read, and one byte more is not")
  func timeStamp() {
    for (excess, expected) in [(0, TimeStampError.status(2)), (1, .response)] {
      // An answer that says in its first bytes that the stamp was refused.
      let rest = (1 << 18) - 5 + excess
      var bytes: [UInt8] = [
        0x30, 0x83, UInt8(rest >> 16), UInt8(rest >> 8 & 0xFF), UInt8(rest & 0xFF),
      ]
      bytes += [0x30, 0x03, 0x02, 0x01, 0x02]
      bytes += [UInt8](repeating: 0, count: rest - 5)
      #expect(throws: expected) { try TimeStampResponse(bytes.span) }
    }
  }
}
