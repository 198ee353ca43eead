public import Custody
public import LedgerFormat

/// Finds everything that the rules find in a ledger: fed event after event, asked as of a time.
///
/// A pure function of the events in the ledger's order, the rule pack and the time asked about: the same
/// events give the same findings with the same ids. Feed it what counts, corrections applied.
///
///     let engine = FindingsEngine(pack: .standard, policy: policy, ledgerStart: start)
///     try reader.scan { engine.consume($0.recorded) }
///     let findings = engine.findings(asOf: now)
///
/// Cost: memory for the state of every lot and every step of every consignment. For one thread.
public final class FindingsEngine {
  let pack: RulePack
  let policy: Policy
  let judge: EventJudge
  let registry = Registry()
  /// What was done about findings.
  public private(set) var handlings = HandlingBook()
  var lots: [LotID: LotFacts] = [:]
  var consignments: [Identifier: ConsignmentFacts] = [:]
  var places: [NamedPlace: PlaceFacts] = [:]
  var sales: [SaleKey: [Sale]] = [:]
  var earlyPurchases: [SaleKey: [Instant]] = [:]
  /// The newest report of each party.
  var reports: [Identifier: (time: Instant, cause: Cause)] = [:]
  /// What events and states gave; clocks are read when asked.
  var found: [FindingID: Finding] = [:]
  private var kinds: [ChemicalKind: Int] = [:]
  var classifications: [Classification] = []

  struct SaleKey: Hashable {
    let seller: Identifier
    let buyer: Identifier
    let lot: LotID
  }

  private struct ChemicalKind: Hashable {
    let cas: String?
    let un: String?
    let labels: [String]
  }

  /// - Parameters:
  ///   - policy: the ledger's.
  ///   - ledgerStart: when its genesis was recorded.
  public init(pack: RulePack, policy: Policy, ledgerStart: Instant?) {
    self.pack = pack
    self.policy = policy
    judge = EventJudge(pack: pack, ledgerStart: ledgerStart)
  }

  /// Takes the next event that counts.
  public func consume(_ recorded: RecordedEvent) {
    let event = recorded.event
    switch event.detail {
    case .registration:
      registry.register.apply(recorded)
      return
    case .handling(let handling):
      handlings.append(handling, recorded)
      return
    case .correction, .order: return
    default: break
    }
    let cause = Cause(recorded)
    if reports[event.party].map({ $0.time < event.time }) ?? true {
      reports[event.party] = (event.time, cause)
    }
    judge.judge(
      event, recordedAt: recorded.recordedAt, index: recorded.index, registry: registry,
      world: self
    ) { _, isUnverified, finding in
      var finding = finding()
      finding.isUnverified = isUnverified
      if found[finding.id] == nil { found[finding.id] = finding }
    }
    learn(recorded)
    if case .trade(let trade) = event.detail { file(trade, recorded) }
    for lot in touched(by: event) { apply(recorded, to: lot, cause) }
    if case .transport(let transport) = event.detail {
      consignments[transport.consignment]?.steps.append(
        ConsignmentFacts.Step(
          step: transport.step, time: event.time, party: event.party, vehicle: transport.vehicle,
          place: transport.place, isPartial: transport.partial == true, cause: cause))
    }
  }

  /// All findings as of a time, the gravest first.
  ///
  /// - Parameter time: clocks that ran out by then are findings.
  public func findings(asOf time: Instant) -> [Finding] {
    var findings = Array(found.values)
    let add: (Finding) -> Void = { findings.append($0) }
    findConsignments(asOf: time, add)
    findVehicles(asOf: time, add)
    findTerms(asOf: time, add)
    findRegistered(asOf: time, add)
    return findings.sorted(by: Finding.precedes)
  }

  /// The register as the events so far say it.
  public var register: Register { registry.register }

  /// Raises what a state gives; one that stood before is one more occurrence of the same.
  func raise(_ finding: Finding) {
    guard var known = found[finding.id] else {
      found[finding.id] = finding
      return
    }
    guard known.ended != nil else { return }
    known.ended = nil
    known.since = finding.since
    known.facts = finding.facts
    known.causes += finding.causes
    known.occurrences += 1
    found[finding.id] = known
  }

  /// The number of a chemical's kind, by which places count.
  private func kind(of classification: Classification) -> Int {
    let key = ChemicalKind(
      cas: classification.cas, un: classification.un, labels: classification.labels)
    if let known = kinds[key] { return known }
    kinds[key] = classifications.count
    classifications.append(classification)
    return classifications.count - 1
  }

  /// Takes up the lots and the consignment that an event makes known.
  private func learn(_ recorded: RecordedEvent) {
    switch recorded.event.detail {
    case .consignment(let consignment):
      guard consignments[consignment.consignment] == nil,
        let consigning = Consigning(opening: recorded.event)
      else { return }
      consignments[consignment.consignment] = ConsignmentFacts(
        consignment.consignment, consigning, cause: Cause(recorded))
    case .production(let production):
      let inputs = production.inputs.compactMap { lots[$0.lot] }
      let isOfWaste =
        !inputs.isEmpty && inputs.allSatisfy(\.isWaste)
        && (production.process == .repack || production.process == .blend)
      for output in production.outputs where lots[output.lot] == nil {
        var chemical = output.chemical
        if chemical == nil, production.process == .repack, inputs.count == 1 {
          chemical = inputs[0].chemical
        }
        let classification = chemical.map {
          registry.classification(of: $0, at: recorded.event.time)
        }
        lots[output.lot] = LotFacts(
          LotState(lot: output.lot, policy: policy), chemical, classification,
          kind: classification.map(kind), isWaste: production.process == .waste || isOfWaste)
      }
    default: break
    }
  }

  private func touched(by event: Event) -> [LotID] {
    switch event.detail {
    case .transport(let transport):
      guard transport.step != .position else { return [] }
      return consignments[transport.consignment]?.consigning.lots ?? []
    case .trade: return []
    default: return event.lotReferences
    }
  }
}

extension FindingsEngine: JudgingWorld {
  public func classification(of lot: LotID) -> Classification? { lots[lot]?.classification }

  public func consigning(of consignment: Identifier) -> Consigning? {
    consignments[consignment]?.consigning
  }
}
