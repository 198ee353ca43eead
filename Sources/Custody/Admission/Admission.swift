internal import LedgerFormat

/// Says whether an event may be recorded: everything is checked, and nothing is changed.
///
/// Checked against what was recorded before it, in the ledger's order. Times are not looked at, for
/// reports arrive late and clocks differ; neither are check digits. Those are findings.
/// Cost: one look-up per lot and consignment named; allocates little unless it refuses.
public enum Admission {
  /// Refuses an event that breaks the model, with the facts that it met.
  ///
  /// - Parameter event: with qualified lots.
  /// - Parameter world: everything recorded before it.
  public static func check<World: AdmissionWorld & ~Copyable>(
    _ event: Event, in world: borrowing World
  ) throws(Refusal) {
    try checkForm(event)
    try checkAmounts(event, in: world)
  }

  /// Refuses a well-formed event that takes what is not there, or breaks the model otherwise.
  ///
  /// - Parameter event: one that `checkForm` lets pass, as it does what `Interchange` reads.
  /// - Parameter world: everything recorded before it.
  public static func checkAmounts<World: AdmissionWorld & ~Copyable>(
    _ event: Event, in world: borrowing World
  ) throws(Refusal) {
    switch event.detail {
    case .production(let production): try check(production, of: event, in: world)
    case .storage(let storage): try check(storage, of: event, in: world)
    case .trade(let trade):
      try checkList(.goods, trade.goods)
      for good in trade.goods { _ = try state(of: good.lot, written: good.quantity, in: world) }
    case .consignment(let consignment): try check(consignment, of: event, in: world)
    case .transport(let transport): try check(transport, of: event, in: world)
    case .use(let use):
      let state = try checkTaking(use.lot, use.quantity, by: event, in: world)
      try checkNotHeld(state, of: event.party, in: world)
    case .disposal(let disposal):
      let state = try checkTaking(disposal.lot, disposal.quantity, by: event, in: world)
      try checkNotHeld(state, of: event.party, in: world)
    case .loss(let loss): try check(loss, of: event, in: world)
    case .correction: break
    case .order(let order): try check(order, of: event, in: world)
    // What a registration or a handling may say is all in its form.
    case .registration, .handling: break
    }
  }

  private static func check<World: AdmissionWorld & ~Copyable>(
    _ storage: Storage, of event: Event, in world: borrowing World
  ) throws(Refusal) {
    switch storage.action {
    case .in, .out:
      guard event.site != nil else { throw .siteMissing(storage.action) }
      guard storage.toSite == nil else { throw .toSiteNotAllowed(storage.action) }
    case .count:
      guard storage.toSite == nil else { throw .toSiteNotAllowed(storage.action) }
    case .move: break
    }
    if storage.action != .count {
      try checkPositive(.quantity, storage.lot, storage.quantity)
    } else if storage.quantity.amount < 0 {
      throw .notPositive(.quantity, lot: storage.lot, storage.quantity)
    }
    let state = try state(of: storage.lot, written: storage.quantity, in: world)
    let source = storage.action == .in ? nil : event.site
    guard storage.action == .count else {
      return try checkHeld(storage.quantity.amount, of: state, by: event.party, at: source)
    }
    let known = state.held(by: event.party, at: event.site)
    let (growth, isTooLarge) = storage.quantity.amount.subtractingReportingOverflow(known)
    guard !isTooLarge else { throw .sumTooLarge(.quantity, lot: storage.lot) }
    try checkGrowth(of: state, by: growth, .quantity)
  }

  private static func check<World: AdmissionWorld & ~Copyable>(
    _ loss: Loss, of event: Event, in world: borrowing World
  ) throws(Refusal) {
    if let consignment = loss.consignment {
      return try check(loss, on: consignment, of: event, in: world)
    }
    guard loss.cause == .found else {
      _ = try checkTaking(loss.lot, loss.quantity, by: event, in: world)
      return
    }
    try checkPositive(.quantity, loss.lot, loss.quantity)
    let state = try state(of: loss.lot, written: loss.quantity, in: world)
    try checkGrowth(of: state, by: loss.quantity.amount, .quantity)
  }

  /// Checks that the reporter has what it takes from where the event happened.
  private static func checkTaking<World: AdmissionWorld & ~Copyable>(
    _ lot: LotID, _ quantity: Quantity, by event: Event, in world: borrowing World
  ) throws(Refusal) -> LotState {
    try checkPositive(.quantity, lot, quantity)
    let state = try state(of: lot, written: quantity, in: world)
    try checkHeld(quantity.amount, of: state, by: event.party, at: event.site)
    return state
  }
}
