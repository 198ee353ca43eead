public import Custody
public import LedgerFormat

/// What is to become of a party's key, and who says so.
public struct KeyChange: Sendable {
  public var action: KeyEvent.Action
  public var party: Identifier
  /// The key: of a rotation the new one.
  public var key: VerifierKey
  /// From when on it no longer counts; nil for never, and in a revocation.
  public var expires: Instant?
  /// The keys that sign: registrars', or keys of the party.
  public var signers: [PrivateKeyFile]

  public init(
    _ action: KeyEvent.Action, party: Identifier, key: VerifierKey, expires: Instant? = nil,
    signers: [PrivateKeyFile]
  ) {
    self.action = action
    self.party = party
    self.key = key
    self.expires = expires
    self.signers = signers
  }
}

/// A change that was recorded.
public struct RecordedKeyChange: Equatable, Sendable {
  /// The index of its entry.
  public var index: UInt64
  public var leafHash: Hash
}

/// A rotation of the log key that was recorded.
public struct RecordedRotation: Equatable, Sendable {
  public var index: UInt64
  /// The key that signed up to here, and the one that signs from now on.
  public var oldKey: VerifierKey
  public var newKey: VerifierKey
  /// The file of the new key.
  public var keyPath: String
}
