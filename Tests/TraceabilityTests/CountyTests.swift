import Custody
import Foundation
import LedgerFormat
import Testing
import Traceability

/// The answers about the fixtures' county, held against a program that shares no code with this one.
@Suite("A county's answers")
struct CountyTests {
  let county: County

  init() throws { county = try County() }

  @Test("every lot is composed, handed over and produced as the other program says")
  func sources() throws {
    for expected in county.answers {
      let answer = try trace(expected)
      let source = try #require(answer.source)
      let shares = try #require(expected["origins"] as? County.Object)
      let quantities = try #require(expected["originQuantities"] as? County.Object)
      #expect(source.origins.map(\.lot.text) == shares.keys.sorted())
      for origin in source.origins {
        let share = shares[origin.lot.text] as? Double
        #expect(isNear(origin.share, share), "\(answer.lot) from \(origin.lot)")
        let quantity = quantities[origin.lot.text] as? Int64
        #expect(origin.quantity?.amount == quantity, "\(answer.lot) from \(origin.lot)")
      }
      let productions = source.productions.map { key(of: $0.index) }
      #expect(productions == expected["productions"] as? [[String]])
      let handovers = source.handovers.map { row in
        key(of: row.index) + [row.lot.text, "\(row.quantity.amount)", row.carrier?.text ?? ""]
      }
      let known = try #require(expected["handovers"] as? [[Any]])
      #expect(handovers == known.map { $0.map { "\($0)" } })
    }
  }

  @Test("every lot went where the other program says, to the smallest unit of every row")
  func destinations() throws {
    for expected in county.answers {
      let answer = try trace(expected)
      let destination = try #require(answer.destination)
      #expect(answer.quantity.amount == expected["quantity"] as? Int64)
      #expect(answer.found.amount == expected["found"] as? Int64)
      #expect(destination.lots.map(\.text) == expected["lots"] as? [String])
      #expect(destination.notCovered.isEmpty)
      try compare(destination.held, expected, "held") { ($0.party.text, $0.site?.text ?? "") }
      try compare(destination.inTransit, expected, "inTransit", place)
      try compare(destination.unaccounted, expected, "unaccounted", place)
      try compare(destination.used, expected, "used", place)
      try compare(destination.disposed, expected, "disposed", place)
      try compare(destination.lost, expected, "lost", place)
      try compare(destination.transformed, expected, "transformed", place)
      #expect(destination.sum == answer.quantity.amount + answer.found.amount)
    }
  }

  @Test("every lot's history is its own events, in the ledger's order")
  func histories() throws {
    for expected in county.answers {
      let history = try #require(try trace(expected).history)
      #expect(history.map { key(of: $0.index) } == expected["history"] as? [[String]])
    }
  }

  // MARK: How rows are compared

  private func trace(_ expected: County.Object) throws -> TraceAnswer {
    try county.story.trace(LotID(Identifier(expected.text("lot"))))
  }

  /// (party, id) of the event at an index.
  private func key(of index: UInt64) -> [String] {
    let event = county.events[Int(index) - 1]
    return [event.party.text, event.id.text]
  }

  private func place(_ place: CarriedPlace) -> (String, String) {
    (place.consignment.text, place.carrier.text)
  }

  private func place(_ place: EventPlace) -> (String, String) {
    let key = key(of: place.index)
    return (key[0], key[1])
  }

  private func compare<Place>(
    _ rows: [DestinationRow<Place>], _ expected: County.Object, _ section: String,
    _ names: (Place) -> (String, String)
  ) throws {
    let known = try expected.objects(section)
    try #require(rows.count == known.count, "\(section)")
    for (row, other) in zip(rows, known) {
      let lot = try other.text("lot")
      #expect(row.lot.text == lot)
      let event = other["event"] as? [String]
      let first = event?[0] ?? (other["party"] ?? other["consignment"]) as? String
      let second = event?[1] ?? (other["site"] ?? other["carrier"]) as? String
      let found = names(row.place)
      #expect(found.0 == first && found.1 == second)
      #expect(row.quantity.amount == other["quantity"] as? Int64)
      #expect(row.attributed.amount == other["rounded"] as? Int64, "\(section) of \(lot)")
    }
  }

  private func isNear(_ left: Double?, _ right: Double?) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    return abs(left - right) <= 1e-9 * max(abs(left), abs(right))
  }
}
