public import Custody
public import LedgerFormat

/// A subject of any kind as an entry of the ledger says it.
public struct RegisterEntry: Equatable, Sendable {
  public let registration: Registration
  public let index: UInt64
  public let recordedAt: Instant
  public let time: Instant
  public let registrar: Identifier
  public let eventID: Identifier
  public let document: Identifier?

  fileprivate init<Record>(
    _ registered: Registered<Record>, _ record: (Record) -> Registration.Record
  ) {
    registration = registered.registration(record)
    index = registered.index
    recordedAt = registered.recordedAt
    time = registered.time
    registrar = registered.registrar
    eventID = registered.eventID
    document = registered.document
  }
}

/// The register for answers, whatever the kind of subject; rules ask the tables themselves.
extension Register {
  /// All subjects of a kind as they stood at `time`, in the order of their ids.
  public func entries(_ kind: RegisterKind, at time: Instant? = nil) -> [RegisterEntry] {
    var entries: [RegisterEntry] = []
    switch kind {
    case .party:
      parties.forEach(at: time) { entries.append(RegisterEntry($0) { .party($0) }) }
    case .site: sites.forEach(at: time) { entries.append(RegisterEntry($0) { .site($0) }) }
    case .chemical:
      chemicals.forEach(at: time) { entries.append(RegisterEntry($0) { .chemical($0) }) }
    case .vehicle:
      vehicles.forEach(at: time) { entries.append(RegisterEntry($0) { .vehicle($0) }) }
    case .person: persons.forEach(at: time) { entries.append(RegisterEntry($0) { .person($0) }) }
    case .licence:
      for number in licences.numbers {
        for holder in licences.holders(ofNumber: number).sorted() {
          guard let licence = licences.entry(number: number, of: holder, at: time) else { continue }
          entries.append(RegisterEntry(licence) { .licence($0) })
        }
      }
    }
    return entries
  }

  /// All that was ever said of a subject, in the ledger's order; of a licence for each of its holders.
  public func history(_ kind: RegisterKind, _ subject: Identifier) -> [RegisterEntry] {
    switch kind {
    case .party: parties.history(subject).map { RegisterEntry($0) { .party($0) } }
    case .site: sites.history(subject).map { RegisterEntry($0) { .site($0) } }
    case .chemical: chemicals.history(subject).map { RegisterEntry($0) { .chemical($0) } }
    case .vehicle: vehicles.history(subject).map { RegisterEntry($0) { .vehicle($0) } }
    case .person: persons.history(subject).map { RegisterEntry($0) { .person($0) } }
    case .licence:
      licences.holders(ofNumber: subject)
        .flatMap { licences.history(number: subject, of: $0) }
        .sorted { $0.index < $1.index }
        .map { RegisterEntry($0) { .licence($0) } }
    }
  }
}
