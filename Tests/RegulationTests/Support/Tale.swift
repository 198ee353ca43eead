import Custody
import LedgerFormat

@testable import Regulation

/// Events told one after another to an engine, as a ledger would.
final class Tale {
  let engine: FindingsEngine
  private var index: UInt64 = 0
  private var counts: [String: Int] = [:]

  init(_ pack: RulePack = .standard, start: String = "2020-01-01") {
    engine = FindingsEngine(
      pack: pack, policy: Policy(tolerancePartsPerMillion: 5_000), ledgerStart: Tale.time(start))
  }

  /// A day, or a day and a time, in China.
  static func time(_ text: String) -> Instant {
    let parts = text.split(separator: " ")
    let clock = parts.count > 1 ? parts[1] + ":00" : "00:00:00"
    do { return try Instant(rfc3339: "\(parts[0])T\(clock)+08:00") } catch {
      preconditionFailure("no time: \(text)")
    }
  }

  /// Tells an event and gives its index.
  @discardableResult
  func tell(
    _ time: String, _ party: String, _ detail: Event.Detail, site: String? = nil,
    document: String? = nil, note: String? = nil, recorded: String? = nil,
    people: [PrivateField.Name] = []
  ) -> UInt64 {
    index += 1
    counts[party, default: 0] += 1
    let event = Event(
      id: Identifier("E\(counts[party] ?? 0)"), time: Tale.time(time), party: Identifier(party),
      site: site.map { Identifier($0) }, document: document.map { Identifier($0) }, note: note,
      privateFields: people.map { PrivateField($0, .open("甲")) }, detail: detail)
    engine.consume(
      RecordedEvent(index: index, recordedAt: Tale.time(recorded ?? time), event: event))
    return index
  }

  /// A lot of a chemical by `process`.
  func make(
    _ time: String, _ party: String, _ batch: String, _ chemical: Chemical?, kg: Int64 = 100,
    site: String? = nil, process: Production.Process = .produce, document: String? = "D"
  ) {
    let lot = LotID(party: Identifier(party), batch: Identifier(batch))
    tell(
      time, party,
      .production(
        Production(
          process: process,
          outputs: [Output(lot: lot, quantity: Tale.kilograms(kg), chemical: chemical)])),
      site: site, document: document)
  }

  func ship(
    _ time: String, _ party: String, _ waybill: String, to consignee: String, _ lots: [LotID],
    kg: Int64 = 100, carrier: String? = "T", site: String? = nil, toSite: String? = nil
  ) {
    tell(
      time, party,
      .consignment(
        Consignment(
          consignment: Identifier(waybill), consignee: Identifier(consignee),
          carrier: carrier.map { Identifier($0) },
          goods: lots.map { Good(lot: $0, quantity: Tale.kilograms(kg)) },
          toSite: toSite.map { Identifier($0) })), site: site)
  }

  func step(
    _ time: String, _ party: String, _ waybill: String, _ step: TransportStep,
    vehicle: String? = nil, place: String? = nil, goods: [Good]? = nil, document: String? = nil
  ) {
    tell(
      time, party,
      .transport(
        Transport(
          consignment: Identifier(waybill), step: step, vehicle: vehicle.map { Identifier($0) },
          place: place, goods: goods)), document: document)
  }

  func register(
    _ subject: String, _ record: Registration.Record, isRevoked: Bool = false,
    time: String = "2020-01-02"
  ) {
    tell(
      time, "COUNTY",
      .registration(
        Registration(subject: Identifier(subject), record: record, isRevoked: isRevoked)))
  }

  /// The ids of the rules that find something as of a time, in order, at least this severe.
  func rules(_ time: String, _ severity: Severity = .warn) -> [String] {
    engine.findings(asOf: Tale.time(time)).filter { $0.severity >= severity }.map(\.rule.id)
      .sorted()
  }

  /// The only finding of a rule.
  func only(_ rule: String, _ time: String) -> Finding? {
    let found = engine.findings(asOf: Tale.time(time)).filter { $0.rule.id == rule }
    return found.count == 1 ? found[0] : nil
  }

  static func kilograms(_ number: Int64) -> Quantity {
    Quantity(amount: number * 1_000_000, unit: .kilogram)
  }
}

extension Chemical {
  static let cyanide = Chemical(name: .plain("氰化钠"), cas: "143-33-9", un: "1689")
  static let nitrate = Chemical(name: .plain("硝酸钾"), cas: "7757-79-1", un: "1486")
  static let methanol = Chemical(name: .plain("甲醇"), cas: "67-56-1", un: "1230")
  static let acid = Chemical(name: .plain("硫酸"), cas: "7664-93-9", un: "1830")
}
