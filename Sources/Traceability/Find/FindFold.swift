public import Custody
public import LedgerFormat

/// Looks for a text in events, which are taken one by one in the ledger's order.
///
/// Texts are compared as `SearchText.folded` makes them: case, full-width characters and the dots of
/// plates do not count, and `UN1230` is `1230`. A part of a name is enough, but not of a UN or CAS
/// number. Memory: the names found, and for each name seen whether it was.
public struct FindFold: Sendable {
  /// The most hits that a group lists.
  public static let hitsMax = 1_000

  private let text: String
  private let folded: String
  private let chemical: ChemicalQuery
  private let registered: [Identifier: [String]]
  private var seen: [FindKind: [Identifier: Bool]] = [:]
  private var hits: [FindKind: [String: FindAnswer.Hit]] = [:]
  private var chemicals: [Chemical: Bool] = [:]
  private var size: UInt64 = 0

  /// - Parameters:
  ///   - registered: the names that the register has for parties.
  ///   - chemical: the text as a chemical; nil for what it says by itself.
  public init(
    _ text: String, registered: [Identifier: [String]] = [:], chemical: ChemicalQuery? = nil
  ) {
    self.text = text
    self.registered = registered
    self.chemical = chemical ?? ChemicalQuery(text)
    folded = SearchText.folded(text)
  }

  /// Looks at an event.
  public mutating func take(_ recorded: RecordedEvent) {
    let (event, index) = (recorded.event, recorded.index)
    size = index + 1
    look(at: event.party, .party, index)
    look(at: event.id, .event, index)
    look(at: event.site, .site, index)
    look(at: event.owner, .party, index)
    look(at: event.document, .document, index)
    for lot in event.lotReferences { look(at: lot.id, .lot, index) }
    switch event.detail {
    case .production(let production):
      look(at: production.from, .party, index)
      for output in production.outputs { look(at: output.chemical, index) }
    case .storage(let storage): look(at: storage.toSite, .site, index)
    case .trade(let trade): look(at: trade.counterparty, .party, index)
    case .consignment(let consignment):
      look(at: consignment.consignment, .consignment, index)
      look(at: consignment.consignee, .party, index)
      look(at: consignment.carrier, .party, index)
      look(at: consignment.toSite, .site, index)
    case .transport(let transport):
      look(at: transport.consignment, .consignment, index)
      look(at: transport.vehicle, .vehicle, index)
    case .loss(let loss): look(at: loss.consignment, .consignment, index)
    case .registration(let registration): look(at: registration, index)
    default: break
    }
  }

  /// The answer over the events taken.
  public func answer() -> FindAnswer {
    var groups: [FindAnswer.Group] = []
    for kind in FindKind.allCases {
      guard let found = hits[kind], !found.isEmpty else { continue }
      let sorted = found.values.sorted { left, right in
        if left.isExact != right.isExact { return left.isExact }
        if left.events != right.events { return left.events > right.events }
        return left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
      }
      groups.append(
        FindAnswer.Group(
          kind: kind, hits: Array(sorted.prefix(FindFold.hitsMax)), count: found.count))
    }
    return FindAnswer(text: text, size: size, groups: groups)
  }

  private mutating func look(at name: Identifier?, _ kind: FindKind, _ index: UInt64) {
    guard let name else { return }
    if let isFound = seen[kind]?[name] {
      if isFound { count(name.text, kind, index, nil) }
      return
    }
    let names = kind == .party ? registered[name] ?? [] : []
    let own = SearchText.folded(name.text)
    let isFound = own.contains(folded) || names.contains { SearchText.folded($0).contains(folded) }
    seen[kind, default: [:]][name] = isFound
    guard isFound else { return }
    // A lot is exactly what was looked for where its batch is: nobody types the party.
    let isExact =
      own == folded || (kind == .lot && own.hasSuffix("/" + folded))
      || names.contains { SearchText.folded($0) == folded }
    count(name.text, kind, index, nil, isExact: isExact, registeredName: names.first)
  }

  private mutating func look(at chemical: Chemical?, _ index: UInt64) {
    guard let chemical else { return }
    let isFound = chemicals[chemical] ?? matches(chemical)
    chemicals[chemical] = isFound
    guard isFound else { return }
    let names = chemical.names + [chemical.concentration ?? ""].filter { !$0.isEmpty }
    let name = names.isEmpty ? chemical.cas ?? chemical.un ?? "" : names.joined(separator: " ")
    count(name, .chemical, index, chemical, isExact: self.chemical.matches(chemical))
  }

  private func matches(_ chemical: Chemical) -> Bool {
    self.chemical.matches(chemical)
      || chemical.names.contains { SearchText.folded($0).contains(folded) }
  }

  /// The register's subjects are called what their entries call them.
  private mutating func look(at registration: Registration, _ index: UInt64) {
    switch registration.record {
    case .party: look(at: registration.subject, .party, index)
    case .site: look(at: registration.subject, .site, index)
    case .vehicle: look(at: registration.subject, .vehicle, index)
    case .licence: look(at: registration.subject, .document, index)
    case .chemical(let record): look(at: record.chemical, index)
    case .person: break
    }
  }

  private mutating func count(
    _ name: String, _ kind: FindKind, _ index: UInt64, _ chemical: Chemical?,
    isExact: Bool = false, registeredName: String? = nil
  ) {
    var hit =
      hits[kind, default: [:]][name]
      ?? FindAnswer.Hit(
        name: name, isExact: isExact, events: 0, first: index, last: index, chemical: chemical,
        registeredName: registeredName)
    if hit.last != index || hit.events == 0 { hit.events += 1 }
    hit.last = index
    hits[kind, default: [:]][name] = hit
  }
}
