public import LedgerFormat

/// Who vouched for an event.
public struct Vouch: Equatable, Sendable {
  /// The index of the submission's entry.
  public var submission: UInt64
  public var party: Identifier
  /// The id of the party's key that signed.
  public var keyID: UInt32

  /// The key's id in eight hexadecimal digits.
  public var keyName: String { VerifierKey.hex(keyID) }
}
