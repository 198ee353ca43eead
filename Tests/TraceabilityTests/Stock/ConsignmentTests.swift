import Custody
import LedgerFormat
import Testing
import Traceability

/// One consignment told step by step: who reports what, in whatever order it arrives.
private struct Journey {
  private(set) var events: [RecordedEvent] = []

  /// A lot of 100 g with P, and a waybill for all of it to Q by the carrier T, both at hour 1.
  init(unit: Unit = .milligram, consigned: Int64 = 100_000) {
    let quantity = Quantity(amount: 100_000, unit: unit)
    tell(
      .production(Production(process: .produce, outputs: [Output(lot: "P/1", quantity: quantity)])),
      1)
    tell(
      .consignment(
        Consignment(
          consignment: "W", consignee: "Q", carrier: "T",
          goods: [Good(lot: "P/1", quantity: Quantity(amount: consigned, unit: unit))])), 1)
  }

  mutating func tell(_ detail: Event.Detail, _ hours: UInt64, by party: Identifier = "P") {
    let index = UInt64(events.count + 1)
    let event = Event(
      id: Identifier("E\(index)"), time: .hours(hours), party: party, detail: detail)
    events.append(RecordedEvent(index: index, recordedAt: .hours(1_000 + index), event: event))
  }

  mutating func step(
    _ step: TransportStep, _ hours: UInt64, by party: Identifier = "T", goods: Int64? = nil,
    vehicle: Identifier? = nil, partial: Bool? = nil, unit: Unit = .milligram
  ) {
    let goods = goods.map { [Good(lot: "P/1", quantity: Quantity(amount: $0, unit: unit))] }
    tell(
      .transport(
        Transport(
          consignment: "W", step: step, vehicle: vehicle, goods: goods, partial: partial)),
      hours, by: party)
  }

  func answer(
    _ selection: ConsignmentSelection = ConsignmentSelection(), at hours: UInt64 = 20,
    overdueAfterHours: UInt64 = 72
  ) -> ConsignmentsAnswer {
    var fold = ConsignmentsFold(selection, policy: Policy())
    for recorded in events { fold.take(recorded) }
    return fold.answer(now: .hours(hours), overdueAfterSeconds: overdueAfterHours * 3_600)
  }

  func row(at hours: UInt64 = 20) throws -> ConsignmentRow {
    try #require(answer(at: hours).rows.first)
  }
}

@Suite("How far consignments have come")
struct ConsignmentTests {
  @Test("each step takes the consignment one state further, until it is received")
  func states() throws {
    var journey = Journey()
    #expect(try journey.row().state == .consigned)
    let steps: [(TransportStep, ConsignmentState)] = [
      (.accept, .accepted), (.load, .loaded), (.depart, .departed), (.position, .underway),
      (.stop, .stopped), (.arrive, .arrived), (.unload, .unloaded), (.deliver, .delivered),
    ]
    for (position, (step, state)) in steps.enumerated() {
      journey.step(step, UInt64(position + 2), by: step == .deliver ? "Q" : "T")
      let row = try journey.row()
      #expect(row.state == state, "\(step)")
      #expect(row.isOpen == (state != .delivered), "\(step)")
      #expect(!row.isOverdue && !row.isUnknownDestination && !row.hasDifference)
    }
    #expect(try journey.row().dispatchedAt == .hours(3))
    #expect(try journey.row().lastSeenAt == .hours(9))
  }

  @Test("steps that are reported late do not put back on the road what was received")
  func lateReports() throws {
    var journey = Journey()
    journey.step(.load, 2)
    journey.step(.arrive, 6)
    journey.step(.depart, 3)
    #expect(try journey.row().state == .arrived)
    journey.step(.deliver, 7, by: "Q")
    journey.step(.position, 4)
    #expect(try journey.row().state == .delivered)
    #expect(try journey.row().lastSeenAt == .hours(7))
  }

  @Test("a part that is delivered, refused or brought back leaves the rest where it is")
  func parts() throws {
    var journey = Journey()
    journey.step(.load, 2)
    journey.step(.deliver, 3, by: "Q", goods: 40_000, partial: true)
    #expect(try journey.row().state == .partlyDelivered)
    #expect(try journey.row().goods.first?.inTransit == 60_000)
    journey.step(.refuse, 4, by: "Q")
    #expect(try journey.row().state == .refused)
    #expect(try journey.row().isOpen)
    journey.step(.return, 5)
    let row = try journey.row()
    #expect(row.state == .delivered)
    #expect(!row.isOpen)
    #expect(row.goods.first?.returned == 60_000)
    #expect(row.goods.first?.receiptDifference == 0)
  }

  @Test(
    "refused and brought back as a whole is returned; nothing received and all left out is missing")
  func ends() throws {
    var refused = Journey()
    refused.step(.load, 2)
    refused.step(.refuse, 3, by: "Q")
    #expect(try refused.row().state == .refused)
    refused.step(.return, 4)
    #expect(try refused.row().state == .returned)
    var missing = Journey()
    missing.step(.load, 2)
    missing.step(.deliver, 3, by: "Q", goods: 0)
    #expect(try missing.row().state == .missing)
    #expect(try missing.row().isUnknownDestination)
    missing.tell(
      .loss(Loss(lot: "P/1", quantity: .milligrams(100_000), cause: .theft, consignment: "W")), 4,
      by: "T")
    #expect(try missing.row().state == .lost)
    #expect(try !missing.row().isUnknownDestination)
  }

