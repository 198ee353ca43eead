/// Why a key event, a submission or a rotation does not count.
public enum KeyRefusal: Error, Equatable, Sendable {
  /// The ledger's policy wants every event vouched for, and no key of this party was given.
  case unsigned(party: Identifier)
  /// None of the keys at hand was ever registered as one of this party's.
  case notOfParty(Identifier)
  /// The party has no key of this id: it was never registered.
  case unknown(party: Identifier, keyID: UInt32)
  /// The key counted until this instant, in microseconds since 1970.
  case expired(party: Identifier, keyID: UInt32, at: UInt64)
  /// The key was replaced or revoked by the entry at `index`.
  case ended(party: Identifier, keyID: UInt32, index: UInt64, isRevoked: Bool)
  /// A signature over the text is not that of the key that is named.
  case badSignature(keyID: UInt32)
  /// The party has, or had, a key of this id or these bytes: a key is registered once.
  case known(party: Identifier, keyID: UInt32)
  /// The key would have expired before it is registered.
  case expiresBefore(recordedAt: UInt64)
  /// The event does not follow the party's newest key event.
  case otherState(expected: Hash?, found: Hash?)
  /// A signature of a key that has no say here: neither a registrar's nor one of the party's own.
  case stranger(publicKey: [UInt8])
  /// A signature of a key that has a say does not fit the text.
  case badKeySignature(publicKey: [UInt8])
  /// So many registrars signed of the number needed, and no key of the party that counts.
  case tooFew(registrars: Int, needed: Int)
  /// A replacement that no key of the party signed.
  case notReplacing(party: Identifier)
  /// The new log key has another name than the ledger.
  case origin(expected: String, found: String)
  /// The new log key is, or was, the ledger's key already.
  case logKeyKnown(VerifierKey)
  /// The old and the new log key did not both sign the rotation.
  case badRotation(oldKey: VerifierKey, newKey: VerifierKey)
}
