import Custody
import LedgerFormat
import Testing
import Traceability

@Suite("Whom to call back")
struct RecallTests {
  /// P makes a lot, sends half of it to Q by T, who makes another lot of it.
  private func story() -> Story {
    var story = Story()
    story.make([Output("P/1", 1_000)])
    story.tell(
      .consignment(
        Consignment(consignment: "W", consignee: "Q", carrier: "T", goods: [Good("P/1", 500)])))
    story.step(.load, of: "W", by: "T")
    story.step(.deliver, of: "W", by: "Q")
    story.tell(
      .production(
        Production(
          process: .react, outputs: [Output("Q/1", 400)], inputs: [Good("P/1", 500)])),
      party: "Q")
    return story
  }

  private func recall(_ histories: [LotID: LotHistory]) throws -> RecallAnswer {
    let answer = Tracer(policy: Policy()).recall("P/1") { histories[$0] }
    return try #require(answer)
  }

  @Test(
    "those who hold some, in whatever it became, come first, then those who had or carried some")
  func parties() throws {
    let answer = try recall(story().histories)
    #expect(answer.parties.map(\.party) == ["P", "Q", "T"])
    let (maker, user, carrier) = (answer.parties[0], answer.parties[1], answer.parties[2])
    #expect(maker.held.map(\.quantity.amount) == [500])
    #expect(user.held.map(\.lot) == ["Q/1"])
    #expect(user.attributed.amount == 500)
    #expect(user.received == [Good("P/1", 500), Good("Q/1", 400)])
    #expect(carrier.isCarrier && carrier.held.isEmpty && carrier.received.isEmpty)
    #expect(answer.destination.lots == ["Q/1"])
  }

  @Test("what was withdrawn by a correction is no hand-over")
  func corrected() throws {
    var histories = story().histories
    let delivery = try #require(histories["P/1"]?.first { $0.index == 4 })
    let correction = Correction(
      party: delivery.event.party, id: delivery.event.id, reason: "not ours",
      target: Correction.Target(index: 4, version: 4))
    var event = delivery.event
    event.id = "C1"
    event.detail = .correction(correction)
    // Of what followed only the hand-over is looked at here.
    histories["P/1"] = (histories["P/1"] ?? []).filter { $0.index < 5 }
    histories["P/1"]?.append(RecordedEvent(index: 6, recordedAt: delivery.recordedAt, event: event))
    let answer = try recall(histories)
    #expect(answer.parties.map(\.party) == ["P", "T"])
    #expect(answer.destination.inTransit.map(\.quantity.amount) == [500])
  }
}
