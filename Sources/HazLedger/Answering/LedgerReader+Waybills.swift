public import Custody
internal import LedgerFormat
internal import Regulation
public import Traceability

extension LedgerReader {
  /// The statistics of the waybills consigned in a period, with how many of the registered carriers and
  /// vehicles have one.
  ///
  /// - Throws: `LedgerError.sizeBeyond`. Cost: a scan of the ledger and a fold of its lots.
  public func waybills(
    period: Period = Period(), atSize: UInt64? = nil, now: Instant? = nil
  ) throws(LedgerError) -> WaybillStatistics {
    let answer = try consignments(
      ConsignmentSelection(), horizon: Horizon(size: atSize), now: now)
    var statistics = WaybillStatistics(answer, period: period)
    let register = try register(size: atSize)
    var carriers: Set<Identifier> = []
    for party in register.parties.ids where register.hasRole(.carriage, party: party) {
      carriers.insert(party)
    }
    var vehicles: Set<String> = []
    for plate in register.vehicles.ids where register.vehicles.entry(plate)?.isRevoked == false {
      vehicles.insert(SearchText.plate(plate.text))
    }
    let active = Set(statistics.carriers.compactMap(\.carrier))
    let driven = Set(statistics.plates.map { SearchText.plate($0.text) })
    if !carriers.isEmpty {
      statistics.carrierCoverage = WaybillStatistics.Coverage(
        registered: carriers.count, active: carriers.intersection(active).count)
    }
    if !vehicles.isEmpty {
      statistics.vehicleCoverage = WaybillStatistics.Coverage(
        registered: vehicles.count, active: vehicles.intersection(driven).count)
    }
    return statistics
  }
}
