/// A party vouches for the events recorded just before: one signature for all of them.
///
/// | key | field | value |
/// |---|---|---|
/// | 0 | kind | 66 |
/// | 1 | party | text: who reported every one of the events |
/// | 2 | key | unsigned: the id of the party's key that signed |
/// | 3 | count | how many events, 1 to 16,384 |
/// | 4 | signature | 64 bytes |
///
/// Its entry stands right behind those events, in one atomic group with them, and no other entry
/// between. What is signed (`text`) names the ledger, the party, the key, the count and the RFC 6962
/// root over the events' bytes in order, so that every event can prove its author with one path, and
/// the signature counts in no other ledger and for no other events.
public struct Submission: Equatable, Sendable {
  /// The most events of one submission; larger files have several.
  public static let countMax: UInt64 = 1 << 14
  /// The first line of the signed text.
  public static let purpose = "hazledger/submission/v1"

  public var party: Identifier
  /// The key id of the party's key: `VerifierKey.id`.
  public var keyID: UInt32
  /// How many events it vouches for.
  public var count: UInt64
  /// The Ed25519 signature over `text`.
  public var signature: [UInt8]

  public init(party: Identifier, keyID: UInt32, count: UInt64, signature: [UInt8]) {
    self.party = party
    self.keyID = keyID
    self.count = count
    self.signature = signature
  }

  /// The entries that a submission at `index` vouches for; nil where there are not so many before it.
  public func entries(before index: UInt64) -> Range<UInt64>? {
    count <= index ? index - count..<index : nil
  }

  /// The text that is signed.
  ///
  /// - Parameter root: the root over the leaf hashes of the events' bodies, in order.
  public static func text(
    ledgerID: LedgerID, party: Identifier, keyID: UInt32, count: UInt64, root: Hash
  ) -> [UInt8] {
    SignedText.make(
      purpose, ledgerID,
      [party.text, VerifierKey.hex(keyID), String(count), Base64.encode(root)])
  }

  /// Vouches for events with a party's key.
  ///
  /// - Parameters:
  ///   - keyID: the id under which the party registered the key; nil where its name is the same.
  ///   - count: 1 to `countMax`.
  ///   - root: the root over the leaf hashes of the events' bodies, in order.
  public static func signed(
    by key: borrowing SigningKey, keyID: UInt32? = nil, party: Identifier, ledgerID: LedgerID,
    count: UInt64, root: Hash
  ) -> Submission {
    precondition((1...countMax).contains(count), "a submission vouches for 1 to 16,384 events")
    let keyID = keyID ?? key.verifierKey.id
    let text = text(ledgerID: ledgerID, party: party, keyID: keyID, count: count, root: root)
    return Submission(party: party, keyID: keyID, count: count, signature: key.sign(text.span))
  }

  /// True where `key` signed for events of this root in this ledger.
  ///
  /// Whether the key was the party's, and counted then, is for `KeyRegister` to say.
  public func isSigned(by key: VerifierKey, ledgerID: LedgerID, root: Hash) -> Bool {
    guard key.id == keyID else { return false }
    let text = Submission.text(
      ledgerID: ledgerID, party: party, keyID: keyID, count: count, root: root)
    return key.isSignature(signature.span, of: text.span)
  }
}
