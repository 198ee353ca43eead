public import Custody
public import LedgerFormat

/// Makes a `ConsignmentsAnswer` of events, which are taken one by one in the ledger's order.
///
/// Takes all trade events below the horizon's size.
/// Memory: some 500 bytes a lot and as many a consignment; steps are kept only of those asked by name.
public struct ConsignmentsFold: Sendable {
  private let selection: ConsignmentSelection
  private let horizon: Horizon
  private var directory = LotDirectory()
  private var stock: StockFold
  private var records: [ConsignmentRecord] = []
  private var numbers: [Identifier: Int] = [:]
  private let plate: String?
  /// The consignments of which some step named the vehicle that is asked for.
  private var carried: Set<Int> = []
  /// True once a step named the vehicle that is asked for.
  public var isVehicleKnown: Bool { !carried.isEmpty }

  public init(
    _ selection: ConsignmentSelection, policy: Policy, horizon: Horizon = Horizon()
  ) {
    self.selection = selection
    self.horizon = horizon
    plate = selection.vehicle.map(SearchText.plate)
    stock = StockFold(policy: policy)
  }

  /// Folds an event in.
  public mutating func take(_ recorded: RecordedEvent) {
    let event = recorded.event
    let lots = directory.learn(event)
    guard horizon.covers(recorded) else { return }
    stock.take(recorded, lots: lots, of: directory) { _, _ in }
    switch event.detail {
    case .consignment(let consignment):
      guard numbers[consignment.consignment] == nil else { return }
      numbers[consignment.consignment] = records.count
      let keepsSteps = selection.consignments.contains(consignment.consignment)
      records.append(
        ConsignmentRecord(
          opening: recorded, consignment, lots: lots, keepsSteps: keepsSteps))
    case .transport(let transport):
      guard let number = numbers[transport.consignment] else { return }
      records[number].take(transport, recorded)
      if let vehicle = transport.vehicle, let plate, SearchText.plate(vehicle.text) == plate {
        carried.insert(number)
      }
    default: break
    }
  }

  /// Those asked by name that no event opened.
  public var unknown: [Identifier] {
    selection.consignments.filter { numbers[$0] == nil }.sorted()
  }

  /// The answer over the events taken.
  ///
  /// - Parameters:
  ///   - now: the moment that "overdue" is judged at.
  ///   - overdueAfterSeconds: how long a consignment may be in transit.
  public func answer(now: Instant, overdueAfterSeconds: UInt64) -> ConsignmentsAnswer {
    var answer = ConsignmentsAnswer(
      horizon: horizon, now: now, overdueAfterSeconds: overdueAfterSeconds)
    for (number, record) in records.enumerated() where isNamed(record, number) {
      let shares = record.lots.map { number in
        stock.states[number].consignments[record.consignment.consignment]
      }
      let row = row(record, shares, now: now, overdueAfterSeconds)
      if isWanted(row) { answer.rows.append(row) }
    }
    return answer
  }

  private func isNamed(_ record: ConsignmentRecord, _ number: Int) -> Bool {
    let consignment = record.consignment
    if !selection.consignments.isEmpty, !selection.consignments.contains(consignment.consignment) {
      return false
    }
    if plate != nil, selection.isPastIncluded {
      guard carried.contains(number) else { return false }
    } else if let plate {
      guard let vehicle = record.vehicle?.plate.text, SearchText.plate(vehicle) == plate
      else { return false }
    }
    if selection.lot != nil || selection.chemical != nil {
      let stock = StockSelection(chemical: selection.chemical, lot: selection.lot)
      return record.lots.contains { stock.covers($0, of: directory) }
    }
    return true
  }

  private func isWanted(_ row: ConsignmentRow) -> Bool {
    if let party = selection.party {
      let parties = [row.consignor, row.consignee, row.carrier]
      guard parties.contains(party) || row.carriers.contains(party) else { return false }
    }
    if selection.isOpen && !row.isOpen || selection.isOverdue && !row.isOverdue { return false }
    if selection.vehicle != nil, !selection.isPastIncluded, !row.isInTransit { return false }
    if selection.isUnknownDestination, !row.isUnknownDestination { return false }
    return !selection.hasDifference || row.hasDifference
  }

