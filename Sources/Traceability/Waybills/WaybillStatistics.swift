public import LedgerFormat

/// The monthly notice about waybills (运单统计通报): how many, on how many vehicles, how many of them odd.
public struct WaybillStatistics: Equatable, Sendable {
  /// By carrier, the ones without a carrier first.
  public var carriers: [Row]
  /// Over all carriers; a vehicle that drove for two counts once.
  public var overall: Row
  /// The vehicles that the waybills name.
  public var plates: Set<Identifier>
  /// How many registered carriers have a waybill (企业覆盖率); nil where none is registered.
  public var carrierCoverage: Coverage?
  /// How many registered vehicles have a waybill (车辆覆盖率); nil where none is registered.
  public var vehicleCoverage: Coverage?

  /// How many of those registered are active.
  public struct Coverage: Equatable, Sendable {
    public var registered: Int
    public var active: Int

    public init(registered: Int, active: Int) {
      self.registered = registered
      self.active = active
    }

    /// The part that is active, in hundredths of a percent, rounded.
    public var hundredthsOfPercent: Int {
      registered == 0 ? 0 : (active * 20_000 + registered) / (2 * registered)
    }
  }

  /// The waybills of one carrier.
  public struct Row: Equatable, Sendable {
    /// Who loaded first, else who the waybill names; nil where there is neither.
    public var carrier: Identifier?
    public var consignments = 0
    public var consignors = 0
    public var vehicles = 0
    public var delivered = 0
    public var open = 0
    public var overdue = 0
    public var unknownDestination = 0
    public var differences = 0
    public var refused = 0
    public var lost = 0
    /// Those with one of the last five marks or more.
    public var abnormal = 0

    /// Waybills for each vehicle, in hundredths, rounded; nil without vehicles.
    public var perVehicleHundredths: Int? {
      vehicles == 0 ? nil : (consignments * 200 + vehicles) / (2 * vehicles)
    }

    /// The part of the waybills that is abnormal, in hundredths of a percent, rounded.
    public var abnormalHundredthsOfPercent: Int {
      consignments == 0 ? 0 : (abnormal * 20_000 + consignments) / (2 * consignments)
    }
  }

  /// Counts consignments, those opened within a period.
  public init(_ answer: ConsignmentsAnswer, period: Period = Period()) {
    let rows = answer.rows.filter { row in
      !period.isBefore(row.time) && period.isBeforeEnd(row.time)
    }
    let groups = Dictionary(grouping: rows) { $0.carriers.first ?? $0.carrier }
    carriers = groups.map { Row($0, $1) }.sorted { left, right in
      guard let second = right.carrier else { return false }
      return left.carrier.map { $0 < second } ?? true
    }
    overall = Row(nil, rows)
    plates = Set(rows.compactMap(\.vehicle))
  }
}

extension WaybillStatistics.Row {
  fileprivate init(_ carrier: Identifier?, _ rows: [ConsignmentRow]) {
    self.carrier = carrier
    consignments = rows.count
    consignors = Set(rows.map(\.consignor)).count
    vehicles = Set(rows.compactMap(\.vehicle)).count
    for row in rows {
      let isRefused = row.state == .refused || row.state == .returned
      let isLost = row.goods.contains { $0.lost != 0 }
      let marks = [
        row.isOverdue, row.isUnknownDestination, row.hasDifference, isRefused, isLost,
      ]
      delivered += row.state == .delivered ? 1 : 0
      open += row.isOpen ? 1 : 0
      overdue += row.isOverdue ? 1 : 0
      unknownDestination += row.isUnknownDestination ? 1 : 0
      differences += row.hasDifference ? 1 : 0
      refused += isRefused ? 1 : 0
      lost += isLost ? 1 : 0
      abnormal += marks.contains(true) ? 1 : 0
    }
  }
}
