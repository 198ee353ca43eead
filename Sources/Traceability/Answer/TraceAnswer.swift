public import Custody
public import LedgerFormat

/// What a trace of one lot says: where it comes from, where it all is, what happened to it.
///
/// Quantities of a row about another lot are in that lot's unit; what is attributed to the traced lot,
/// and all totals, are in the traced lot's unit. No list holds a row of zero.
public struct TraceAnswer: Equatable, Sendable {
  public var lot: LotID
  /// How many entries of the ledger the answer is about; nil where nobody said.
  public var size: UInt64?
  /// Up to where the ledger committed itself to the whole history of every lot; nil where it did not.
  public var completeTo: CompleteTo?
  /// As declared of the lot, or inherited through repacks; nil where nothing was declared.
  public var chemical: Chemical?
  /// What was produced; zero where the horizon lies before the production.
  public var quantity: Quantity
  /// What was found of it beyond that.
  public var found: Quantity
  /// The production that made the lot known; nil where the horizon lies before it.
  public var produced: Produced?
  /// Where it comes from; nil where it was not asked.
  public var source: SourceAnswer?
  /// Where it all is; nil where it was not asked.
  public var destination: DestinationAnswer?
  /// The lot's own events within the horizon, in the ledger's order; nil where they were not asked.
  public var history: [RecordedEvent]?

  /// What corrections did to the history; says nothing where there are none.
  public var corrections = HistoryCorrections()

  /// A commitment to all histories: of the first `size` entries none was left out.
  public struct CompleteTo: Equatable, Sendable {
    public var size: UInt64
    public var recordedAt: Instant

    public init(size: UInt64, recordedAt: Instant) {
      self.size = size
      self.recordedAt = recordedAt
    }
  }

  /// The production of a lot, in short.
  public struct Produced: Equatable, Sendable {
    public var index: UInt64
    public var party: Identifier
    public var time: Instant
    public var process: Production.Process
  }
}

/// The parts of an answer that may be asked for.
public struct TraceParts: OptionSet, Sendable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Where the lot comes from.
  public static let source = TraceParts(rawValue: 1)
  /// Where it all is.
  public static let destination = TraceParts(rawValue: 2)
  /// What happened to it.
  public static let history = TraceParts(rawValue: 4)
  /// All three.
  public static let all: TraceParts = [.source, .destination, .history]
}
