public import Custody
public import LedgerFormat

/// What a licence is worth at an instant.
public enum LicenceValidity: Equatable, Sendable {
  case valid
  /// Its first day is yet to come.
  case notYet(from: Day)
  /// Its last day is over.
  case expired(since: Day)
  /// Revoked by the entry whose time this is.
  case revoked(since: Instant)
}

/// A licence as it stood at an instant.
public struct LicenceState: Equatable, Sendable {
  public let licence: Registered<LicenceRecord>
  public let validity: LicenceValidity

  public var isValid: Bool { validity == .valid }
}

/// All licences, by holder and by number.
///
/// Licences of one number that were given to different holders are kept apart, for one of them may be
/// forged. Cost: a look-up passes over the holder's licences and allocates nothing.
public struct LicenceTable: Sendable {
  private struct History {
    let number: Identifier
    /// In the ledger's order, at least one.
    var versions: [Registered<LicenceRecord>]
  }

  private var byHolder: [StreamKey: [History]] = [:]
  private var holdersByNumber: [Identifier: [StreamKey]] = [:]

  init() {}

  /// How many licences there are, revoked ones included.
  public private(set) var count = 0

  /// All numbers, in order.
  public var numbers: [Identifier] { holdersByNumber.keys.sorted() }

  /// The holders of licences, in order.
  public var holders: [StreamKey] { byHolder.keys.sorted() }

  /// The holders that a licence of this number was given to: more than one is suspicious.
  public func holders(ofNumber number: Identifier) -> [StreamKey] { holdersByNumber[number] ?? [] }

  /// Calls `body` with each licence of a holder as it stood at `time`.
  ///
  /// A licence speaks by its own days: one registered after `time` counts from its first day, for
  /// registers are filled late. A change of it counts from its entry's own time.
  public func forEach(
    of holder: StreamKey, at time: Instant, _ body: (LicenceState) -> Void
  ) {
    guard let histories = byHolder[holder] else { return }
    let day = Day(inChina: time)
    for history in histories { body(LicenceTable.state(history.versions, at: time, day)) }
  }

  /// What a licence is worth at `time`.
  public func validity(
    of licence: Registered<LicenceRecord>, at time: Instant
  ) -> LicenceValidity {
    LicenceTable.validity(of: licence, at: time, Day(inChina: time))
  }

  /// The licences of a holder as they stood at `time`, in the order of their first entries.
  public func licences(of holder: StreamKey, at time: Instant) -> [LicenceState] {
    var states: [LicenceState] = []
    forEach(of: holder, at: time) { states.append($0) }
    return states
  }

  /// True where the holder has a valid licence of one of these kinds that `isFitting` accepts.
  public func hasValid(
    _ kinds: [LicenceRecord.Kind], of holder: StreamKey, at time: Instant,
    where isFitting: (LicenceRecord) -> Bool = { _ in true }
  ) -> Bool {
    guard let histories = byHolder[holder] else { return false }
    let day = Day(inChina: time)
    for history in histories {
      let state = LicenceTable.state(history.versions, at: time, day)
      let record = state.licence.record
      if state.isValid, kinds.contains(record.kind), isFitting(record) { return true }
    }
    return false
  }

  /// All that was ever said of a holder's licence, in the ledger's order.
  public func history(
    number: Identifier, of holder: StreamKey
  ) -> [Registered<LicenceRecord>] {
    byHolder[holder]?.first { $0.number == number }?.versions ?? []
  }

  /// The licence of a number as known now, for each holder of it.
  public func entries(number: Identifier) -> [Registered<LicenceRecord>] {
    holders(ofNumber: number).compactMap { history(number: number, of: $0).last }
  }

  /// A licence by its number as it stood at `time`; nil where there is none, or where it has several
  /// holders and none is named. One that was registered after `time` speaks by its own days.
  public func entry(
    number: Identifier, of holder: StreamKey?, at time: Instant? = nil
  ) -> Registered<LicenceRecord>? {
    let holders = holders(ofNumber: number)
    guard let holder = holder ?? (holders.count == 1 ? holders[0] : nil) else { return nil }
    let versions = history(number: number, of: holder)
    guard let time else { return versions.last }
    return versions.last { $0.time <= time } ?? versions.first
  }

  mutating func append(_ version: Registered<LicenceRecord>) {
    let holder = version.record.holder
    if let position = byHolder[holder]?.firstIndex(where: { $0.number == version.subject }) {
      byHolder[holder]?[position].versions.append(version)
      return
    }
    byHolder[holder, default: []].append(
      History(number: version.subject, versions: [version]))
    holdersByNumber[version.subject, default: []].append(holder)
    count += 1
  }

  private static func state(
    _ versions: [Registered<LicenceRecord>], at time: Instant, _ day: Day
  ) -> LicenceState {
    let licence = versions.last { $0.time <= time } ?? versions[0]
    return LicenceState(licence: licence, validity: validity(of: licence, at: time, day))
  }

  private static func validity(
    of licence: Registered<LicenceRecord>, at time: Instant, _ day: Day
  ) -> LicenceValidity {
    if licence.isRevoked, licence.time <= time { return .revoked(since: licence.time) }
    if let from = licence.record.validFrom, day < from { return .notYet(from: from) }
    if let to = licence.record.validTo, to < day { return .expired(since: to) }
    return .valid
  }
}
