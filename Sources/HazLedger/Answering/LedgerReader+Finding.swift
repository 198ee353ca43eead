public import Custody
internal import LedgerFormat
internal import Regulation
public import Traceability

/// Where amounts came from, whom to call back, what is called how.
extension LedgerReader {
  /// The amounts that came from nowhere in the ledger.
  ///
  /// - Parameter isUnexplainedOnly: true for those that nothing explains alone.
  /// - Throws: `LedgerError.lotUnknown`, `.lotAmbiguous`, `.notKnown`, `.sizeBeyond`.
  /// Cost: a scan of the ledger and a fold of its lots; of one lot where one is named.
  public func origins(
    _ selection: StockSelection, horizon: Horizon = Horizon(), isUnexplainedOnly: Bool = false
  ) throws(LedgerError) -> OriginsAnswer {
    let limit = try limit(horizon.size)
    let selection = try resolved(selection, below: limit)
    let names = RegisteredNames(register: try log.register(below: limit))
    var fold = OriginsFold(
      selection, policy: Policy(identity.policy),
      horizon: Horizon(size: limit, time: horizon.time), isUnexplainedOnly: isUnexplainedOnly
    ) { names.licence(of: $0, for: $1, at: $2) }
    var named = NamedInEvents(selection)
    try events(of: selection.lot, below: limit) { scanned in
      named.look(at: scanned.recorded.event)
      fold.take(scanned.recorded)
    }
    try check(named)
    return fold.answer()
  }

  /// Everyone who holds or held a lot or anything made of it, with what is known to reach them.
  ///
  /// - Throws: `LedgerError.lotUnknown`, `.lotAmbiguous`, `.sizeBeyond`.
  /// Cost: two reads for each event of the lots that were made of it.
  public func recall(
    _ lot: LotID, horizon: Horizon = Horizon()
  ) throws(LedgerError) -> RecallAnswer {
    let limit = try limit(horizon.size)
    let resolved = try resolve(lot, below: limit)
    let tracer = Tracer(
      policy: Policy(identity.policy), horizon: Horizon(size: limit, time: horizon.time))
    let answer = try tracer.recall(resolved) { lot throws(LedgerError) in
      try log.history(of: lot, below: limit)
    }
    guard var answer else { throw .lotUnknown(resolved) }
    let register = try log.register(below: limit)
    for position in answer.parties.indices {
      let party = answer.parties[position].party
      answer.parties[position].registeredName = register.parties.entry(party)?.record.name
      var contacts = try contacts(of: party, in: register)
      for recorded in answer.parties[position].contactEvents {
        guard let contact = try opened(recorded).event.openValue(of: .contact),
          !contacts.contains(contact)
        else { continue }
        contacts.append(contact)
      }
      answer.parties[position].contacts = contacts
    }
    return answer
  }

  /// What is called by a text, or partly: lots, consignments, vehicles, parties, chemicals, documents,
  /// sites, events.
  ///
  /// - Throws: `LedgerError.notKnown` where nothing is, `.sizeBeyond`. Cost: a scan of the ledger.
  public func find(_ text: String, atSize: UInt64? = nil) throws(LedgerError) -> FindAnswer {
    let limit = try limit(atSize)
    let names = RegisteredNames(register: try log.register(below: limit))
    var fold = FindFold(
      text, registered: names.partyNames, chemical: names.chemical(ChemicalQuery(text)))
    try scan(Horizon(size: limit)) { fold.take($0.recorded) }
    var answer = fold.answer()
    guard !answer.groups.isEmpty else { throw .notKnown(.text(text)) }
    answer.size = limit
    return answer
  }
}
