import Custody
import LedgerFormat
import Testing

@testable import Regulation

@Suite("What rules find")
struct FindingsTests {
  private let lot: LotID = "P/B"

  private func use(_ kg: Int64, _ lot: LotID = "P/B") -> Event.Detail {
    .use(Use(lot: lot, quantity: Tale.kilograms(kg), purpose: "x"))
  }

  @Test("an ordinary day finds nothing")
  func ordinaryDay() {
    let tale = Tale()
    tale.make("2026-01-05 08:00", "P", "B", .methanol, site: "TANK")
    tale.ship("2026-01-05 09:00", "P", "W", to: "Q", [lot], site: "TANK", toSite: "WH")
    tale.step("2026-01-05 10:00", "T", "W", .load, vehicle: "皖N12345")
    tale.step("2026-01-05 11:00", "T", "W", .depart, vehicle: "皖N12345", place: "金寨")
    tale.step("2026-01-05 15:00", "T", "W", .arrive, vehicle: "皖N12345", place: "六安")
    tale.step("2026-01-05 16:00", "Q", "W", .deliver)
    tale.tell("2026-01-06", "Q", use(100), site: "WH")
    #expect(tale.rules("2026-02-01", .info) == [])
  }

  @Test("the same events give the same ids, whatever came between them in the ledger")
  func stableIDs() {
    func story(_ noise: Bool) -> FindingID? {
      let tale = Tale()
      if noise { tale.make("2026-01-01", "Z", "B", .methanol) }
      tale.make("2026-01-05", "P", "B", .cyanide)
      tale.tell(
        "2026-01-06", "P",
        .loss(Loss(lot: lot, quantity: Tale.kilograms(1), cause: .theft)))
      return tale.only("theft-controlled", "2026-01-07")?.id
    }
    #expect(story(false) != nil)
    #expect(story(false) == story(true))
    #expect(FindingID("0123456789abcdef")?.text == "0123456789abcdef")
    #expect(FindingID("0123456789ABCDEF") == nil)
  }

  @Test("theft of a highly toxic chemical is red, by the law of its own day")
  func theft() {
    for (day, law) in [("2026-04-30", "条例"), ("2026-05-01", "危险化学品安全法")] {
      let tale = Tale()
      tale.make("2026-01-05", "P", "B", .cyanide)
      tale.tell(
        day + " 12:00", "P", .loss(Loss(lot: lot, quantity: Tale.kilograms(1), cause: .theft)))
      let finding = tale.only("theft-controlled", "2026-06-01")
      #expect(finding?.level == .red)
      #expect(finding?.rule.instrument.contains(law) == true)
      #expect(finding?.chinese.contains("氰化钠") == true)
      #expect(tale.only("theft", "2026-06-01") == nil)
    }
  }

  @Test("waste may stay 365 days, and the day on which it must be gone ends in China")
  func wasteDwell() {
    let tale = Tale()
    tale.make("2025-01-10 08:00", "P", "B", nil, site: "危废间", process: .waste)
    #expect(tale.rules("2026-01-10 23:59") == [])
    #expect(tale.rules("2026-01-11 00:00") == ["waste-dwell"])
    #expect(tale.only("waste-dwell", "2026-02-01")?.done == nil)
    tale.tell(
      "2026-02-02", "P",
      .disposal(Disposal(lot: lot, quantity: Tale.kilograms(100), method: "D10")), site: "危废间")
    let finding = tale.only("waste-dwell", "2026-03-01")
    #expect(finding?.done == Tale.time("2026-02-02"))
    #expect(finding?.due == Tale.time("2026-01-11"))
  }

