internal import Custody
internal import LedgerFormat

// The order of rows: names as bytes, the unnamed place before all others.
extension StockPlace {
  /// By kind, party, then site or consignment.
  func precedes(_ other: StockPlace) -> Bool {
    if kind != other.kind { return kind.rawValue < other.kind.rawValue }
    if party != other.party { return party < other.party }
    return detail.map { detail in other.detail.map { detail < $0 } ?? false }
      ?? (other.detail != nil)
  }

  /// The site or the consignment.
  private var detail: Identifier? {
    switch self {
    case .held(_, let site): site
    case .inTransit(let consignment, _), .unaccounted(let consignment, _): consignment
    }
  }
}

extension Chemical? {
  /// By name, CAS number, UN number, concentration and unit; what declared nothing comes first.
  func sortsBefore(_ other: Chemical?, _ unit: Unit, _ otherUnit: Unit) -> Bool {
    let (own, others) = (sortKey, other.sortKey)
    if own != others {
      return own.lexicographicallyPrecedes(others) { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
    return unit.dimension.rawValue < otherUnit.dimension.rawValue
  }

  private var sortKey: [String] {
    guard let self else { return [] }
    return [
      self.names.first ?? "", self.cas ?? "", self.un ?? "", self.concentration ?? "",
    ]
  }
}
