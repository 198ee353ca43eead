public import LedgerFormat

/// What an entry can be found by besides its streams; given by whoever knows what events mean.
public enum IndexKey: Hashable, Sendable {
  /// The one event of this id that the party reported.
  case event(party: Identifier, id: Identifier)
  /// Each entry that made a lot of this batch known, whatever its party.
  case batch(Identifier)
  /// Each event of this kind, of those that are rare: ledger events, registrations, corrections, and
  /// orders about a party.
  case ledgerEvent(BodyKind)
  /// Each correction of the event of this id that the party reported.
  case correction(party: Identifier, id: Identifier)
  /// Each submission that vouches for an entry of this run of 256 entries.
  case submission(run: UInt64)

  /// The run that an entry belongs to.
  public static func run(of index: UInt64) -> UInt64 { index >> 8 }
}

/// Says by which keys an entry is found, so that the look-ups can be made anew from the log alone.
public protocol EntryIndexing: Sendable {
  /// The keys of an entry, the same that were given when it was appended.
  ///
  /// - Parameter body: the event's bytes. A body that is not understood has no keys.
  func keys(of body: Span<UInt8>) -> [IndexKey]

  /// The keys of the entry at `index`, where they depend on its place as well.
  func keys(of body: Span<UInt8>, at index: UInt64) -> [IndexKey]
}

extension EntryIndexing {
  public func keys(of body: Span<UInt8>, at index: UInt64) -> [IndexKey] { keys(of: body) }
}
