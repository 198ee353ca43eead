import Custody
import Foundation
import LedgerFormat
import Testing

/// The bytes of one event of every kind, frozen: `RECORD_GOLDEN=1` writes them anew and fails.
@Suite("Frozen bytes of events")
struct GoldenEventTests {
  private static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Golden/events.hex")

  @Test("events have the bytes they always had, and are read back from them")
  func frozen() throws {
    let lines = try GoldenEventTests.events.map { name, event in
      let hex = try event.encoded().map { byte in
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
      return name + " " + hex.joined()
    }
    let text = lines.joined(separator: "\n") + "\n"
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
      try text.write(to: GoldenEventTests.file, atomically: true, encoding: .utf8)
      Issue.record("recorded anew; run again without RECORD_GOLDEN")
      return
    }
    let golden = try String(contentsOf: GoldenEventTests.file, encoding: .utf8)
    #expect(golden.split(separator: "\n") == lines.map { Substring($0) })
    for (_, event) in GoldenEventTests.events {
      #expect(try Event(bytes: try event.encoded()) == event)
    }
  }

  private static func event(
    _ id: Identifier, _ detail: Event.Detail, _ fields: [PrivateField] = []
  ) -> Event {
    Event(
      id: id, time: Sample.time, party: "91341524MA0000005R", site: "TANK-01", document: "D-7",
      note: "备注", owner: "A/S", privateFields: fields, detail: detail)
  }

  private static func registration(
    _ id: Identifier, _ subject: Identifier, _ record: Registration.Record
  ) -> Event {
    Event(
      id: id, time: Sample.time, party: "COUNTY",
      detail: .registration(Registration(subject: subject, record: record)))
  }

  private static func sealed(_ name: PrivateField.Name) -> PrivateField {
    let bytes = (0..<32).map { UInt8($0) }
    return PrivateField(name, .sealed(Hash(bytes.span)))
  }

  private static let goods = [
    Good(lot: "P/B-1", quantity: Quantity(amount: 3_200_000_000, unit: .tonne)),
    Good(lot: "P/B-2", quantity: Quantity(amount: 24, unit: .piece)),
  ]

  private static let toluene = Chemical(
    name: .bilingual(zh: "甲苯", en: "toluene"), cas: "108-88-3", un: "1294", hazardClass: "3",
    packingGroup: "II", concentration: "99.5 % w/w", state: "liquid", form: "bulk")