  @Test("what is longer in transit than allowed is overdue, and unknown until it arrives anywhere")
  func overdue() throws {
    var journey = Journey()
    journey.step(.load, 2)
    #expect(try !journey.row(at: 74).isOverdue)
    #expect(try journey.row(at: 75).isOverdue)
    #expect(try journey.row(at: 75).isUnknownDestination)
    journey.step(.arrive, 10)
    #expect(try journey.row(at: 75).isOverdue)
    #expect(try !journey.row(at: 75).isUnknownDestination)
    journey.step(.deliver, 11, by: "Q")
    #expect(try !journey.row(at: 75).isOverdue)
  }

  @Test("loaded, unloaded and received are held against each other by the ledger's tolerance")
  func differences() throws {
    var journey = Journey()
    journey.step(.load, 2, goods: 90_000)
    journey.step(.unload, 3, goods: 89_800)
    journey.step(.deliver, 4, by: "Q", goods: 89_600)
    let good = try #require(try journey.row().goods.first)
    #expect(good.loadDifference == -10_000)
    #expect(good.unloadDifference == -200)
    #expect(good.receiptDifference == -400)
    #expect(good.tolerance == 450)
    #expect(good.unaccounted == 400)
    #expect(good.isBeyondTolerance)
    var small = Journey(consigned: 90_000)
    small.step(.load, 2)
    small.step(.deliver, 4, by: "Q", goods: 89_550)
    #expect(try !small.row().hasDifference)
    #expect(try small.row().goods.first?.receiptDifference == -450)
    var pieces = Journey(unit: .piece, consigned: 1_000)
    pieces.step(.load, 2)
    pieces.step(.deliver, 4, by: "Q", goods: 999, unit: .piece)
    #expect(try pieces.row().hasDifference)
  }

  @Test("a truck carries what was put on it last and has not left it, however its plate is typed")
  func vehicles() throws {
    var journey = Journey()
    journey.step(.load, 2, vehicle: "皖A3F720")
    var selection = ConsignmentSelection()
    for plate in ["皖A3F720", "皖a·3F720", "皖A-3f720", "皖Ａ３Ｆ７２０"] {
      selection.vehicle = plate
      #expect(journey.answer(selection).rows.count == 1, "\(plate)")
    }
    journey.step(.depart, 3, vehicle: "浙B88D16")
    selection.vehicle = "皖A3F720"
    #expect(journey.answer(selection).rows.isEmpty)
    selection.vehicle = "浙B88D16"
    #expect(journey.answer(selection).rows.count == 1)
    journey.step(.deliver, 4, by: "Q")
    #expect(journey.answer(selection).rows.isEmpty)
  }

  @Test("the lists are those that their marks say, and a party sees its own")
  func lists() throws {
    var journey = Journey()
    journey.step(.load, 2)
    var selection = ConsignmentSelection()
    for party in ["P", "Q", "T"] {
      selection.party = Identifier(party)
      #expect(journey.answer(selection).rows.count == 1)
    }
    selection.party = "X"
    #expect(journey.answer(selection).rows.isEmpty)
    selection = ConsignmentSelection()
    selection.isOpen = true
    #expect(journey.answer(selection).rows.count == 1)
    selection.isOverdue = true
    #expect(journey.answer(selection).rows.isEmpty)
    #expect(journey.answer(selection, at: 100).rows.count == 1)
    selection.hasDifference = true
    #expect(journey.answer(selection, at: 100).rows.isEmpty)
  }

  @Test("goods are described as a transport document does, where enough was declared")
  func transportLines() {
    let alcohol = Chemical(
      name: .bilingual(zh: "烯丙醇", en: "Allyl alcohol"), un: "1098", hazardClass: "6.1+3",
      packingGroup: "I")
    #expect(alcohol.transportLine() == "UN 1098 ALLYL ALCOHOL, 6.1 (3), I")
    #expect(
      alcohol.transportLine(tunnelCode: "C/D") == "UN 1098 ALLYL ALCOHOL, 6.1 (3), I, (C/D)")
    let methanol = Chemical(
      name: .plain("methanol"), un: "1230", hazardClass: "3 (6.1)", packingGroup: "II")
    #expect(
      methanol.transportLine(isWaste: true, tunnelCode: "D/E")
        == "UN 1230 WASTE METHANOL, 3 (6.1), II, (D/E)")
    let oxygen = Chemical(name: .plain("OXYGEN"), un: "1072", hazardClass: "2.2")
    #expect(oxygen.transportLine() == "UN 1072 OXYGEN, 2.2")
    #expect(Chemical(name: .plain("x"), un: "1072").transportLine() == nil)
  }

  @Test("the notice counts each waybill once, each vehicle once, and the odd ones")
  func statistics() throws {
    var journey = Journey()
    journey.step(.load, 2, vehicle: "V")
    let late = WaybillStatistics(journey.answer(at: 100))
    #expect(late.overall.consignments == 1 && late.overall.vehicles == 1)
    #expect(late.overall.abnormal == 1 && late.overall.overdue == 1)
    #expect(late.overall.abnormalHundredthsOfPercent == 10_000)
    #expect(late.overall.perVehicleHundredths == 100)
    #expect(late.carriers.map(\.carrier) == ["T"])
    journey.step(.deliver, 3, by: "Q")
    let delivered = WaybillStatistics(journey.answer(at: 100))
    #expect(delivered.overall.delivered == 1 && delivered.overall.abnormal == 0)
    let later = WaybillStatistics(journey.answer(), period: Period(from: .hours(2)))
    #expect(later.overall.consignments == 0 && later.carriers.isEmpty)
  }
}
