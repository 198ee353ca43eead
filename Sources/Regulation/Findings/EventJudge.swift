public import Custody
internal import LedgerFormat

/// Judges one event by the rules that the event, the register and the tables decide.
///
/// The same on the way in and afterwards: what is refused or warned of then is what `FindingsEngine`
/// finds later. Of several rules with one check the first in the pack that applies is taken, but for
/// licences and incompatible loads, of which each counts.
public struct EventJudge: Sendable {
  let pack: RulePack
  /// When the ledger began: what is older could not have been reported in time.
  let ledgerStart: Instant?

  /// - Parameter severity: rules that are milder are passed over.
  public init(
    pack: RulePack, ledgerStart: Instant?, atLeast severity: Severity = .info
  ) {
    self.pack = pack.keeping { $0.check.isOfEvent && $0.severity >= severity }
    self.ledgerStart = ledgerStart
  }

  /// True where no rule would be looked at.
  public var isIdle: Bool { pack.isEmpty }

  /// Calls `report` with everything that is wrong with an event.
  ///
  /// - Parameters:
  ///   - event: qualified.
  ///   - registry: as it stood when the event came.
  ///   - report: gets what was found without its words, which are composed when it asks for them.
  /// Cost: a few look-ups where nothing is wrong.
  public func judge(
    _ event: Event, recordedAt: Instant, index: UInt64?, registry: Registry,
    world: any JudgingWorld, _ report: FindingReport
  ) {
    guard !pack.isEmpty, isAnythingAsked(of: event, recordedAt, registry) else { return }
    let judging = Judging(
      event: event, recordedAt: recordedAt, index: index, registry: registry, world: world)
    judgeTime(judging, report)
    judgeParty(judging, report)
    switch event.detail {
    case .production(let production): judge(production, judging, report)
    case .storage(let storage):
      if storage.action == .in || storage.action == .out {
        judgePeople(storage.lot, storage.quantity, judging, report)
      }
    case .trade(let trade): judge(trade, judging, report)
    case .consignment(let consignment): judge(consignment, judging, report)
    case .transport(let transport): judge(transport, judging, report)
    case .use(let use):
      judgePeople(use.lot, use.quantity, judging, report)
      judgeLicence(.use, of: event.party, [use.lot], judging, report)
    case .disposal(let disposal):
      judgeLicence(.dispose, of: event.party, [disposal.lot], judging, report)
    case .loss(let loss): judge(loss, judging, report)
    default: break
    }
  }

  /// False where it is seen at once that no rule has anything to say of an event: of most steps of a
  /// transport, while nothing is registered.
  private func isAnythingAsked(
    of event: Event, _ recordedAt: Instant, _ registry: Registry
  ) -> Bool {
    guard registry.register.isEmpty, pack.rules(.lateReport).isEmpty else { return true }
    for rule in pack.rules(.futureTime) where rule.holds(at: event.time) {
      if event.time > recordedAt { return true }
    }
    if !pack.rules(.partyCode).isEmpty, registry.isWrongCode(event.party) { return true }
    switch event.detail {
    case .transport(let transport):
      switch transport.step {
      case .load, .deliver: return true
      case .accept, .depart, .position, .stop, .arrive, .unload, .refuse, .return:
        return transport.vehicle != nil && !pack.rules(.plate).isEmpty
      }
    case .disposal, .registration, .handling, .order: return false
    default: return true
    }
  }

  /// The first rule of a check that holds at the event's time.
  func rule(_ check: RuleCheck, _ judging: Judging) -> Rule? {
    pack.rules(check).first { $0.holds(at: judging.event.time) }
  }
}
