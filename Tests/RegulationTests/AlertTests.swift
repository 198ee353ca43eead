import Custody
import LedgerFormat
import Testing

@testable import Regulation

@Suite("Alerts as a closed loop")
struct AlertTests {
  private func handle(
    _ tale: Tale, _ action: Handling.Action, _ finding: FindingID, _ time: String
  ) {
    tale.tell(
      time, "COUNTY", .handling(Handling(action, finding: Identifier(finding.text))),
      document: "D-9", note: "查清")
  }

  private func state(_ tale: Tale) -> AlertState? {
    var filter = AlertFilter()
    filter.rule = "storage-incompatible"
    return tale.engine.alerts(asOf: Tale.time("2026-03-01"), filter).first?.state
  }

  @Test("open, acknowledged, explained, closed, and reopened when the cause returns")
  func loop() throws {
    let tale = Tale()
    tale.make("2026-01-05", "P", "B", .methanol, site: "WH")
    tale.make("2026-01-06", "P", "C", .nitrate, site: "WH")
    let id = try #require(tale.only("storage-incompatible", "2026-02-01")).id
    #expect(state(tale) == .open)
    handle(tale, .acknowledge, id, "2026-01-07")
    #expect(state(tale) == .acknowledged)
    handle(tale, .explain, id, "2026-01-08")
    #expect(state(tale) == .explained)
    let move = { (action: Storage.Action) in
      Event.Detail.storage(Storage(action: action, lot: "P/C", quantity: Tale.kilograms(100)))
    }
    tale.tell("2026-01-09", "P", move(.out), site: "WH")
    #expect(state(tale) == .ended)
    handle(tale, .close, id, "2026-01-10")
    #expect(state(tale) == .closed)
    tale.tell("2026-01-11", "P", move(.in), site: "WH")
    #expect(state(tale) == .reopened)
    handle(tale, .close, id, "2026-01-12")
    #expect(state(tale) == .closed)
  }

  @Test("filters hold together")
  func filters() {
    let tale = Tale()
    tale.make("2026-01-05", "P", "B", .cyanide)
    tale.tell(
      "2026-01-06", "P", .loss(Loss(lot: "P/B", quantity: Tale.kilograms(1), cause: .theft)))
    tale.tell(
      "2026-01-06", "P", .loss(Loss(lot: "P/B", quantity: Tale.kilograms(1), cause: .spill)))
    func count(_ change: (inout AlertFilter) -> Void) -> Int {
      var filter = AlertFilter()
      change(&filter)
      return tale.engine.alerts(asOf: Tale.time("2026-02-01"), filter).count
    }
    #expect(count { _ in } == 2)
    #expect(count { $0.level = .red } == 1)
    #expect(count { $0.rule = "loss" } == 1)
    #expect(count { $0.party = "Q" } == 0)
    #expect(count { $0.severity = .refuse } == 0)
    #expect(count { $0.isOpenOnly = true } == 2)
  }
}
