/// What an entry records about the ledger itself, read from its body.
public enum LedgerEvent: Equatable, Sendable {
  case genesis(Genesis)
  case key(KeyEvent)
  case submission(Submission)
  case commitment(Commitment)
  case timestamp(Timestamp)
  case rotation(LogKeyRotation)

  /// Reads a ledger event from an entry's body.
  ///
  /// - Throws: `EntryError.newerEvent` for a kind that this version does not write, and what the
  ///   kind's own reader throws.
  public init(body: Span<UInt8>) throws(EntryError) {
    let kind = try EventStreams(body: body).kind
    switch kind {
    case .genesis: self = .genesis(try Genesis(body: body))
    case .key: self = .key(try KeyEvent(body: body))
    case .submission: self = .submission(try Submission(body: body))
    case .commitment: self = .commitment(try Commitment(body: body))
    case .timestamp: self = .timestamp(try Timestamp(body: body))
    case .rotation: self = .rotation(try LogKeyRotation(body: body))
    case .production, .storage, .trade, .consignment, .transport, .use, .disposal, .loss,
      .correction, .registration, .order, .handling:
      throw .newerEvent(kind: kind.rawValue, key: nil)
    }
  }

  /// What the event's key 0 says.
  public var kind: BodyKind {
    switch self {
    case .genesis: .genesis
    case .key: .key
    case .submission: .submission
    case .commitment: .commitment
    case .timestamp: .timestamp
    case .rotation: .rotation
    }
  }
}
