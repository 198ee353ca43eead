public import Custody
public import LedgerFormat

/// What a file of evidence proves, to whoever trusts the key.
public struct ProvedEvidence: Sendable {
  /// The signed checkpoint, and who vouches for it.
  public var accepted: AcceptedCheckpoint
  /// Who the ledger says that it is.
  public var genesis: Genesis
  /// What the file is about.
  public var subject: StreamKey
  /// Up to where nothing is left out.
  public var completeTo: CommittedHistory
  /// All streams of the file, the subject among them, in the order of links.
  public var streams: [ProvedStream]
  /// All entries of the file.
  public var entries: EvidenceEntries
  /// Who vouched for each event, by its entry's index; an event that is not here is unsigned.
  public var authors: [UInt64: ProvedAuthor]
  /// The private fields that are shown, by the entry's index.
  public var openings: [UInt64: [PrivateOpening]]
  /// The entries of events that cannot have happened after those before them, by what the file itself says.
  public var impossible: [UInt64]
  /// By when it was there, by ascending size.
  public var stamps: [ProvedStamp]
}

/// A time stamp that bounds a file's entries from above.
public struct ProvedStamp: Equatable, Sendable {
  /// What was stamped; the file's checkpoint continues it.
  public var checkpoint: Checkpoint
  /// The authority's time, in microseconds since 1970: entries before the checkpoint's size were there by then.
  public var time: UInt64
  /// True where the token was verified to lead to an authority that the caller trusts.
  public var isTrusted: Bool
}

/// Up to where the ledger committed itself to the whole history of every stream.
public struct CommittedHistory: Equatable, Sendable {
  /// The entries that are covered: those before this index.
  public var size: UInt64
  /// When that was recorded, in microseconds since 1970, by the operator's clock.
  public var recordedAt: UInt64

  public init(size: UInt64, recordedAt: UInt64) {
    self.size = size
    self.recordedAt = recordedAt
  }
}

/// A stream whose entries are proved to be all, up to the commitment.
public struct ProvedStream: Equatable, Sendable {
  public var key: StreamKey
  /// How many entries it has up to the commitment.
  public var committedCount: UInt64
  /// The indices of its entries, ascending: those committed to, and behind them those that the file holds
  /// beyond; of the latter there may be more in the ledger.
  public var indices: [UInt64]
}

/// Who vouched for an event.
public struct ProvedAuthor: Equatable, Sendable {
  public var party: Identifier
  public var key: VerifierKey
  /// From when on the key no longer counted, in microseconds since 1970; nil for never. That it counted still
  /// is said by the time of recording, which is the ledger's own word.
  public var keyExpires: UInt64?
  /// The index of the submission's entry.
  public var submission: UInt64
}

extension ProvedEvidence {
  /// A lot's events as the file holds them, in the ledger's order; nil where the file is not about it.
  ///
  /// - Throws: `EvidenceError.entry` where an event cannot be read.
  public func history(of lot: LotID) throws(EvidenceError) -> [RecordedEvent]? {
    guard let stream = streams.first(where: { $0.key == lot.stream }) else { return nil }
    return try events(of: stream)
  }

  /// A stream's events in the ledger's order; ledger events are passed over.
  public func events(of stream: ProvedStream) throws(EvidenceError) -> [RecordedEvent] {
    var hasher = LedgerFormat.Hasher()
    var events: [RecordedEvent] = []
    for index in stream.indices {
      guard let position = entries.position(of: index) else { continue }
      let entry = entries.entries[position]
      do {
        guard try EventStreams(body: entry.body.span).kind.isTrade else { continue }
        var event = try Event(body: entry.body.span)
        if let openings = openings[index] { event = event.opened(by: openings, &hasher) }
        guard let recordedAt = Instant(microseconds: entry.recordedAt) else { continue }
        events.append(RecordedEvent(index: index, recordedAt: recordedAt, event: event))
      } catch { throw .entry(position: position, error) }
    }
    return events
  }
}
