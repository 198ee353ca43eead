import Custody
import LedgerFormat
import Regulation
import Testing

@Suite("How long records are kept")
struct RetentionTests {
  private static func event(_ detail: Event.Detail, on day: String) throws -> Event {
    let time = try Instant(rfc3339: day + "T08:00:00+08:00")
    return Event(id: "E", time: time, party: "P", detail: detail)
  }

  private static let sale = Event.Detail.trade(
    Trade(
      action: .sale, goods: [Good(lot: "P/B", quantity: Quantity(amount: 1, unit: .kilogram))],
      counterparty: "Q"))

  private static func running(
    _ event: Event, _ flags: Set<ChemicalRecord.Flag> = [], isWaste: Bool = false, on day: String
  ) throws -> [String] {
    Retention.running(
      for: event, flags: flags, isWaste: isWaste, on: try #require(Day(day))
    ).map(\.id)
  }

  @Test("a waybill is kept for twelve months, to the day")
  func waybill() throws {
    let step = try RetentionTests.event(
      .transport(Transport(consignment: "W", step: .deliver)), on: "2025-11-26")
    #expect(try RetentionTests.running(step, on: "2026-11-26") == ["waybill"])
    #expect(try RetentionTests.running(step, on: "2026-11-27").isEmpty)
    let leap = try RetentionTests.event(
      .transport(Transport(consignment: "W", step: .deliver)), on: "2024-02-29")
    #expect(try RetentionTests.running(leap, on: "2025-02-28") == ["waybill"])
    #expect(try RetentionTests.running(leap, on: "2025-03-01").isEmpty)
  }

  @Test("a sale is kept by what was sold")
  func sale() throws {
    let sale = try RetentionTests.event(RetentionTests.sale, on: "2024-01-10")
    #expect(try RetentionTests.running(sale, on: "2024-01-11").isEmpty)
    #expect(
      try RetentionTests.running(sale, [.highlyToxic], on: "2024-06-01") == [
        "sale", "saleIdentity",
      ])
    #expect(
      try RetentionTests.running(sale, [.explosivePrecursor], on: "2026-06-01") == ["saleIdentity"])
    #expect(
      try RetentionTests.running(sale, [.drugPrecursor3], on: "2025-12-31") == ["drugPrecursor"])
  }

  @Test("what was landfilled is kept for ever")
  func landfill() throws {
    let quantity = Quantity(amount: 1, unit: .tonne)
    let filled = try RetentionTests.event(
      .disposal(Disposal(lot: "P/B", quantity: quantity, method: "安全填埋")), on: "1995-01-01")
    #expect(try RetentionTests.running(filled, isWaste: true, on: "2090-01-01") == ["landfill"])
    let burnt = try RetentionTests.event(
      .disposal(Disposal(lot: "P/B", quantity: quantity, method: "焚烧")), on: "1995-01-01")
    #expect(try RetentionTests.running(burnt, isWaste: true, on: "2090-01-01").isEmpty)
  }

  @Test("every rule cites its law, and what was only recalled is marked so")
  func citations() {
    let rules = Retention.rules
    #expect(Set(rules.map(\.id)).count == rules.count)
    for rule in rules { #expect(!rule.law.chinese.isEmpty && !rule.law.english.isEmpty) }
    #expect(rules.first { $0.id == "wasteManifest" }?.confidence == .c)
  }

  @Test("two persons hand over what is highly toxic, and a sale names the purchaser's agent")
  func persons() throws {
    let use = Event.Detail.use(
      Use(lot: "P/B", quantity: Quantity(amount: 1, unit: .gram), purpose: "x"))
    var event = try RetentionTests.event(use, on: "2026-01-01")
    #expect(StatutoryPersons.missing(in: event, flags: []).isEmpty)
    #expect(StatutoryPersons.missing(in: event, flags: [.highlyToxic]) == [.handler, .checker])
    event.privateFields = [PrivateField(.handler, .open("李")), PrivateField(.checker, .open("王"))]
    #expect(StatutoryPersons.missing(in: event, flags: [.highlyToxic]).isEmpty)
    let sale = try RetentionTests.event(RetentionTests.sale, on: "2026-01-01")
    #expect(StatutoryPersons.missing(in: sale, flags: [.explosivePrecursor]) == [.agent])
  }
}
