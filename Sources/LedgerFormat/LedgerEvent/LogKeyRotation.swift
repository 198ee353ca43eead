/// The ledger's own key gives way to a new one, which both of them sign.
///
/// | key | field | value |
/// |---|---|---|
/// | 0 | kind | 69 |
/// | 1 | new key | text: `name+keyid+base64`; its name is the ledger's origin |
/// | 2 | old signature | 64 bytes, by the key that counted up to here |
/// | 3 | new signature | 64 bytes, by the new key |
///
/// A checkpoint that covers this entry is signed by the new key, one that does not by the old.
/// A key that was replaced never counts again, so that no rotation can be repeated.
public struct LogKeyRotation: Equatable, Sendable {
  /// The first line of the signed text.
  public static let purpose = "hazledger/rotation/v1"

  public var newKey: VerifierKey
  /// The signature of the key that is replaced.
  public var oldSignature: [UInt8]
  /// The signature of the key that takes its place.
  public var newSignature: [UInt8]

  public init(newKey: VerifierKey, oldSignature: [UInt8], newSignature: [UInt8]) {
    self.newKey = newKey
    self.oldSignature = oldSignature
    self.newSignature = newSignature
  }

  /// The text that both keys sign.
  public static func text(
    ledgerID: LedgerID, oldKey: VerifierKey, newKey: VerifierKey
  ) -> [UInt8] {
    SignedText.make(purpose, ledgerID, [oldKey.text, newKey.text])
  }

  /// Replaces one key by another.
  public static func signed(
    by oldKey: borrowing SigningKey, and newKey: borrowing SigningKey, ledgerID: LedgerID
  ) -> LogKeyRotation {
    let text = text(
      ledgerID: ledgerID, oldKey: oldKey.verifierKey, newKey: newKey.verifierKey)
    return LogKeyRotation(
      newKey: newKey.verifierKey, oldSignature: oldKey.sign(text.span),
      newSignature: newKey.sign(text.span))
  }

  /// True where both keys signed that the new one replaces `oldKey` in this ledger.
  public func isSigned(replacing oldKey: VerifierKey, ledgerID: LedgerID) -> Bool {
    let text = LogKeyRotation.text(ledgerID: ledgerID, oldKey: oldKey, newKey: newKey)
    return oldKey.isSignature(oldSignature.span, of: text.span)
      && newKey.isSignature(newSignature.span, of: text.span)
  }
}
