internal import Custody
public import LedgerFormat

/// What a ledger holds, counted while it is verified.
public struct Census: Equatable, Sendable {
  /// A correction, as an auditor's report lists it.
  public struct Correction: Equatable, Sendable {
    /// The entry of the correction.
    public var index: UInt64
    public var party: Identifier
    /// The id of the event that it corrects.
    public var event: Identifier
    public var reason: String
    /// True where the event is withdrawn, and nothing takes its place.
    public var isWithdrawal: Bool
  }

  /// The most corrections that are listed; all are counted.
  public static let correctionsListedMax = 1_000

  /// For each kind's number how many entries of it can be read.
  private var counts = [UInt64](repeating: 0, count: 128)
  /// The first corrections, in the ledger's order.
  public internal(set) var corrections: [Correction] = []
  /// When the first and the last entry that can be read were recorded, by the ledger's own clock.
  public internal(set) var recordedAt: ClosedRange<UInt64>?
  /// The entries whose bytes were verified, ascending; the gaps are damaged or not there.
  public internal(set) var verified: [Range<UInt64>] = []

  /// How many entries of a kind can be read.
  public func count(of kind: BodyKind) -> UInt64 { counts[Int(kind.rawValue)] }

  /// Lists a correction for the auditor.
  mutating func note(_ correction: Custody.Correction, index: UInt64) {
    guard corrections.count < Census.correctionsListedMax else { return }
    corrections.append(
      Correction(
        index: index, party: correction.party, event: correction.id, reason: correction.reason,
        isWithdrawal: correction.replacement == nil))
  }

  mutating func count(_ entry: Entry, _ kind: BodyKind) {
    count(kind: Int(kind.rawValue), recordedAt: entry.recordedAt)
  }

  mutating func count(kind: Int, recordedAt time: UInt64) {
    counts[kind] += 1
    recordedAt =
      recordedAt.map { min($0.lowerBound, time)...max($0.upperBound, time) } ?? time...time
  }
}
