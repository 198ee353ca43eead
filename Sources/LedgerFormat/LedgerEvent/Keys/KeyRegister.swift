/// Whose keys count at each entry: a fold over the key events, in the ledger's order.
///
/// | action | who must have signed | what it does |
/// |---|---|---|
/// | register | as many registrars as the policy's quorum, or a key of the party that counts | the key counts from the next entry on |
/// | rotate | a key of the party that counts | the key takes the place of those of the party that signed |
/// | revoke | as many registrars as the quorum, or a key of the party that counts | the key no longer counts |
///
/// A key counts from the entry behind the one that registers it until one ends it, and while the time of
/// recording is before its expiry. It is registered once: what was replaced, revoked or expired never
/// returns. Every signature of an event must be good and of a key that has a say: a registrar, a key of
/// the party that counts, or the key that the event is about, which so shows that it is at hand.
public struct KeyRegister: Equatable, Sendable {
  public let ledgerID: LedgerID
  /// The keys that the genesis names.
  public let registrars: [VerifierKey]
  /// How many of them must sign together.
  public let registrarQuorum: Int
  public private(set) var parties: [Identifier: PartyKeys] = [:]

  public init(_ genesis: Genesis) {
    ledgerID = genesis.ledgerID
    registrars = genesis.registrars
    registrarQuorum = Int(genesis.policy.registrarQuorum)
  }

  /// The keys of a party; none where it never had one.
  public func keys(of party: Identifier) -> PartyKeys { parties[party] ?? PartyKeys() }

  /// Takes a key event into account, or says why it does not count and leaves everything as it was.
  ///
  /// - Parameters:
  ///   - index: the index of its entry.
  ///   - recordedAt: the entry's time of recording, in microseconds since 1970.
  ///   - isTrusted: passes the signatures over; for a writer that checked them before it recorded.
  /// - Throws: `KeyRefusal`. Cost: an Ed25519 verification for each signature.
  public mutating func apply(
    _ event: KeyEvent, index: UInt64, recordedAt: UInt64, isTrusted: Bool = false,
    _ hasher: inout Hasher
  ) throws(KeyRefusal) {
    var keys = keys(of: event.party)
    guard event.previous == keys.newest else {
      throw .otherState(expected: keys.newest, found: event.previous)
    }
    let signers = try Signers(event, keys, self, recordedAt: recordedAt)
    if !isTrusted { try Signers.verify(event, ledgerID) }
    try signers.refuseUnlessEntitled(event, registrarQuorum)
    switch event.action {
    case .register, .rotate:
      guard keys.key(id: event.key.id) == nil, keys.key(publicKey: event.key.publicKey) == nil
      else { throw .known(party: event.party, keyID: event.key.id) }
      if let expires = event.expires, expires <= recordedAt {
        throw .expiresBefore(recordedAt: recordedAt)
      }
      if event.action == .rotate {
        for position in signers.own {
          keys.keys[position].end = RegisteredKey.End(index: index, isRevoked: false)
        }
      }
      keys.keys.append(
        RegisteredKey(key: event.key, index: index, expires: event.expires, end: nil))
    case .revoke:
      guard let position = keys.keys.firstIndex(where: { $0.key == event.key }) else {
        throw .unknown(party: event.party, keyID: event.key.id)
      }
      if let end = keys.keys[position].end {
        throw .ended(
          party: event.party, keyID: event.key.id, index: end.index, isRevoked: end.isRevoked)
      }
      keys.keys[position].end = RegisteredKey.End(index: index, isRevoked: true)
    }
    keys.newest = event.digest(&hasher)
    parties[event.party] = keys
  }

  /// The party's key of this id, which must count when an entry is recorded at this time.
  ///
  /// - Throws: `KeyRefusal.unknown`, `.expired`, `.ended`.
  public func liveKey(
    of party: Identifier, id: UInt32, at recordedAt: UInt64
  ) throws(KeyRefusal) -> VerifierKey {
    guard let key = keys(of: party).key(id: id) else { throw .unknown(party: party, keyID: id) }
    try key.refuseUnlessLive(party, at: recordedAt)
    return key.key
  }

  /// Checks that a submission is signed by a key of its party that counts.
  ///
  /// - Parameters:
  ///   - root: the root over the leaf hashes of the events' bodies, in order.
  ///   - recordedAt: the time of recording of the submission's entry.
  public func check(
    _ submission: Submission, root: Hash, recordedAt: UInt64
  ) throws(KeyRefusal) {
    let key = try liveKey(of: submission.party, id: submission.keyID, at: recordedAt)
    guard submission.isSigned(by: key, ledgerID: ledgerID, root: root) else {
      throw .badSignature(keyID: submission.keyID)
    }
  }
}

/// Who signed a key event, of those who have a say.
private struct Signers {
  /// How many registrars.
  var registrarCount = 0
  /// The places of the party's keys that count and signed, the one that is registered not among them.
  var own: [Int] = []

  init(
    _ event: KeyEvent, _ keys: PartyKeys, _ register: KeyRegister, recordedAt: UInt64
  ) throws(KeyRefusal) {
    for signature in event.signatures {
      let publicKey = signature.publicKey
      let isRegistrar = register.registrars.contains { $0.publicKey == publicKey }
      let place = keys.keys.firstIndex { $0.key.publicKey == publicKey }
      let isLive = place.map { keys.keys[$0].state(at: recordedAt) == .live } ?? false
      if isRegistrar { registrarCount += 1 }
      if isLive, let place { own.append(place) }
      guard isRegistrar || isLive || publicKey == event.key.publicKey else {
        if let place { try keys.keys[place].refuseUnlessLive(event.party, at: recordedAt) }
        throw .stranger(publicKey: publicKey)
      }
    }
  }

  static func verify(_ event: KeyEvent, _ ledgerID: LedgerID) throws(KeyRefusal) {
    let text = event.text(ledgerID: ledgerID)
    for signature in event.signatures {
      let isGood = VerifierKey.isSignature(
        signature.bytes.span, of: text.span, byEd25519: signature.publicKey)
      guard isGood else { throw .badKeySignature(publicKey: signature.publicKey) }
    }
  }

  func refuseUnlessEntitled(_ event: KeyEvent, _ quorum: Int) throws(KeyRefusal) {
    switch event.action {
    case .rotate: if own.isEmpty { throw .notReplacing(party: event.party) }
    case .register, .revoke:
      guard registrarCount >= quorum || !own.isEmpty else {
        throw .tooFew(registrars: registrarCount, needed: quorum)
      }
    }
  }
}
