import Foundation
import Testing

/// What an independent program with exact fractions says of a lot, held against a traced answer.
struct Answer {
  private let expected: [String: Any]
  private let lot: String

  init(_ expected: [String: Any]) throws {
    self.expected = expected
    lot = try #require(expected["lot"] as? String)
  }

  /// Expects the traced answer to say the same; shares and attributed amounts within 1e-9.
  func compare(with traced: [String: Any]) throws {
    #expect(traced["lot"] as? String == lot)
    #expect(try amount(traced["quantity"]) == expected["quantity"] as? Double, "\(lot)")
    #expect(try amount(traced["found"]) == expected["found"] as? Double, "\(lot)")
    try compareOrigins(try #require(traced["source"] as? [String: Any]))
    try compareDestination(try #require(traced["destination"] as? [String: Any]))
    let history = try #require(traced["history"] as? [[String: Any]])
    let identities = history.map { [$0["party"] as? String ?? "", $0["id"] as? String ?? ""] }
    #expect(identities == expected["history"] as? [[String]], "\(lot)")
  }

  private func compareOrigins(_ source: [String: Any]) throws {
    let rows = try #require(source["origins"] as? [[String: Any]])
    let shares = try #require(expected["origins"] as? [String: Any])
    #expect(Set(rows.compactMap { $0["lot"] as? String }) == Set(shares.keys), "\(lot)")
    for row in rows {
      let origin = try #require(row["lot"] as? String)
      if let share = shares[origin] as? Double {
        let found = try #require(row["share"] as? Double, "\(lot) from \(origin)")
        #expect(abs(found - share) <= 1e-9, "\(lot) from \(origin)")
      } else {
        #expect(row["share"] is NSNull, "\(lot) from \(origin)")
      }
    }
  }

  private func compareDestination(_ destination: [String: Any]) throws {
    let totals = try #require(destination["totals"] as? [String: Any])
    let exact = try #require(expected["totals"] as? [String: Double])
    let whole = exact.values.reduce(0, +)
    for (name, total) in exact {
      // Rows are rounded to the smallest unit together, so a total may be off by one a row.
      let rows = (destination[name] as? [Any])?.count ?? 0
      let found = try amount(totals[name])
      #expect(abs(found - total) <= Double(rows) + whole * 1e-9, "\(lot) \(name)")
    }
    for (name, count) in try #require(expected["rows"] as? [String: Int]) {
      #expect((destination[name] as? [Any])?.count == count, "\(lot) \(name)")
    }
    #expect(destination["lots"] as? [String] == expected["lots"] as? [String], "\(lot)")
    let held = try #require(destination["held"] as? [[String: Any]])
    let expectedHeld = try #require(expected["held"] as? [[String: Any]])
    for (row, other) in zip(held, expectedHeld) {
      for name in ["lot", "party", "site"] {
        #expect(row[name] as? String == other[name] as? String, "\(lot)")
      }
      let attributed = try #require(other["attributed"] as? Double)
      #expect(abs(try amount(row["attributed"]) - attributed) <= 1 + attributed * 1e-9, "\(lot)")
    }
    let missing = destination["notCovered"] as? [[String: Any]] ?? []
    let uncovered = try missing.reduce(0.0) { $0 + (try amount($1["attributed"])) }
    let placed = try exact.keys.reduce(uncovered) { $0 + (try amount(totals[$1])) }
    let produced = try #require(expected["quantity"] as? Double)
    let found = try #require(expected["found"] as? Double)
    #expect(placed == produced + found, "\(lot) does not add up")
  }

  /// An amount such as `12.5 t` in its dimension's smallest unit.
  private func amount(_ value: Any?) throws -> Double {
    let text = try #require(value as? String)
    let parts = text.split(separator: " ")
    try #require(parts.count == 2, "\(text)")
    let factors: [Substring: Decimal] = [
      "mg": 1, "g": 1_000, "kg": 1_000_000, "t": 1_000_000_000, "mL": 1, "L": 1_000,
      "m3": 1_000_000, "pcs": 1,
    ]
    let factor = try #require(factors[parts[1]])
    let number = try #require(Decimal(string: String(parts[0])))
    return NSDecimalNumber(decimal: number * factor).doubleValue
  }
}
