import Custody
import LedgerFormat
import Testing

/// A small ledger in memory: what is admitted is folded in, and stays conserved.
struct Scenario {
  var book: LotBook
  var index: UInt64 = 1

  init(policy: Policy = Policy()) { book = LotBook(policy: policy) }

  /// Checks and folds in one event.
  mutating func record(_ event: Event) throws(Refusal) {
    try Admission.check(event, in: book)
    book.apply(event, index: index)
    index += 1
  }

  mutating func record(_ events: [Event]) throws(Refusal) {
    for event in events { try record(event) }
  }

  /// What refuses an event; nil where it is admitted. Nothing is folded in.
  func refusal(of event: Event) -> Refusal? {
    do { try Admission.check(event, in: book) } catch { return error }
    return nil
  }

  func state(_ lot: LotID) throws -> LotState { try #require(book.state(of: lot)) }

  func held(_ lot: LotID, _ party: Identifier, _ site: Identifier? = nil) -> Int64 {
    book.state(of: lot)?.held(by: party, at: site) ?? 0
  }
}

/// Grams, in which the tests are written.
func grams(_ amount: Int64) -> Quantity { Quantity(amount: amount * 1_000, unit: .gram) }

func good(_ lot: LotID, _ amount: Int64) -> Good { Good(lot: lot, quantity: grams(amount)) }

extension Event {
  /// An event at the unnamed place, whose id does not matter.
  static func by(
    _ party: Identifier, at site: Identifier? = nil, document: Identifier? = nil, _ detail: Detail
  ) -> Event {
    Event(
      id: "E", time: Sample.time, party: party, site: site, document: document, detail: detail)
  }

  static func make(
    _ lot: LotID, _ quantity: Quantity, by party: Identifier = "P", at site: Identifier? = nil
  ) -> Event {
    .by(
      party, at: site,
      .production(
        Production(process: .produce, outputs: [Output(lot: lot, quantity: quantity)])))
  }

  static func consign(
    _ goods: [Good], _ id: Identifier = "C", by party: Identifier = "P",
    to consignee: Identifier = "Q", carrier: Identifier? = "T", at site: Identifier? = nil,
    toSite: Identifier? = nil
  ) -> Event {
    .by(
      party, at: site,
      .consignment(
        Consignment(
          consignment: id, consignee: consignee, carrier: carrier, goods: goods, toSite: toSite)))
  }

  static func step(
    _ step: TransportStep, by party: Identifier, _ goods: [Good]? = nil, partial: Bool? = nil,
    on id: Identifier = "C", at site: Identifier? = nil, document: Identifier? = nil
  ) -> Event {
    .by(
      party, at: site, document: document,
      .transport(Transport(consignment: id, step: step, goods: goods, partial: partial)))
  }

  static func use(_ lot: LotID, _ amount: Int64, by party: Identifier) -> Event {
    .by(party, .use(Use(lot: lot, quantity: grams(amount), purpose: "x")))
  }
}
