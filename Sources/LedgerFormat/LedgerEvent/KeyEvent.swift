/// A party's key is registered, replaced or revoked.
///
/// | key | field | value |
/// |---|---|---|
/// | 0 | kind | 65 |
/// | 1 | action | 0 register, 1 rotate, 2 revoke |
/// | 2 | party | text: whose key it is |
/// | 3 | key | text: `name+keyid+base64`; of a rotation the new key |
/// | 4 | previous | leaf hash of the body of the party's key event before this one; null for its first |
/// | 5 | expires | instant from which the key no longer counts; null for never, and in a revocation |
/// | 6 | signatures | array of [public key, signature], ascending by public key |
///
/// What is signed (`text`) names the ledger, the party and the state that the party's keys were in
/// (`previous`), so that a signature counts once, in one ledger and at one place in it.
/// Who must have signed is for `KeyRegister` to say.
public struct KeyEvent: Equatable, Sendable {
  /// The first line of the signed text.
  public static let purpose = "hazledger/key/v1"
  /// The most signatures of one event.
  public static let signatureCountMax = 16

  /// What becomes of the key.
  public enum Action: UInt64, Sendable, CaseIterable {
    /// A registrar says that the key is the party's.
    case register = 0
    /// A key of the party says that this one takes its place.
    case rotate = 1
    /// The key no longer counts, from here on.
    case revoke = 2

    /// The word that stands in the signed text.
    public var word: String {
      switch self {
      case .register: "register"
      case .rotate: "rotate"
      case .revoke: "revoke"
      }
    }
  }

  /// One signature over the text, and the public key that made it.
  public struct Signature: Equatable, Sendable {
    /// The 32 bytes of the Ed25519 public key.
    public var publicKey: [UInt8]
    /// The 64 bytes of the signature.
    public var bytes: [UInt8]

    public init(publicKey: [UInt8], bytes: [UInt8]) {
      self.publicKey = publicKey
      self.bytes = bytes
    }
  }

  public var action: Action
  public var party: Identifier
  public var key: VerifierKey
  /// `digest` of the party's key event before this one; nil for its first.
  public var previous: Hash?
  /// From when on the key no longer counts, in microseconds since 1970; nil for never.
  public var expires: UInt64?
  /// Ascending by public key, none twice.
  public private(set) var signatures: [Signature] = []

  public init(
    _ action: Action, party: Identifier, key: VerifierKey, previous: Hash?, expires: UInt64? = nil
  ) {
    self.action = action
    self.party = party
    self.key = key
    self.previous = previous
    self.expires = expires
  }

  /// The text that is signed.
  ///
  /// Also the text of a signed note, so that a registrar may sign a request with any tool for those.
  public func text(ledgerID: LedgerID) -> [UInt8] {
    SignedText.make(
      KeyEvent.purpose, ledgerID,
      [
        action.word, party.text, key.text, previous.map(Base64.encode) ?? KeyEvent.noPrevious,
        expires.map(String.init) ?? KeyEvent.noExpiry,
      ])
  }

  /// Adds a key's signature, in the place of one that the same public key made before.
  public mutating func add(_ signature: Signature) {
    signatures.removeAll { $0.publicKey == signature.publicKey }
    let place = signatures.firstIndex {
      signature.publicKey.lexicographicallyPrecedes($0.publicKey)
    }
    signatures.insert(signature, at: place ?? signatures.endIndex)
  }

  /// Signs the event with a key.
  public mutating func sign(with key: borrowing SigningKey, ledgerID: LedgerID) {
    add(
      Signature(
        publicKey: key.verifierKey.publicKey, bytes: key.sign(text(ledgerID: ledgerID).span)))
  }

  /// What the party's next key event names as `previous`: the leaf hash of this one's body.
  public func digest(_ hasher: inout Hasher) -> Hash {
    var writer = CBORWriter()
    encode(into: &writer)
    return hasher.leafHash(writer.bytes.span)
  }

  /// Stands in the text of a party's first key event.
  static let noPrevious = "none"
  /// Stands in the text where the key does not expire.
  static let noExpiry = "never"
}
