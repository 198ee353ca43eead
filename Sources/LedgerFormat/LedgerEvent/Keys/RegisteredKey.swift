/// A party's key and what became of it.
public struct RegisteredKey: Equatable, Sendable {
  /// How a key stands at one moment.
  public enum State: String, Sendable {
    case live
    case expired
    case rotated
    case revoked
  }

  /// What ended a key before its time.
  public struct End: Equatable, Sendable {
    /// The entry that ended it.
    public var index: UInt64
    /// True for a revocation, false where another key took its place.
    public var isRevoked: Bool

    public init(index: UInt64, isRevoked: Bool) {
      self.index = index
      self.isRevoked = isRevoked
    }
  }

  public var key: VerifierKey
  /// The entry that made it known.
  public var index: UInt64
  /// From when on it no longer counts, in microseconds since 1970; nil for never.
  public var expires: UInt64?
  /// What ended it; nil where nothing did.
  public var end: End?

  /// How it stands when an entry is recorded at this time, in microseconds since 1970.
  public func state(at recordedAt: UInt64) -> State {
    if let end { return end.isRevoked ? .revoked : .rotated }
    if let expires, expires <= recordedAt { return .expired }
    return .live
  }

  /// Refuses a key that does not count when an entry is recorded at this time.
  public func refuseUnlessLive(_ party: Identifier, at recordedAt: UInt64) throws(KeyRefusal) {
    if let end {
      throw .ended(party: party, keyID: key.id, index: end.index, isRevoked: end.isRevoked)
    }
    if let expires, expires <= recordedAt {
      throw .expired(party: party, keyID: key.id, at: expires)
    }
  }
}

/// The keys of one party, in the order in which they were registered.
public struct PartyKeys: Equatable, Sendable {
  public internal(set) var keys: [RegisteredKey] = []
  /// The digest of the party's newest key event, which its next one names; nil before its first.
  public internal(set) var newest: Hash?

  public init() {}

  /// The key of an id, whatever became of it; nil where the party never had one.
  public func key(id: UInt32) -> RegisteredKey? { keys.first { $0.key.id == id } }

  /// The key with these 32 bytes, whatever became of it; nil where the party never had one.
  public func key(publicKey: [UInt8]) -> RegisteredKey? {
    keys.first { $0.key.publicKey == publicKey }
  }
}
