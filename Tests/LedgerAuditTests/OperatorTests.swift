import Custody
import LedgerFormat
import Testing

@testable import LedgerAudit

/// Ledgers whose every hash and signature is right, made by an operator who lies.
@Suite("An operator who hashes and signs everything anew is found out")
struct OperatorTests {
  /// The story, with `change` recorded after its events, and an honest event behind it.
  private static func report(
    _ change: (LedgerMaker) throws -> Void
  ) throws -> VerificationReport {
    let maker = try Story.ledger()
    try change(maker)
    try maker.append(Story.made("90", "Acme/Z-1", 5))
    let report = try maker.write(keptSizes: [12]).verify()
    #expect(report.lastGoodCheckpoint == 12)
    return report
  }

  @Test("an event that was left off a lot's chain")
  func linkLeftOff() throws {
    let stream = Story.toluene.stream
    let report = try OperatorTests.report { maker in
      try maker.append(Story.used("9", Story.toluene, 1)) { $0.removeAll() }
      try maker.append(Story.used("10", Story.toluene, 1))
    }
    #expect(report.kinds == [.linksMissing([stream])])
    #expect(report.indices == [15] && report.damage.first?.lots == [Story.toluene])
  }

  @Test("a delivery that was left off one of its lots' chains")
  func deliveryLeftOff() throws {
    let maker = try LedgerMaker()
    for event in Story.events {
      try maker.append(event) { links in
        if event.id == "1", event.party == "Paints" {
          links.removeAll { $0.stream == Story.thinner.stream }
        }
      }
    }
    let report = try maker.write().verify()
    #expect(report.kinds == [.linksMissing([Story.thinner.stream])])
    #expect(report.indices == [9])
  }

  @Test("an event on the chain of a lot that it does not concern")
  func linkTooMany() throws {
    let stream = Story.xylene.stream
    let report = try OperatorTests.report { maker in
      try maker.append(Story.used("9", Story.toluene, 1)) { $0.append(maker.next(stream)) }
      try maker.append(Story.used("10", Story.xylene, 1))
    }
    #expect(report.kinds == [.linksExtra([stream])] && report.indices == [15])
  }

  @Test("more taken from a lot than there is; what follows is not reported again")
  func overdraw() throws {
    let report = try OperatorTests.report { maker in
      try maker.append(Story.used("9", Story.toluene, 1_000))
      try maker.append(Story.used("10", Story.toluene, 2_000))
    }
    #expect(report.indices == [15] && report.damageCount == 1)
    guard case .impossible(.overdraw(let overdraw)) = report.kinds.first else {
      Issue.record("\(report.damage)")
      return
    }
    #expect(overdraw.lot == Story.toluene && overdraw.asked == Story.kilograms(1_000))
    #expect(overdraw.held == Story.kilograms(56))
  }

  @Test("a stream with two ends")
  func fork() throws {
    let stream = Story.toluene.stream
    let report = try OperatorTests.report { maker in
      let before = maker.next(stream)
      try maker.append(Story.used("9", Story.toluene, 1))
      try maker.append(Story.used("10", Story.toluene, 1)) { $0 = [before] }
    }
    #expect(report.indices == [16] && report.damageCount == 1)
    guard case .fork(let expected, let found) = report.kinds.first else {
      Issue.record("\(report.damage)")
      return
    }
    #expect(expected.previous?.index == 15 && found.previous?.index == 14)
  }

  @Test("a link whose ordinal, index or hash is not that of the entry before", arguments: 0..<3)
  func link(part: Int) throws {
    let report = try OperatorTests.report { maker in
      try maker.append(Story.used("9", Story.toluene, 1)) { links in
        switch part {
        case 0: links[0].ordinal += 1
        case 1: links[0].previous?.index = 9
        default: links[0].previous?.hash = maker.leafHash(3)
        }
      }
    }
    #expect(report.indices == [15] && report.damageCount == 1, "\(report.damage)")
  }