  @Test("a sale of 易制爆 is filed by its buyer within five days; late or never is found")
  func filing() {
    func story(_ filed: String?, isEarly: Bool = false) -> Tale {
      let tale = Tale()
      tale.make("2026-03-01", "P", "B", .nitrate)
      let trade = { (action: Trade.Action, other: Identifier) in
        Event.Detail.trade(
          Trade(
            action: action, goods: [Good(lot: lot, quantity: Tale.kilograms(5))],
            counterparty: other, purpose: "x"))
      }
      if isEarly, let filed { tale.tell(filed, "Q", trade(.purchase, "P")) }
      tale.tell("2026-03-02 10:00", "P", trade(.sale, "Q"), people: [.agent])
      if !isEarly, let filed { tale.tell(filed, "Q", trade(.purchase, "P")) }
      tale.tell(
        "2026-03-02", "Q",
        .storage(Storage(action: .count, lot: lot, quantity: Quantity(amount: 0, unit: .kilogram))),
        site: "S")
      return tale
    }
    #expect(story("2026-03-07 23:00").rules("2026-04-01") == [])
    #expect(story("2026-03-08 00:00").rules("2026-04-01") == ["filing-controlled"])
    #expect(story("2026-03-03", isEarly: true).rules("2026-04-01") == [])
    #expect(story(nil).rules("2026-03-07 23:59") == [])
    #expect(story(nil).rules("2026-03-08 00:00") == ["filing-controlled"])
  }

  @Test("of a buyer outside the ledger nothing is said for certain")
  func unknownBuyer() {
    let tale = Tale()
    tale.make("2026-03-01", "P", "B", .nitrate)
    tale.tell(
      "2026-03-02", "P",
      .trade(
        Trade(
          action: .sale, goods: [Good(lot: lot, quantity: Tale.kilograms(5))],
          counterparty: "外地公司", purpose: "x")), people: [.agent])
    let finding = tale.only("filing-controlled", "2026-04-01")
    #expect(finding?.isUnverified == true)
    #expect(finding?.severity == .info)
  }

  @Test("a consignment that never arrives is overdue, then its whereabouts are unknown")
  func vanished() {
    let tale = Tale()
    tale.make("2026-01-05", "P", "B", .methanol)
    tale.ship("2026-01-05 09:00", "P", "W", to: "Q", [lot])
    tale.step("2026-01-05 10:00", "T", "W", .load)
    #expect(tale.rules("2026-01-08 09:00") == [])
    #expect(tale.rules("2026-01-09 10:00") == ["transit-overdue"])
    #expect(tale.rules("2026-01-16 00:00") == ["transit-overdue", "whereabouts-unknown"])
    tale.step("2026-01-16 08:00", "Q", "W", .deliver)
    #expect(tale.rules("2026-02-01") == ["transit-overdue"])
    #expect(tale.only("transit-overdue", "2026-02-01")?.done == Tale.time("2026-01-16 08:00"))
  }

  @Test("a short delivery beyond the tolerance is found, within it is not")
  func shortDelivery() {
    for (received, rules) in [(Int64(99_500_000), []), (99_400_000, ["delivery-short"])] {
      let tale = Tale()
      tale.make("2026-01-05", "P", "B", .methanol)
      tale.ship("2026-01-05 09:00", "P", "W", to: "Q", [lot])
      tale.step("2026-01-05 10:00", "T", "W", .load)
      tale.step(
        "2026-01-05 20:00", "Q", "W", .deliver,
        goods: [Good(lot: lot, quantity: Quantity(amount: received, unit: .kilogram))])
      #expect(tale.rules("2026-01-06") == rules)
    }
  }

  @Test("one vehicle on two waybills is seen, in whatever order reports arrive")
  func twoWaybills() {
    func story(_ reversed: Bool, second: String) -> [String] {
      let tale = Tale()
      for batch in ["A", "B"] { tale.make("2026-01-05", "P", batch, .methanol) }
      tale.ship("2026-01-05 08:00", "P", "W1", to: "Q", ["P/A"])
      tale.ship("2026-01-05 08:00", "P", "W2", to: "Q", ["P/B"])
      let first = {
        tale.step("2026-01-05 09:00", "T", "W1", .load, vehicle: "V")
        tale.step("2026-01-05 12:00", "Q", "W1", .deliver)
      }
      let other = {
        tale.step(second, "T", "W2", .load, vehicle: "V")
        tale.step("2026-01-05 20:00", "Q", "W2", .deliver)
      }
      for act in reversed ? [other, first] : [first, other] { act() }
      return tale.rules("2026-01-06")
    }
    for reversed in [false, true] {
      #expect(story(reversed, second: "2026-01-05 11:59") == ["vehicle-two-waybills"])
      #expect(story(reversed, second: "2026-01-05 12:00") == [])
    }
  }

