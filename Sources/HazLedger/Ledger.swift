internal import LedgerFormat
internal import LedgerStore

/// Makes ledgers. Opening one is `LedgerReader` for questions and `Recorder` for recording.
public enum Ledger {
  /// Makes a new ledger and its signing key, and signs its first checkpoint.
  ///
  /// The key is written first: a ledger without its key could never be signed, a key without its
  /// ledger harms nobody.
  /// - Parameters:
  ///   - places: the folder must not exist yet, or be empty.
  ///   - origin: the ledger's name: not empty, no white space, no control character, no `+`.
  /// - Throws: `LedgerError.exists`, `LedgerError.origin`, `LedgerError.file`.
  public static func create(
    at places: LedgerPlaces, origin: String
  ) throws(LedgerError) -> LedgerIdentity {
    let key: SigningKey
    do { key = try SigningKey.generate(name: origin) } catch { throw .origin(origin) }
    guard origin.utf8.count <= Limits.identifierSizeBytesMax else { throw .origin(origin) }
    let genesis = Genesis(ledgerID: .random(), logKey: key.verifierKey)
    let keyPath = places.keyPath(ledgerID: genesis.ledgerID.hex)
    var body = CBORWriter()
    genesis.encode(into: &body)
    guard try !NewFolder.isTaken(places.ledger) else { throw .exists(path: places.ledger) }
    try OperatorKey.store(key, at: keyPath)
    let writer: LedgerWriter
    do {
      writer = try LedgerWriter.create(
        at: places.ledger, genesis: body.bytes, recordedAt: WallClock.microseconds(),
        indexing: EventIndexing())
    } catch { throw LedgerError(error) }
    let signer = try CheckpointSigner(places: places, genesis: genesis)
    try Recorder(places: places, genesis: genesis, writer: writer, signer: signer).close()
    return LedgerIdentity(genesis)
  }
}
