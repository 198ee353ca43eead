import LedgerFormat
import Testing

/// A ledger's keys, made anew for every test.
final class KeyWorld {
  let log: SigningKey
  let registrar: SigningKey
  let second: SigningKey
  let genesis: Genesis
  var register: KeyRegister
  var hasher = Hasher()
  var index: UInt64 = 1

  init(quorum: UInt64 = 1) throws {
    log = try .generate(name: "county.example/test")
    registrar = try .generate(name: "registrar")
    second = try .generate(name: "second")
    genesis = Genesis(
      ledgerID: .random(), logKey: log.verifierKey,
      policy: LedgerPolicy(signatures: .signed, registrarQuorum: quorum),
      registrars: [registrar.verifierKey, second.verifierKey])
    register = KeyRegister(genesis)
  }

  func event(
    _ action: KeyEvent.Action, _ key: VerifierKey, party: Identifier = "P",
    expires: UInt64? = nil
  ) -> KeyEvent {
    KeyEvent(
      action, party: party, key: key, previous: register.keys(of: party).newest,
      expires: expires)
  }

  func apply(_ event: KeyEvent, at recordedAt: UInt64 = 1_000) throws(KeyRefusal) {
    try register.apply(event, index: index, recordedAt: recordedAt, &hasher)
    index += 1
  }

  /// Registers a key of `P` by the one registrar.
  func admit(_ key: VerifierKey, expires: UInt64? = nil) throws {
    var event = event(.register, key, expires: expires)
    event.sign(with: registrar, ledgerID: genesis.ledgerID)
    try apply(event)
  }

  func state(_ key: VerifierKey, at recordedAt: UInt64 = 1_000) -> RegisteredKey.State? {
    register.keys(of: "P").key(id: key.id)?.state(at: recordedAt)
  }
}

