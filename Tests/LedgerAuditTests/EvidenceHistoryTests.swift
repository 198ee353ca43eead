import Custody
import LedgerFormat
import Testing

@testable import LedgerAudit

/// The story's events stand at 1 to 14: 100 kg of toluene, of which a blend took 40, and of 80 kg of xylene 20.
@Suite("Evidence is of a history that can have happened")
struct EvidenceHistoryTests {
  /// Checks the evidence of the toluene of the story's ledger after more entries, up to a commitment behind them.
  private static func check(_ more: [Event]) throws -> ProvedEvidence {
    let maker = try Story.ledger()
    for event in more { try maker.append(event) }
    try maker.commit()
    let commitment = maker.size - 1
    let evidence = try EvidenceMaker(maker).evidence(
      of: [Story.toluene.stream], commitment: commitment)
    return try EvidenceChecker(policy: TrustPolicy(logs: [maker.key])).check(evidence)
  }

  @Test("an event that stands twice is refused")
  func twice() throws {
    #expect(throws: EvidenceError.eventTwice(index: 16, first: 15)) {
      try Self.check([Story.used("90", Story.toluene, 1), Story.used("90", Story.toluene, 1)])
    }
  }

  @Test("more than there was, another dimension, nothing at all, a lot made twice: told")
  func impossible() throws {
    var inLitres = Story.used("90", Story.toluene, 1)
    inLitres.detail = .use(
      Use(
        lot: Story.toluene, quantity: Quantity(amount: 1_000_000, unit: .litre), purpose: "x"))
    for event in [
      Story.used("90", Story.toluene, 501), Story.used("90", Story.toluene, 0),
      Story.made("90", Story.toluene, 5), inLitres,
    ] {
      let proved = try Self.check([event, Story.used("91", Story.toluene, 1)])
      #expect(proved.impossible == [15], "and what follows is not accused")
    }
  }

  @Test("a blend of more than there was is told, also where the file has one of its lots only")
  func partly() throws {
    let blend = Story.event(
      "90",
      .production(
        Production(
          process: .blend,
          outputs: [Output(lot: "Acme/B-2", quantity: Story.kilograms(90))],
          inputs: [Story.good(Story.toluene, 70), Story.good(Story.xylene, 20)])))
    #expect(try Self.check([blend]).impossible == [15])
  }

  @Test(
    "a correction of another's event, of a version that is not the newest, of a wrong one: refused")
  func corrections() throws {
    #expect(throws: EvidenceError.correction(index: 16)) {
      try Self.check([
        Story.used("90", Story.toluene, 1),
        Story.correction("K1", of: "90", by: "Paints", whose: "Paints", at: 15),
      ])
    }
    let used = Story.used("90", Story.toluene, 1)
    let corrected = Story.used("90", Story.toluene, 2)
    for correction in [
      Story.correction("K1", of: "90", by: "Paints", at: 15),
      Story.correction("K1", of: "91", at: 15),
      Story.correction("K1", of: "90", at: 0, to: corrected),
      Story.correction("K1", of: "90", at: 15, to: Story.used("91", Story.toluene, 2)),
    ] {
      #expect(throws: EvidenceError.correction(index: 16)) { try Self.check([used, correction]) }
    }
    #expect(throws: EvidenceError.correction(index: 17)) {
      try Self.check([
        used, Story.correction("K1", of: "90", at: 15, to: corrected),
        Story.correction("K2", of: "90", at: 15),
      ])
    }
    #expect(throws: EvidenceError.correction(index: 17)) {
      try Self.check([
        used, Story.correction("K1", of: "90", at: 15, to: corrected),
        Story.correction("K2", of: "K1", at: 16),
      ])
    }
  }

  @Test(
    "what a correction leaves uncovered is proved: it is recorded so, and a sound ledger has it")
  func uncovered() throws {
    let proved = try Self.check([
      Story.used("90", Story.toluene, 50),
      Story.correction("K1", of: "1", at: 1, to: Story.made("1", Story.toluene, 70)),
      Story.used("91", Story.xylene, 1),
    ])
    #expect(proved.impossible.isEmpty)
  }

  @Test("a waybill that was corrected is proved on all lots that count, before and after")
  func correctedWaybill() throws {
    let lots: [LotID] = ["Acme/P-1", "Acme/P-2"]
    func waybill(_ lots: [LotID]) -> Event {
      Story.event(
        "92",
        .consignment(
          Consignment(
            consignment: "W-1", consignee: "Paints", carrier: "Haul",
            goods: lots.map { Story.good($0, 10) })))
    }
    let maker = try LedgerMaker()
    for (position, lot) in lots.enumerated() {
      try maker.append(Story.made("9\(position)", lot, 10))
    }
    try maker.append(waybill([lots[0]]))
    try maker.append(Story.correction("K1", of: "92", at: 3, to: waybill(lots)))
    try maker.append(Story.step("93", party: "Haul", .load))
    try maker.commit()
    let consignment = StreamKey(kind: .consignment, id: "W-1")
    for stream in lots.map(\.stream) + [consignment] {
      let evidence = try EvidenceMaker(maker).evidence(of: [stream], commitment: 6)
      let proved = try EvidenceChecker(policy: TrustPolicy(logs: [maker.key])).check(evidence)
      #expect(proved.streams.map(\.key) == [stream] && proved.impossible.isEmpty)
    }
  }
}
