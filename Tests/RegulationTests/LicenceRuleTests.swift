import Custody
import LedgerFormat
import Testing

@testable import Regulation

@Suite("Rules about the register")
struct LicenceRuleTests {
  private let carrier = StreamKey(kind: .party, id: "T")

  private func licence(_ kind: LicenceRecord.Kind, scope: [String] = [], to: String = "2026-02-28")
    -> Registration.Record
  {
    .licence(
      LicenceRecord(
        kind: kind, holder: carrier, scope: scope, validFrom: Day("2025-01-01"), validTo: Day(to)))
  }

  /// What is found when T loads methanol at a time.
  private func loading(_ time: String, _ prepare: (Tale) -> Void) -> [Finding] {
    let tale = Tale()
    prepare(tale)
    tale.make("2026-01-05", "P", "B", .methanol)
    tale.ship("2026-01-05", "P", "W", to: "Q", ["P/B"])
    tale.step(time, "T", "W", .load, vehicle: "皖N12345")
    return tale.engine.findings(asOf: Tale.time(time)).filter {
      $0.rule.check == .licence || $0.rule.check == .tankMedia
    }
  }

  @Test("a licence counts on its last day and not on the next")
  func lastDay() {
    let prepare = { (tale: Tale) in tale.register("L", self.licence(.carriage)) }
    #expect(loading("2026-02-28 23:59", prepare).isEmpty)
    let late = loading("2026-03-01 00:00", prepare)
    #expect(late.map(\.rule.id) == ["licence-carriage"])
    #expect(late.first?.severity == .refuse)
    #expect(late.first?.chinese.contains("已于 2026-02-28 到期") == true)
  }

  @Test("from 2026-05-01 the articles are unverified: the same warns and does not refuse")
  func newLaw() {
    let found = loading("2026-05-01 00:00") { $0.register("L", licence(.carriage)) }
    #expect(found.first?.severity == .warn)
    #expect(found.first?.rule.confidence == .c)
  }

  @Test("a revoked licence refuses from the revocation on")
  func revoked() {
    let prepare = { (tale: Tale) in
      tale.register("L", self.licence(.carriage))
      tale.register("L", self.licence(.carriage), isRevoked: true, time: "2026-02-10")
    }
    #expect(loading("2026-02-09 12:00", prepare).isEmpty)
    #expect(loading("2026-02-10 12:00", prepare).map(\.severity) == [.refuse])
  }

  @Test(
    "a scope covers by class, UN number, CAS number or name",
    arguments: [
      ("3", true), ("第3类", true), ("UN1230", true), ("67-56-1", true), ("甲醇", true),
      ("8", false), ("1203", false),
    ])
  func scope(word: String, isCovered: Bool) {
    let found = loading("2026-02-01") { $0.register("L", licence(.carriage, scope: [word])) }
    #expect(found.isEmpty == isCovered, "\(word)")
  }

  @Test("nothing registered is nothing certain")
  func unknown() {
    #expect(loading("2026-02-01") { _ in }.isEmpty)
    let found = loading("2026-02-01") {
      $0.register("T", .party(PartyRecord(name: .plain("运输公司"), roles: [.carriage])))
    }
    #expect(found.map(\.isUnverified) == [true])
    #expect(found.map(\.severity) == [.info])
  }

  @Test("one valid licence is enough, however many are over")
  func several() {
    let found = loading("2026-02-20") {
      $0.register("OLD", licence(.carriage, to: "2025-12-31"))
      $0.register("NEW", licence(.carriage, to: "2028-12-31"))
    }
    #expect(found.isEmpty)
  }

  @Test("a tank holds only its permitted media")
  func tank() {
    func vehicle(_ media: [String]) -> [Finding] {
      loading("2026-02-01") {
        $0.register("皖N12345", .vehicle(VehicleRecord(kind: .tanker, media: media)))
      }
    }
    #expect(vehicle(["1230"]).filter { $0.rule.check == .tankMedia }.isEmpty)
    #expect(vehicle(["1203"]).filter { $0.severity == .refuse }.map(\.rule.id) == ["tank-media"])
  }

  @Test("two holders of one licence's number are found")
  func forged() {
    let tale = Tale()
    for holder in ["A", "B"] {
      tale.register(
        "L",
        .licence(
          LicenceRecord(kind: .trade, holder: StreamKey(kind: .party, id: Identifier(holder)))))
    }
    #expect(tale.rules("2026-01-01") == ["licence-twice"])
  }

  @Test("a unit's design gives S, R and the level; more than designed for is found")
  func hazards() throws {
    let tale = Tale()
    tale.register(
      "NH3",
      .chemical(ChemicalRecord(chemical: Chemical(name: .plain("氨"), cas: "7664-41-7", un: "1005")))
    )
    tale.register(
      "CL2",
      .chemical(ChemicalRecord(chemical: Chemical(name: .plain("氯"), cas: "7782-50-5", un: "1017")))
    )
    for (site, chemical, tonnes) in [("罐一", "NH3", Int64(20)), ("罐二", "CL2", 3)] {
      tale.register(
        "P/\(site)",
        .site(
          SiteRecord(
            kind: .tank, unit: "罐区", people: 60,
            maxima: [
              SiteRecord.Maximum(
                chemical: Identifier(chemical),
                quantity: Quantity(amount: tonnes * 1_000_000_000, unit: .tonne))
            ])))
    }
    tale.make("2026-01-05", "P", "B", Chemical(cas: "7782-50-5", un: "1017"), kg: 4_000, site: "罐二")
    let unit = try #require(tale.engine.hazardUnits(asOf: Tale.time("2026-02-01")).first)
    #expect(unit.unit == "罐区")
    #expect((unit.design.ratio.text, unit.design.hazard.text) == ("2.6", "9.6"))
    #expect(unit.design.level == .fourth)
    #expect(unit.live.ratio.text == "0.8")
    #expect(tale.rules("2026-02-01") == ["design-maximum"])
    #expect(tale.only("major-hazard", "2026-02-01")?.chinese.contains("四级") == true)
  }
}
