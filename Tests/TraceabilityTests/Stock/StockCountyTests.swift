import Custody
import Foundation
import LedgerFormat
import Testing
import Traceability

/// Holdings and balances of the fixtures' county, held against a program that shares no code with this.
@Suite("A county's stock")
struct StockCountyTests {
  let world: StockWorld
  let known: County.Object

  init() throws {
    world = try StockWorld.county()
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../fixtures/county/stock.json").standardized
    known = try #require(
      JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? County.Object)
  }

  private var parties: [Identifier] {
    ((known["parties"] as? [String]) ?? []).map { Identifier($0) }
  }

  @Test("each party holds and carries what the other program says, to the smallest unit")
  func holdings() throws {
    var found: Set<String> = []
    for party in parties {
      let answer = world.holdings(StockSelection(party: party))
      #expect(answer.notCovered.isEmpty)
      for row in answer.allRows {
        let place =
          switch row.place {
          case .held(let party, let site): "held \(party) \(site?.text ?? "")"
          case .inTransit(let consignment, let carrier): "inTransit \(consignment) \(carrier)"
          case .unaccounted(let consignment, let carrier): "unaccounted \(consignment) \(carrier)"
          }
        found.insert("\(place) \(row.lot) \(row.quantity.amount)")
      }
    }
    let rows = try #require(known["holdings"] as? [[Any]])
    let expected = Set(rows.map { $0.map { "\($0)" }.joined(separator: " ") })
    #expect(expected.count == rows.count)
    #expect(found == expected)
  }

  @Test("all parties together have of each chemical what the other program says")
  func totals() throws {
    let found = world.holdings().totals.filter { $0.held + $0.inTransit + $0.unaccounted > 0 }
      .map { total in
        let name = total.chemical?.cas == nil ? total.chemical?.names.first ?? "" : ""
        return "\(total.chemical?.cas ?? "") \(name) \(total.chemical?.concentration ?? "") "
          + "\(total.unit.dimension) \(total.held) \(total.inTransit) \(total.unaccounted)"
      }
    let rows = try #require(known["totals"] as? [[Any]])
    #expect(Set(found) == Set(rows.map { $0.map { "\($0)" }.joined(separator: " ") }))
    #expect(found.count == rows.count)
  }

  @Test("each party's month opens, moves and closes as the other program says, column by column")
  func balances() throws {
    let from = try Instant(rfc3339: known.text("from"))
    let to = try Instant(rfc3339: known.text("to"))
    var found: [String: [String: Int128]] = [:]
    for party in parties {
      for row in world.balance(StockSelection(party: party), from: from, to: to).rows {
        var columns: [String: Int128] = [:]
        for column in BalanceColumn.allCases where row.amounts[column] != 0 {
          columns["\(column)"] = row.amounts[column]
        }
        let key = try "\(party) \(#require(row.kind)) \(#require(row.lot))"
        found[key] = columns
      }
    }
    let rows = try known.objects("balance")
    #expect(rows.count == found.count)
    for row in rows {
      let key = try "\(row.text("party")) \(row.text("place")) \(row.text("lot"))"
      var columns: [String: Int128] = [:]
      for (name, value) in row {
        if let amount = value as? Int64 { columns[name] = Int128(amount) }
      }
      #expect(found[key] == columns, "\(key)")
    }
  }
}
