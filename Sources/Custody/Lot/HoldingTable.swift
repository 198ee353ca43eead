internal import LedgerFormat

/// The places that hold a lot, looked up by party and site.
///
/// Most lots are held in a few places, which a scan finds fastest; beyond `scanCountMax` rows a
/// dictionary says where a row stands. Rows whose amount is zero are taken out.
/// Cost: constant per change, whatever the number of holders.
struct HoldingTable: Sendable {
  /// In no order that means anything.
  private(set) var rows: [Holding] = []
  private var positions: [Place: Int] = [:]

  private static let scanCountMax = 16

  private struct Place: Hashable {
    let party: Identifier
    let site: Identifier?
  }

  /// What `party` holds at `site`; zero where there is no row.
  func amount(party: Identifier, site: Identifier?) -> Int64 {
    guard let position = position(party: party, site: site) else { return 0 }
    return rows[position].amount
  }

  /// Adds `amount`, which may be negative, and says whether the sum left Int64 and wrapped.
  mutating func add(_ amount: Int64, party: Identifier, site: Identifier?) -> Bool {
    guard amount != 0 else { return false }
    guard let position = position(party: party, site: site) else {
      append(Holding(party: party, site: site, amount: amount))
      return false
    }
    let (sum, isOverflown) = rows[position].amount.addingReportingOverflow(amount)
    if sum == 0 {
      remove(at: position)
    } else {
      rows[position].amount = sum
    }
    return isOverflown
  }

  private func position(party: Identifier, site: Identifier?) -> Int? {
    guard positions.isEmpty else { return positions[Place(party: party, site: site)] }
    for position in rows.indices
    where rows[position].site == site && rows[position].party == party {
      return position
    }
    return nil
  }

  private mutating func append(_ row: Holding) {
    rows.append(row)
    if !positions.isEmpty {
      positions[Place(party: row.party, site: row.site)] = rows.count - 1
    } else if rows.count > HoldingTable.scanCountMax {
      for position in rows.indices {
        positions[Place(party: rows[position].party, site: rows[position].site)] = position
      }
    }
  }

  /// Takes a row out and puts the last one in its place.
  private mutating func remove(at position: Int) {
    let last = rows.count - 1
    if !positions.isEmpty {
      positions[Place(party: rows[position].party, site: rows[position].site)] = nil
      if position != last {
        positions[Place(party: rows[last].party, site: rows[last].site)] = position
      }
    }
    rows.swapAt(position, last)
    rows.removeLast()
  }
}