  @Test("a lot made twice")
  func madeTwice() throws {
    let report = try OperatorTests.report { maker in
      try maker.append(Story.made("9", Story.toluene, 7))
    }
    #expect(report.kinds == [.impossible(.lotExists(Story.toluene, index: 1))])
    #expect(report.indices == [15])
  }

  @Test("an event's id used again by the same party, but not by another")
  func repeatedEvent() throws {
    let report = try OperatorTests.report { maker in
      try maker.append(Story.used("8", Story.toluene, 1))
    }
    #expect(report.kinds == [.repeatedEvent(party: "Acme", id: "8", first: 14)])
    #expect(report.indices == [15])
  }

  @Test("a lot that nobody made, and a consignment that nobody opened")
  func unknown() throws {
    let lot: LotID = "Acme/none"
    let report = try OperatorTests.report { maker in
      try maker.append(Story.used("9", lot, 1))
      let step = Transport(consignment: "W-9", step: .accept)
      try maker.append(Story.event("5", party: "Haul", .transport(step)))
    }
    #expect(
      report.kinds == [
        .impossible(.unknownLot(lot)), .impossible(.unknownConsignment("W-9")),
      ])
  }

  @Test("a history rewritten under its own key does not agree with a checkpoint kept elsewhere")
  func rewritten() throws {
    let maker = try Story.ledger()
    let kept = try maker.checkpoint(size: 10)
    let honest = try maker.write(keptSizes: [10])
    #expect(
      try honest.verify { $0.checkpoints = [.init(name: "kept", note: kept)] }.damage == [])

    // The same ledger from entry 9 on with another story, by the same key.
    let folder = try Story.ledger().write()
    let report = try folder.verify {
      $0.verifierKey = maker.key
      $0.checkpoints = [.init(name: "kept", note: kept)]
    }
    #expect(!report.ok)
    #expect(report.kinds.contains { if case .logKey = $0 { true } else { false } })
  }

  @Test("a signed root that is not the entries' root")
  func otherRoot() throws {
    let maker = try Story.ledger()
    let folder = try maker.write()
    // The checkpoint of a ledger that went on otherwise after its thirteenth entry.
    let old = try maker.checkpoint(size: 13)
    try maker.append(Story.used("9", Story.toluene, 1))
    let ahead = try maker.checkpoint()
    try folder.write(Layout.checkpoint, ahead)
    let longer = try folder.verify()
    #expect(longer.kinds == [.missing(entries: 1)])
    #expect(longer.indices == [15])

    let text = try SignedNote(old.span).text
    let forged = try Checkpoint(text: text)
    #expect(forged.size == 13)
    try folder.write(Layout.checkpoint, maker.checkpoint(size: 15))
    try folder.write(Layout.checkpoints, maker.checkpointOfOtherRoot(size: 13))
    let report = try folder.verify()
    guard case .checkpointRoot(13, _, let computed) = report.kinds.first else {
      Issue.record("\(report.damage)")
      return
    }
    #expect(computed == forged.root && report.damage.first?.file == Layout.checkpoints)
  }

  @Test("a checkpoint from outside that is ahead of the ledger: entries are missing at its end")
  func rolledBack() throws {
    let maker = try Story.ledger()
    let folder = try maker.write()
    try maker.append(Story.used("9", Story.toluene, 1))
    let later = try maker.checkpoint()
    let report = try folder.verify { $0.checkpoints = [.init(name: "kept", note: later)] }
    #expect(report.kinds == [.checkpointAhead(size: 16)])
    #expect(report.damage.first?.file == "kept")
  }

  @Test("an atomic group that is acknowledged half-way")
  func openGroup() throws {
    let maker = try Story.ledger()
    try maker.append(Story.used("9", Story.toluene, 1), more: true)
    let report = try maker.write().verify()
    #expect(report.kinds == [.openGroup] && report.indices == [15])
  }

  @Test("a second genesis, and a ledger without one")
  func genesis() throws {
    let other = try LedgerMaker()
    let first = other.entries[0]
    let body = try Entry(first.span).body
    let report = try OperatorTests.report { $0.append(body: body, streams: []) }
    #expect(report.kinds == [.genesis] && report.indices == [15])
  }
}