  @Test("a stop longer than allowed is seen, also while it lasts")
  func stops() {
    let tale = Tale()
    tale.make("2026-01-05", "P", "B", .cyanide)
    tale.ship("2026-01-05 08:00", "P", "W", to: "Q", [lot])
    tale.step("2026-01-05 09:00", "T", "W", .load, vehicle: "V")
    tale.step("2026-01-05 10:00", "T", "W", .stop, vehicle: "V", place: "服务区")
    #expect(tale.rules("2026-01-05 14:00") == [])
    #expect(tale.rules("2026-01-05 14:01") == ["stop-too-long"])
    tale.step("2026-01-05 13:00", "T", "W", .position, vehicle: "V")
    #expect(tale.rules("2026-01-05 16:00") == [])
  }

  @Test("what may not stand together is found while it does, and again when it returns")
  func storage() {
    let tale = Tale()
    tale.make("2026-01-05", "P", "B", .methanol, site: "WH")
    tale.make("2026-01-06", "P", "C", .nitrate, site: "WH")
    let first = tale.only("storage-incompatible", "2026-02-01")
    #expect(first?.ended == nil)
    #expect(first?.occurrences == 1)
    let move = { (action: Storage.Action) in
      Event.Detail.storage(
        Storage(action: action, lot: "P/C", quantity: Tale.kilograms(100)))
    }
    tale.tell("2026-01-07", "P", move(.out), site: "WH", people: [.handler, .checker])
    #expect(tale.only("storage-incompatible", "2026-02-01")?.ended == Tale.time("2026-01-07"))
    tale.tell("2026-01-08", "P", move(.in), site: "WH", people: [.handler, .checker])
    let again = tale.only("storage-incompatible", "2026-02-01")
    #expect(again?.id == first?.id)
    #expect(again?.occurrences == 2)
    #expect(again?.since == Tale.time("2026-01-08"))
  }

  @Test("two lots of one chemical are no danger to each other")
  func sameChemical() {
    let tale = Tale()
    for batch in ["A", "B"] {
      tale.make(
        "2026-01-05", "P", batch, Chemical(cas: "7664-39-3", un: "1790"), site: "WH")
    }
    #expect(tale.rules("2026-02-01") == [])
  }

  @Test("a time in the future, before the origin, and a late report are told apart")
  func times() {
    let tale = Tale(start: "2026-01-01")
    tale.make("2026-01-05", "P", "B", .methanol)
    tale.tell("2026-01-10 12:00", "P", use(1), recorded: "2026-01-10 11:49")
    tale.tell("2026-01-10 12:00", "P", use(1), recorded: "2026-01-10 11:51")
    tale.tell("2026-01-04", "P", use(1), recorded: "2026-01-05")
    tale.tell("2026-01-10", "P", use(1), recorded: "2026-01-16")
    tale.tell("2026-01-10", "P", use(1), recorded: "2026-01-15 23:59")
    #expect(tale.rules("2026-02-01", .info) == ["before-origin", "future-time", "late-report"])
  }

  @Test("what is older than the ledger is not late: it could not be reported before")
  func backfill() {
    let tale = Tale(start: "2026-06-01")
    tale.make("2026-01-05", "P", "B", .methanol)
    tale.tell("2026-01-06", "P", use(1), recorded: "2026-06-05")
    #expect(tale.rules("2026-07-01", .info) == [])
  }
}
