internal import Custody
internal import LedgerFormat
internal import LedgerStore
internal import Regulation

/// The rules that events are judged by on the way in, with the register that they ask.
///
/// Only what the event, the register and the tables decide. The register is read from the ledger when
/// the first event is judged, and again after a group was dropped.
final class RecordedRules {
  private let judge: EventJudge
  private let log: EventLog
  private var registry: Registry?
  /// How often the register was forgotten: what lots were judged to be before does not count.
  private var generation = 0
  /// What was warned of in the event judged last, where `composesWarnings` says so.
  private(set) var warnings: [Finding] = []
  /// How many warnings there were in the event judged last.
  private(set) var warningCount = 0
  /// False where warnings are only counted, which spares their words.
  var composesWarnings = true

  init(_ pack: RulePack, log: EventLog) throws(LedgerError) {
    self.log = log
    let start = try log.recordedAt(0)
    judge = EventJudge(pack: pack, ledgerStart: start, atLeast: .warn)
  }

  /// The rule that refuses an event, which is qualified; nil where none does.
  ///
  /// Cost: a few look-ups. - Throws: where the register cannot be read.
  func refusal(of event: Event, in book: RecordedLots) throws(LedgerError) -> BrokenRule? {
    if warningCount > 0 {
      warnings.removeAll(keepingCapacity: true)
      warningCount = 0
    }
    guard !judge.isIdle else { return nil }
    let registry = try current()
    var broken: BrokenRule?
    judge.judge(
      event, recordedAt: WallClock.now(), index: nil, registry: registry,
      world: RuleWorld(rules: self, book: book)
    ) { rule, isUnverified, finding in
      switch rule.severity(isUnverified: isUnverified) {
      case .refuse: broken = broken ?? BrokenRule(finding())
      case .warn:
        warningCount += 1
        if composesWarnings { warnings.append(finding()) }
      case .info: break
      }
    }
    return broken
  }

  /// Takes a recorded registration up.
  func apply(_ event: Event, index: UInt64) {
    guard case .registration = event.detail else { return }
    registry?.register.apply(
      RecordedEvent(index: index, recordedAt: WallClock.now(), event: event))
  }

  /// Forgets the register, as when a group was dropped.
  func removeAll() {
    registry = nil
    generation += 1
  }

  /// What the tables say of a lot that the book has at hand.
  fileprivate func classification(of lot: LotID, in book: RecordedLots) -> Classification? {
    guard let recorded = book.recordedLot(lot) else { return nil }
    if let known = recorded.judged, known.generation == generation { return known.classification }
    guard let origin = recorded.origin else { return nil }
    let classification = origin.chemical.flatMap { chemical in
      registry?.classification(of: chemical, at: origin.time)
    }
    recorded.judged = JudgedLot(generation: generation, classification: classification)
    return classification
  }

  private func current() throws(LedgerError) -> Registry {
    if let registry { return registry }
    let registry = Registry(try log.register(below: log.view.size))
    self.registry = registry
    return registry
  }
}

/// What the tables say of a lot, kept with it.
struct JudgedLot {
  fileprivate let generation: Int
  /// Nil where nothing was declared of it.
  fileprivate let classification: Classification?
}

/// The recorder's lots and openings as the rules ask for them.
private struct RuleWorld: JudgingWorld {
  let rules: RecordedRules
  let book: RecordedLots

  func classification(of lot: LotID) -> Classification? {
    rules.classification(of: lot, in: book)
  }

  func consigning(of consignment: Identifier) -> Consigning? {
    book.consigning(of: consignment)
  }
}

extension EventLog {
  /// When an entry was recorded.
  func recordedAt(_ index: UInt64) throws(LedgerError) -> Instant {
    do {
      guard let time = Instant(microseconds: try view.entry(at: index).recordedAt) else {
        throw LedgerError.notReadable(index: index, reason: .value(key: 2, position: 0))
      }
      return time
    } catch let error as StoreError {
      throw LedgerError(error)
    } catch let error as LedgerError {
      throw error
    } catch { preconditionFailure("only the store's and our own errors are thrown: \(error)") }
  }
}