  private func row(
    _ record: ConsignmentRecord, _ shares: [ConsignmentShare?], now: Instant,
    _ overdueAfterSeconds: UInt64
  ) -> ConsignmentRow {
    let (opening, consignment) = (record.opening, record.consignment)
    let present = shares.compactMap { $0 }
    let isInTransit = present.contains { $0.inTransit != 0 }
    let limit = overdueAfterSeconds.multipliedReportingOverflow(by: 1_000_000).partialValue
    let since = record.dispatchedAt?.microseconds
    let isOverdue =
      isInTransit && since.map { now.microseconds > $0 && now.microseconds - $0 > limit } ?? false
    let state = record.state(present)
    let goods = goods(record, shares)
    let isMissing = goods.contains(where: \.isMissing)
    return ConsignmentRow(
      consignment: consignment.consignment, index: opening.index, time: opening.event.time,
      document: opening.event.document, consignor: opening.event.party, site: opening.event.site,
      consignee: consignment.consignee, carrier: consignment.carrier, toSite: consignment.toSite,
      carriers: carriers(present), state: state, vehicle: record.vehicle?.plate,
      place: record.place?.text, dispatchedAt: record.dispatchedAt,
      lastSeenAt: record.latest?.time, goods: goods, steps: record.steps,
      isOverdue: isOverdue,
      isUnknownDestination: isMissing || (isOverdue && !record.hasArrived))
  }

  /// Those who loaded any of the goods, in the order of their first load.
  private func carriers(_ shares: [ConsignmentShare]) -> [Identifier] {
    var carriers: [Identifier] = []
    for share in shares {
      for carrier in share.carriers where !carriers.contains(carrier.carrier) {
        carriers.append(carrier.carrier)
      }
    }
    return carriers
  }

  private func goods(
    _ record: ConsignmentRecord, _ shares: [ConsignmentShare?]
  ) -> [ConsignmentRow.Goods] {
    zip(record.lots, shares).compactMap { number, share -> ConsignmentRow.Goods? in
      guard let share else { return nil }
      let lot = directory.entries[number].lot
      return ConsignmentRow.Goods(
        share, lot: lot, chemical: directory.chemical(of: number),
        unit: directory.unit(of: number),
        packages: record.consignment.goods.first { $0.lot == lot }?.packages,
        transportLine: directory.chemical(of: number)?.transportLine(
          isWaste: stock.states[number].origin?.process == .waste),
        unloaded: record.unloaded[lot], policy: stock.policy,
        isClosed: !record.isLastDeliveryPartial)
    }
  }
}

extension ConsignmentRow.Goods {
  fileprivate init(
    _ share: ConsignmentShare, lot: LotID, chemical: Chemical?, unit: Unit, packages: String?,
    transportLine: String?, unloaded: Int64?, policy: Policy, isClosed: Bool
  ) {
    let received = share.deliveredFromTransit &+ share.deliveredUnloaded
    let inTransit = share.inTransit
    let basis = share.isLoaded ? share.loaded : share.consigned
    let isSettled = inTransit == 0 && (share.isLoaded || (received > 0 && isClosed))
    self.init(
      lot: lot, chemical: chemical, unit: unit, packages: packages,
      transportLine: transportLine, consigned: share.consigned,
      loaded: share.loaded, unloaded: unloaded, received: received, returned: share.returned,
      lost: share.lost, inTransit: inTransit, unaccounted: share.unaccounted,
      tolerance: policy.tolerance(ofTransit: basis, dimension: unit.dimension),
      loadDifference: share.isLoaded && inTransit == 0 ? share.loaded &- share.consigned : nil,
      unloadDifference: unloaded.map { $0 &- basis },
      receiptDifference: isSettled
        ? received &+ share.returned &+ share.lost &- basis : nil)
  }
}
