import Custody
import LedgerFormat
import Testing

@testable import LedgerAudit

/// The story's events stand at 1 to 14; the blend is "3" of Acme at 3, which took 40 kg of toluene.
@Suite("Corrections are verified from the bytes")
struct CorrectionAuditTests {
  private static func report(
    _ change: (LedgerMaker) throws -> Void
  ) throws -> VerificationReport {
    let maker = try Story.ledger()
    try change(maker)
    return try maker.write().verify()
  }

  @Test("a ledger with corrections, withdrawals and corrections of them verifies")
  func clean() throws {
    let report = try CorrectionAuditTests.report { maker in
      try maker.append(Story.used("90", Story.toluene, 5))
      try maker.append(
        Story.correction("K1", of: "90", at: 15, to: Story.used("90", Story.toluene, 7)))
      try maker.append(Story.correction("K2", of: "90", at: 15, version: 16))
      try maker.append(
        Story.correction(
          "K3", of: "90", at: 15, version: 17, to: Story.used("90", Story.xylene, 9)))
      try maker.append(
        Story.correction("K4", of: "1", at: 1, to: Story.made("1", Story.toluene, 120)))
      // Toluene has 76 kg left now, which the next one takes all of.
      try maker.append(Story.used("91", Story.toluene, 76))
    }
    #expect(report.ok && report.notes.isEmpty, "\(report.damage) \(report.notes)")
  }

  @Test("a correction of another's event, of none, of a correction, and by the wrong entry")
  func impossible() throws {
    let cases: [(Event, Refusal)] = [
      (
        Story.correction("K1", of: "1", by: "Rival", at: 1),
        .correctionOfOther(party: "Acme", reporter: "Rival")
      ),
      (Story.correction("K1", of: "77", at: 1), .correctedUnknown(party: "Acme", id: "77")),
      (
        Story.correction("K1", of: "2", at: 1),
        .correctionTarget(
          expected: Correction.Target(index: 2, version: 2),
          found: Correction.Target(index: 1, version: 1))
      ),
      (
        Story.correction("K1", of: "1", at: 1, to: Story.made("2", "Acme/N-1", 1)),
        .replacementOfOther(party: "Acme", id: "1")
      ),
    ]
    for (event, refusal) in cases {
      let report = try CorrectionAuditTests.report { try $0.append(event) }
      #expect(report.kinds == [.impossible(refusal)] && report.indices == [15])
    }
    let nested = try CorrectionAuditTests.report { maker in
      try maker.append(Story.used("90", Story.toluene, 5))
      try maker.append(Story.correction("K1", of: "90", at: 15))
      try maker.append(Story.correction("K2", of: "K1", at: 16))
    }
    #expect(nested.kinds == [.impossible(.correctionOfCorrection("K1", corrects: "90"))])
    let stale = try CorrectionAuditTests.report { maker in
      try maker.append(Story.used("90", Story.toluene, 5))
      try maker.append(Story.correction("K1", of: "90", at: 15))
      try maker.append(Story.correction("K2", of: "90", at: 15))
    }
    #expect(stale.indices == [17] && stale.damageCount == 1)
  }

  @Test("a correction that was left off a chain, or put on one too many")
  func links() throws {
    let off = try CorrectionAuditTests.report { maker in
      try maker.append(Story.used("90", Story.toluene, 5))
      try maker.append(
        Story.correction("K1", of: "90", at: 15, to: Story.used("90", Story.xylene, 5))
      ) { links in links.removeAll { $0.stream == Story.toluene.stream } }
    }
    #expect(off.kinds.contains(.linksMissing([Story.toluene.stream])))
    let extra = try CorrectionAuditTests.report { maker in
      try maker.append(Story.used("90", Story.toluene, 5))
      try maker.append(Story.correction("K1", of: "90", at: 15)) { links in
        links.append(maker.next(Story.xylene.stream))
      }
    }
    #expect(extra.kinds == [.linksExtra([Story.xylene.stream])])
  }

  @Test("a replacement that is impossible at its place, and an order against one's own hold")
  func atPlace() throws {
    let report = try CorrectionAuditTests.report { maker in
      try maker.append(Story.used("90", Story.toluene, 5))
      try maker.append(
        Story.correction("K1", of: "90", at: 15, to: Story.used("90", Story.toluene, 57)))
    }
    guard case .impossible(.atPlace(15, .overdraw(let overdraw)))? = report.kinds.first else {
      Issue.record("\(report.damage)")
      return
    }
    #expect(overdraw.held == Story.kilograms(56) && report.indices == [16])
    var hold = Story.event("H1", party: "Bureau", .order(Order(.hold, .lots([Story.toluene]))))
    hold.document = "D"
    let held = try CorrectionAuditTests.report { maker in
      try maker.append(hold)
      try maker.append(Story.used("90", Story.toluene, 5))
    }
    guard case .impossible(.held(let lot, let order))? = held.kinds.first else {
      Issue.record("\(held.damage)")
      return
    }
    #expect(lot == Story.toluene && order.index == 15 && held.indices == [16])
  }

  @Test("what a correction leaves uncovered is a note, and no damage")
  func uncovered() throws {
    let report = try CorrectionAuditTests.report { maker in
      try maker.append(
        Story.correction("K1", of: "1", at: 1, to: Story.made("1", Story.toluene, 10)))
    }
    #expect(report.ok, "\(report.damage)")
    #expect(!report.notes.isEmpty)
    for note in report.notes {
      guard case .notCovered(let event, correction: 15) = note else {
        Issue.record("\(note)")
        continue
      }
      #expect(event.lot == Story.toluene && event.quantity.amount > 0)
    }
  }

  @Test("what was impossible when it was recorded stays damage, whatever was corrected later")
  func asKnownThen() throws {
    let report = try CorrectionAuditTests.report { maker in
      try maker.append(Story.used("90", Story.toluene, 150))
      try maker.append(
        Story.correction("K1", of: "1", at: 1, to: Story.made("1", Story.toluene, 1_000)))
    }
    #expect(report.indices == [15] && report.damageCount == 1)
  }

  @Test("the entries of what is corrected are found again across segments and checkpoints")
  func farBack() throws {
    let maker = try Story.ledger()
    for number in 0..<200 {
      try maker.append(Story.made("F\(number)", LotID(Identifier("Acme/F-\(number)")), 5))
    }
    try maker.append(
      Story.correction("K1", of: "F7", at: 22, to: Story.made("F7", "Acme/F-7", 6)))
    try maker.append(
      Story.correction("K2", of: "F7", at: 22, version: 215, to: Story.made("F7", "Acme/G-7", 6)))
    try maker.append(Story.used("91", "Acme/G-7", 6))
    let report = try maker.write().verify()
    #expect(report.ok, "\(report.damage)")
  }
}