@Suite("The register of keys")
struct KeyRegisterTests {
  @Test("a registrar registers; the key rotates and is revoked; nothing that ended returns")
  func life() throws {
    let world = try KeyWorld()
    let first = try SigningKey.generate(name: "P")
    let next = try SigningKey.generate(name: "P")
    let (firstKey, nextKey) = (first.verifierKey, next.verifierKey)
    try world.admit(firstKey)
    #expect(world.state(firstKey) == .live)
    var rotation = world.event(.rotate, nextKey)
    rotation.sign(with: first, ledgerID: world.genesis.ledgerID)
    rotation.sign(with: next, ledgerID: world.genesis.ledgerID)
    try world.apply(rotation)
    #expect(world.state(firstKey) == .rotated)
    #expect(world.state(nextKey) == .live)
    var again = world.event(.register, firstKey)
    again.sign(with: world.registrar, ledgerID: world.genesis.ledgerID)
    #expect(throws: KeyRefusal.known(party: "P", keyID: firstKey.id)) {
      try world.apply(again)
    }
    var revocation = world.event(.revoke, nextKey)
    revocation.sign(with: next, ledgerID: world.genesis.ledgerID)
    try world.apply(revocation)
    #expect(world.state(nextKey) == .revoked)
    var late = world.event(.register, try SigningKey.generate(name: "P").verifierKey)
    late.sign(with: next, ledgerID: world.genesis.ledgerID)
    #expect(throws: KeyRefusal.self) { try world.apply(late) }
  }

  @Test("an earlier key of the party registers another, and both count")
  func second() throws {
    let world = try KeyWorld()
    let first = try SigningKey.generate(name: "P")
    let other = try SigningKey.generate(name: "P")
    try world.admit(first.verifierKey)
    var event = world.event(.register, other.verifierKey)
    event.sign(with: first, ledgerID: world.genesis.ledgerID)
    try world.apply(event)
    #expect(world.state(first.verifierKey) == .live)
    #expect(world.state(other.verifierKey) == .live)
  }

  @Test("who has no say, a bad signature, another state or another ledger is refused")
  func refusals() throws {
    let world = try KeyWorld()
    let key = try SigningKey.generate(name: "P").verifierKey
    let stranger = try SigningKey.generate(name: "P")
    var event = world.event(.register, key)
    event.sign(with: stranger, ledgerID: world.genesis.ledgerID)
    #expect(throws: KeyRefusal.stranger(publicKey: stranger.verifierKey.publicKey)) {
      try world.apply(event)
    }
    event = world.event(.register, key)
    event.sign(with: world.registrar, ledgerID: .random())
    #expect(throws: KeyRefusal.self) { try world.apply(event) }
    event = world.event(.register, key)
    event.sign(with: world.registrar, ledgerID: world.genesis.ledgerID)
    event.party = "Q"
    #expect(throws: KeyRefusal.self) { try world.apply(event) }
    event.party = "P"
    try world.apply(event)
    #expect(throws: KeyRefusal.self, "the same event again") { try world.apply(event) }
    var rotation = world.event(.rotate, try SigningKey.generate(name: "P").verifierKey)
    rotation.sign(with: world.registrar, ledgerID: world.genesis.ledgerID)
    #expect(throws: KeyRefusal.notReplacing(party: "P")) { try world.apply(rotation) }
    var revocation = world.event(.revoke, stranger.verifierKey)
    revocation.sign(with: world.registrar, ledgerID: world.genesis.ledgerID)
    #expect(throws: KeyRefusal.unknown(party: "P", keyID: stranger.verifierKey.id)) {
      try world.apply(revocation)
    }
  }

  @Test("where two registrars must sign, one is not enough, nor one twice")
  func quorum() throws {
    let world = try KeyWorld(quorum: 2)
    let key = try SigningKey.generate(name: "P").verifierKey
    var event = world.event(.register, key)
    event.sign(with: world.registrar, ledgerID: world.genesis.ledgerID)
    event.sign(with: world.registrar, ledgerID: world.genesis.ledgerID)
    #expect(throws: KeyRefusal.tooFew(registrars: 1, needed: 2)) { try world.apply(event) }
    event.sign(with: world.second, ledgerID: world.genesis.ledgerID)
    try world.apply(event)
    #expect(world.state(key) == .live)
  }

  @Test("a key counts up to its expiry, judged by the time of recording")
  func expiry() throws {
    let world = try KeyWorld()
    let key = try SigningKey.generate(name: "P")
    let verifier = key.verifierKey
    #expect(throws: KeyRefusal.expiresBefore(recordedAt: 1_000)) {
      try world.admit(verifier, expires: 1_000)
    }
    try world.admit(verifier, expires: 2_000)
    #expect(world.state(verifier, at: 1_999) == .live)
    #expect(world.state(verifier, at: 2_000) == .expired)
    let root = world.hasher.leafHash([1, 2, 3].span)
    let submission = Submission.signed(
      by: key, party: "P", ledgerID: world.genesis.ledgerID, count: 1, root: root)
    try world.register.check(submission, root: root, recordedAt: 1_999)
    #expect(throws: KeyRefusal.expired(party: "P", keyID: verifier.id, at: 2_000)) {
      try world.register.check(submission, root: root, recordedAt: 2_000)
    }
  }

  @Test("a submission counts in its own ledger, for its own party, events and count")
  func submissions() throws {
    let world = try KeyWorld()
    let key = try SigningKey.generate(name: "P")
    try world.admit(key.verifierKey)
    let root = world.hasher.leafHash([1, 2, 3].span)
    let id = world.genesis.ledgerID
    let good = Submission.signed(by: key, party: "P", ledgerID: id, count: 2, root: root)
    try world.register.check(good, root: root, recordedAt: 5)
    var wrong = [
      Submission.signed(by: key, party: "P", ledgerID: .random(), count: 2, root: root),
      Submission.signed(by: key, party: "Q", ledgerID: id, count: 2, root: root),
    ]
    let changes: [(inout Submission) -> Void] = [
      { $0.count = 3 }, { $0.party = "Q" }, { $0.keyID ^= 1 }, { $0.signature[0] ^= 1 },
    ]
    for change in changes {
      var changed = good
      change(&changed)
      wrong.append(changed)
    }
    for submission in wrong {
      #expect(throws: KeyRefusal.self) {
        try world.register.check(submission, root: root, recordedAt: 5)
      }
    }
    let other = world.hasher.leafHash([4].span)
    #expect(throws: KeyRefusal.badSignature(keyID: key.verifierKey.id)) {
      try world.register.check(good, root: other, recordedAt: 5)
    }
  }

  @Test("the genesis keeps its bytes, unless several registrars must sign together")
  func policy() throws {
    let world = try KeyWorld(quorum: 2)
    var writer = CBORWriter()
    world.genesis.encode(into: &writer)
    #expect(try Genesis(body: writer.bytes.span) == world.genesis)
    var single = world.genesis
    single.policy.registrarQuorum = 1
    var shorter = CBORWriter()
    single.encode(into: &shorter)
    #expect(shorter.bytes.count == writer.bytes.count - 2)
    var impossible = world.genesis
    impossible.policy.registrarQuorum = 3
    writer.reset()
    impossible.encode(into: &writer)
    #expect(throws: EntryError.self) { try Genesis(body: writer.bytes.span) }
  }
}

