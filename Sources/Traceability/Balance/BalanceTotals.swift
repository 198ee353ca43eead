internal import Custody
internal import LedgerFormat

/// Adds the rows of a balance up, by party and over all.
struct BalanceTotals {
  private struct Key: Hashable {
    let kind: StockPlaceKind
    let party: Identifier
    let group: Int
  }

  private var sums: [Key: BalanceAnswer.Row] = [:]
  private var whole: [Int: BalanceAnswer.Row] = [:]
  private var lots: [Int: Set<LotID>] = [:]

  mutating func add(_ row: BalanceAnswer.Row, group: Int) {
    guard let kind = row.kind, let party = row.party else { return }
    let key = Key(kind: kind, party: party, group: group)
    sums[key] = BalanceTotals.sum(sums[key], row, party: party, kind: kind)
    whole[group] = BalanceTotals.sum(whole[group], row, party: nil, kind: nil)
    if let lot = row.lot { lots[group, default: []].insert(lot) }
  }

  /// By kind of place, party, chemical.
  func parties(_ groups: ChemicalGroups) -> [BalanceAnswer.Row] {
    sums.map { key, row in row.shown(as: groups.shown[key.group]) }.sorted { $0.precedes($1) }
  }

  /// By chemical.
  func overall(_ groups: ChemicalGroups) -> [BalanceAnswer.Row] {
    whole.map { group, row in
      var row = row.shown(as: groups.shown[group])
      row.lots = lots[group]?.count ?? 0
      return row
    }.sorted { $0.precedes($1) }
  }

  private static func sum(
    _ sum: BalanceAnswer.Row?, _ row: BalanceAnswer.Row, party: Identifier?, kind: StockPlaceKind?
  ) -> BalanceAnswer.Row {
    guard var sum else {
      var first = row
      (first.kind, first.party, first.lot) = (kind, party, nil)
      return first
    }
    sum.amounts.add(row.amounts)
    sum.notCovered += row.notCovered
    sum.lots += 1
    return sum
  }
}

extension BalanceAnswer.Row {
  fileprivate func shown(as group: ChemicalGroups.Shown) -> BalanceAnswer.Row {
    var row = self
    row.chemical = group.chemical
    row.unit = group.unit
    return row
  }

  /// By kind of place, party, lot; rows over all lots by chemical.
  func precedes(_ other: BalanceAnswer.Row) -> Bool {
    if let kind, let otherKind = other.kind, kind != otherKind {
      return kind.rawValue < otherKind.rawValue
    }
    if let party, let otherParty = other.party, party != otherParty { return party < otherParty }
    if let lot, let otherLot = other.lot { return lot < otherLot }
    return chemical.sortsBefore(other.chemical, unit, other.unit)
  }
}
