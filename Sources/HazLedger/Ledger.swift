public import LedgerFormat
internal import LedgerStore

/// Makes ledgers. Opening one is `LedgerReader` for questions and `Recorder` for recording.
public enum Ledger {
  /// What a new ledger's genesis says besides its name.
  public struct Options: Sendable {
    /// By which rules it admits events.
    public var policy = LedgerPolicy()
    /// The keys that may register those of parties.
    public var registrars: [VerifierKey] = []

    public init() {}

    func check() throws(LedgerError) {
      for (position, key) in registrars.enumerated() {
        let isTwice = registrars[..<position].contains { $0.publicKey == key.publicKey }
        if isTwice { throw .policy(.registrarTwice(key)) }
      }
      if policy.signatures == .signed, registrars.isEmpty { throw .policy(.noRegistrar) }
      let most = max(1, min(UInt64(registrars.count), LedgerPolicy.registrarQuorumMax))
      guard (1...most).contains(policy.registrarQuorum) else {
        throw .policy(.quorum(policy.registrarQuorum, registrars: registrars.count))
      }
    }
  }

  /// Makes a new ledger and its signing key, and signs its first checkpoint.
  ///
  /// The key is written first: a ledger without its key could never be signed, a key without its
  /// ledger harms nobody. Where `places` names a key's file, that key signs, and none is made.
  /// - Parameters:
  ///   - places: the folder must not exist yet, or be empty.
  ///   - origin: the ledger's name: not empty, no white space, no control character, no `+`.
  /// - Throws: `LedgerError.exists`, `LedgerError.origin`, `.policy`, `.keyFile`, `.file`.
  public static func create(
    at places: LedgerPlaces, origin: String, options: Options = Options()
  ) throws(LedgerError) -> LedgerIdentity {
    try options.check()
    guard VerifierKey.isName(origin), origin.utf8.count <= Limits.identifierSizeBytesMax else {
      throw .origin(origin)
    }
    guard try !NewFolder.isTaken(places.ledger) else { throw .exists(path: places.ledger) }
    let ledgerID = LedgerID.random()
    let logKey = try logKey(places, origin: origin, ledgerID: ledgerID)
    let genesis = Genesis(
      ledgerID: ledgerID, logKey: logKey, policy: options.policy, registrars: options.registrars)
    var body = CBORWriter()
    genesis.encode(into: &body)
    guard body.bytes.count <= Limits.eventSizeBytesMax else {
      throw .policy(
        .quorum(options.policy.registrarQuorum, registrars: options.registrars.count))
    }
    let writer: LedgerWriter
    do {
      writer = try LedgerWriter.create(
        at: places.ledger, genesis: body.bytes, recordedAt: WallClock.microseconds(),
        indexing: EventIndexing())
    } catch { throw LedgerError(error) }
    let chain = LogKeyChain(genesis)
    let signer = try CheckpointSigner(places: places, chain: chain)
    try Recorder(places: places, genesis, chain, writer: writer, signer: signer).close()
    return LedgerIdentity(genesis, chain)
  }

  /// The key that will sign: the one in the file that was named, or a new one, stored.
  private static func logKey(
    _ places: LedgerPlaces, origin: String, ledgerID: LedgerID
  ) throws(LedgerError) -> VerifierKey {
    if let path = places.logKey { return try PrivateKeyFile(path).named(origin) }
    let key: SigningKey
    do { key = try SigningKey.generate(name: origin) } catch { throw .origin(origin) }
    try OperatorKey.store(key, at: places.keyPath(ledgerID: ledgerID.hex))
    return key.verifierKey
  }
}