@Suite("The chain of log keys")
struct LogKeyChainTests {
  @Test("leads from the genesis's key to the newest, and says which signs at each size")
  func rotations() throws {
    let world = try KeyWorld()
    let name = world.genesis.origin
    let second = try SigningKey.generate(name: name)
    let third = try SigningKey.generate(name: name)
    let id = world.genesis.ledgerID
    var chain = LogKeyChain(world.genesis)
    let first = LogKeyRotation.signed(by: world.log, and: second, ledgerID: id)
    try chain.apply(first, index: 5)
    #expect(throws: KeyRefusal.self, "again") { try chain.apply(first, index: 6) }
    let stale = LogKeyRotation.signed(by: world.log, and: third, ledgerID: id)
    #expect(throws: KeyRefusal.self, "by a key that was replaced") {
      try chain.apply(stale, index: 6)
    }
    let foreign = LogKeyRotation.signed(by: second, and: third, ledgerID: .random())
    #expect(throws: KeyRefusal.self) { try chain.apply(foreign, index: 6) }
    let back = LogKeyRotation.signed(by: second, and: world.log, ledgerID: id)
    #expect(throws: KeyRefusal.logKeyKnown(world.log.verifierKey)) {
      try chain.apply(back, index: 6)
    }
    try chain.apply(LogKeyRotation.signed(by: second, and: third, ledgerID: id), index: 6)
    #expect(chain.newest == third.verifierKey)
    #expect(chain.key(ofSize: 0) == world.log.verifierKey)
    #expect(chain.key(ofSize: 5) == world.log.verifierKey)
    #expect(chain.key(ofSize: 6) == second.verifierKey)
    #expect(chain.key(ofSize: 7) == third.verifierKey)
    #expect(chain.key(ofSize: .max) == third.verifierKey)
  }

  @Test("opens a checkpoint by the key of its size, and no other")
  func checkpoints() throws {
    let world = try KeyWorld()
    let name = world.genesis.origin
    let next = try SigningKey.generate(name: name)
    var chain = LogKeyChain(world.genesis)
    try chain.apply(
      LogKeyRotation.signed(by: world.log, and: next, ledgerID: world.genesis.ledgerID), index: 5)
    for (size, isNext) in [(5, false), (6, true)] as [(UInt64, Bool)] {
      let checkpoint = Checkpoint(origin: name, size: size, root: MerkleTree.emptyRoot)
      let (old, new) = (try checkpoint.signed(by: world.log), try checkpoint.signed(by: next))
      #expect(try chain.open(isNext ? new : old) == checkpoint)
      #expect(throws: NoteError.unsigned) { try chain.open(isNext ? old : new) }
    }
  }
}