  static let events: [(String, Event)] = [
    (
      "production",
      event(
        "E1",
        .production(
          Production(
            process: .repack,
            outputs: [
              Output(
                lot: "91341524MA0000005R/D-1", quantity: Quantity(amount: 4, unit: .piece),
                content: Quantity(amount: 800_000, unit: .kilogram), chemical: toluene),
              Output(
                lot: "91341524MA0000005R/D-2", quantity: Quantity(amount: .max, unit: .milligram),
                chemical: Chemical(name: .plain("硫酸"))),
            ], inputs: goods, loss: Quantity(amount: 1, unit: .gram), from: "A/S")),
        [sealed(.handler), sealed(.checker)])
    ),
    (
      "storage",
      event(
        "E2",
        .storage(
          Storage(
            action: .move, lot: "P/B-1", quantity: Quantity(amount: 500, unit: .millilitre),
            toSite: "WH-2", reason: "full")))
    ),
    (
      "trade",
      event(
        "E3",
        .trade(Trade(action: .purchase, goods: goods, counterparty: "Q", purpose: "resale")),
        [sealed(.agent)])
    ),
    (
      "consignment",
      event(
        "E4",
        .consignment(
          Consignment(
            consignment: "W-1", consignee: "Q", carrier: "T",
            goods: [
              Good(
                lot: "P/B-1", quantity: Quantity(amount: 1, unit: .cubicMetre),
                packages: "12 drums")
            ], toSite: "DOCK")))
    ),
    (
      "transport",
      event(
        "E5",
        .transport(
          Transport(
            consignment: "W-1", step: .deliver, vehicle: "皖N12345", place: "六安",
            goods: [Good(lot: "P/B-1", quantity: Quantity(amount: 0, unit: .litre))],
            partial: true)), [sealed(.driver), sealed(.escort)])
    ),
    (
      "use",
      event(
        "E6",
        .use(
          Use(
            lot: "P/B-1", quantity: Quantity(amount: 23, unit: .gram), purpose: "cleaning")))
    ),
    (
      "disposal",
      event(
        "E7",
        .disposal(
          Disposal(
            lot: "P/B-1", quantity: Quantity(amount: 24, unit: .gram), method: "incinerated")))
    ),
    (
      "loss",
      event(
        "E8",
        .loss(
          Loss(
            lot: "P/B-1", quantity: Quantity(amount: 65_536, unit: .gram), cause: .evaporation,
            consignment: "W-1")))
    ),
    (
      "correction",
      event(
        "E9",
        .correction(
          Correction(
            party: "91341524MA0000005R", id: "E6", reason: "读错秤",
            replacement: event(
              "E6",
              .use(Use(lot: "P/B-1", quantity: Quantity(amount: 32, unit: .gram), purpose: "x")),
              [sealed(.handler)]),
            target: Correction.Target(index: 6, version: 300))), [sealed(.checker)])
    ),
    (
      "withdrawal",
      event(
        "E10",
        .correction(
          Correction(
            party: "91341524MA0000005R", id: "E8", reason: "twice",
            target: Correction.Target(index: 8, version: 8))))
    ),
    ("hold", event("E11", .order(Order(.hold, .lots(["P/B-1", "P/B-2"]))))),
    ("release", event("E12", .order(Order(.release, .party("Q"))))),
    (
      "party",
      registration(
        "R1", "91341524MA0000005R",
        .party(
          PartyRecord(
            name: .bilingual(zh: "金寨化工", en: "Jinzhai Chemicals"), uscc: "91341524MA0000005R",
            region: "341524", location: "金寨县", phone: "0564-7350000", roles: [.production, .trade]))
      )
    ),
    (
      "site",
      registration(
        "R2", "P/TANK-01",
        .site(
          SiteRecord(
            kind: .tank, name: .plain("罐区一"), location: "31.7N 115.9E", unit: "U-1", people: 60,
            maxima: [
              SiteRecord.Maximum(
                chemical: "NH3", quantity: Quantity(amount: 20_000_000_000, unit: .tonne)),
              SiteRecord.Maximum(
                chemical: "氯", quantity: Quantity(amount: 3_000_000_000, unit: .tonne)),
            ])))
    ),
    (
      "chemical",
      registration(
        "R3", "HNO3-68",
        .chemical(
          ChemicalRecord(
            chemical: Chemical(
              name: .plain("硝酸"), cas: "7697-37-2", un: "2031", hazardClass: "8",
              packingGroup: "II", concentration: "65-68 % w/w", state: "liquid", form: "drum"),
            aliases: ["硝镪水"], flags: [.explosivePrecursor, .keySupervision])))
    ),
    (
      "vehicle",
      registration(
        "R4", "皖N12345",
        .vehicle(
          VehicleRecord(
            kind: .tanker, operator: "T", transportLicence: "341500000001", tank: "CSQU3054383",
            volume: Quantity(amount: 21_000_000, unit: .litre), media: ["1203", "1230"],
            inspectedUntil: Day("2026-12-31"))))
    ),
    (
      "person",
      Event(
        id: "R5", time: Sample.time, party: "COUNTY",
        privateFields: [sealed(.contact), sealed(.identityNumber), sealed(.personName)],
        detail: .registration(
          Registration(
            subject: "9f2c",
            record: .person(PersonRecord(roles: [.driver, .escort], employer: "T"))))
      )
    ),
    (
      "licence",
      Event(
        id: "R6", time: Sample.time, party: "COUNTY",
        detail: .registration(
          Registration(
            subject: "皖六危化经字[2025]000012",
            record: .licence(
              LicenceRecord(
                kind: .trade, holder: StreamKey(kind: .party, id: "91341524MA0000005R"),
                scope: ["1203", "7664-93-9"], issuer: "金寨县应急管理局",
                validFrom: Day("2025-03-01"), validTo: Day("2028-02-29"))), isRevoked: true,
            reason: "抽查不合格")))
    ),
    ("handling", event("E13", .handling(Handling(.close, finding: "00112233445566ff")))),
    ("least", Event(id: "E", time: Instant(microseconds: 0)!, party: "P", detail: least)),
  ]

  private static let least = Event.Detail.transport(Transport(consignment: "W", step: .accept))
}
