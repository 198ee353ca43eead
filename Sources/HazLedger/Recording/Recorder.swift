internal import Custody
public import LedgerFormat
public import LedgerStore
public import Regulation

/// A ledger open for recording: the one writer, with the operator's key.
///
/// Ends with `close`, which signs what was recorded. For one thread at a time.
public final class Recorder {
  /// What opening found and did.
  public let openReport: OpenReport
  /// Who the ledger is.
  public private(set) var identity: LedgerIdentity
  /// The keys that vouch for what is recorded from now on; none to record it unsigned.
  public var vouchers: [PrivateKeyFile] = []
  let places: LedgerPlaces
  let writer: LedgerWriter
  let log: EventLog
  let book: RecordedLots
  /// Whose keys count.
  let keys: KeyBook
  /// The size of the newest commitment, 0 before the first; nil while it is not looked up.
  var committedTo: UInt64?
  let genesis: Genesis
  private(set) var chain: LogKeyChain
  private var signer: CheckpointSigner
  /// What the rules warn of in the events that were appended last.
  public internal(set) var findings: [Finding] = []
  /// The size of the newest checkpoint in the folder; nil where there is none that the key signed.
  private var signed: Checkpoint?

  init(
    places: LedgerPlaces, _ genesis: Genesis, _ chain: LogKeyChain, writer: LedgerWriter,
    signer: consuming CheckpointSigner, signed: Checkpoint? = nil, adopted: Range<UInt64>? = nil
  ) throws(LedgerError) {
    self.places = places
    self.genesis = genesis
    self.chain = chain
    self.writer = writer
    self.signer = signer
    var report = writer.report
    report.adopted = adopted
    openReport = report
    identity = LedgerIdentity(genesis, chain)
    log = EventLog(view: writer.view)
    keys = KeyBook(places, genesis, log)
    book = RecordedLots(log: log, policy: Policy(genesis.policy))
    let ownGroups = OwnGroups(places, ledgerID: genesis.ledgerID)
    writer.willAcknowledge = { ownGroups.note($0) }
    self.signed = signed
  }

  /// Opens a ledger for recording: waits for the lock, checks the tail, and loads the key.
  ///
  /// Entries that no checkpoint covers are judged first, at the cost of a `verify`, unless they are this
  /// machine's own work (`OwnGroups`), as what a killed process leaves.
  /// - Parameters:
  ///   - wait: how long another writer is waited for, in seconds.
  ///   - rebuildsDerived: makes index and tree anew from the log first.
  ///   - judging: told of the entries that are about to be judged.
  /// - Throws: `LedgerError.keyMissing`, `.keyUnusable`, `.rolledBack`, `.rewritten`, `.notAdopted`, and what
  ///   the store throws; nothing is recorded in a ledger that could not be signed afterwards.
  public static func open(
    _ places: LedgerPlaces, wait: Double = 5, rebuildsDerived: Bool = false,
    judging: (Range<UInt64>) -> Void = { _ in }
  ) throws(LedgerError) -> Recorder {
    do {
      try places.refuseCopy()
      if let recorder = try attempt(
        places, wait: wait, rebuildsDerived: rebuildsDerived, judging: judging)
      {
        return recorder
      }
      let recorder = try attempt(places, wait: wait, rebuildsDerived: true, judging: judging)
      guard let recorder else { preconditionFailure("an index made anew hides nothing") }
      return recorder
    } catch let error as StoreError {
      throw LedgerError(error)
    } catch let error as LedgerError {
      throw error
    } catch { preconditionFailure("only the store's and our own errors are thrown: \(error)") }
  }

  /// Opens a ledger; nil where its index hides a rotation of the log key, so that it has to be made anew first.
  private static func attempt(
    _ places: LedgerPlaces, wait: Double, rebuildsDerived: Bool, judging: (Range<UInt64>) -> Void
  ) throws -> Recorder? {
    let opening = try LedgerOpening(
      at: places.ledger, waitMilliseconds: Int(wait * 1_000), indexing: EventIndexing(),
      hearsIndex: !rebuildsDerived)
    // Before anything in the folder is changed, for all of it may be somebody else's work.
    let check = try OpeningCheck(places, opening.view, distrustsTree: rebuildsDerived)
    if check.standing.isRotationHidden, !rebuildsDerived { return nil }
    let isOwn = try check.isOwnWork(opening)
    if let unsigned = check.unsigned, !isOwn {
      judging(unsigned)
      try check.judgeUnsigned()
    }
    let (genesis, chain, unsigned) = (check.genesis, check.chain, check.unsigned)
    let published = check.published
    let isTreeWrong = check.standing.isTreeWrong
    let signer = check.takeSigner()
    let writer = try opening.finish()
    if rebuildsDerived || isTreeWrong { try writer.reindex() }
    return try Recorder(
      places: places, genesis, chain, writer: writer, signer: signer, signed: published,
      adopted: isOwn ? nil : unsigned)
  }

  /// The number of entries, the genesis included.
  public var size: UInt64 { writer.view.size }

  /// Brings the derived files up to date and signs the tree, if anything is unsigned.
  ///
  /// The root is computed by two paths before it is signed; where they differ nothing is. More may be
  /// recorded afterwards, and closed again.
  public func close() throws(LedgerError) {
    do {
      try writer.updateDerivedFiles()
      guard signed?.size != size else { return }
      let root = try checkedRoot()
      let note = try signer.sign(size: size, root: root)
      try writer.writeCheckpoint(note, isKept: KeptCheckpoint.isWorthKeeping)
      signed = Checkpoint(origin: identity.origin, size: size, root: root)
    } catch let error as StoreError {
      throw LedgerError(error)
    } catch let error as LedgerError {
      throw error
    } catch { preconditionFailure("only the store's and our own errors are thrown: \(error)") }
  }

  /// Begins a group, which the keys in `vouchers` vouch for; a trial one leaves nothing behind.
  func beginGroup(isTrial: Bool = false) throws(LedgerError) -> RecordingGroup {
    try RecordingGroup(
      writer, book, vouching: GroupVouching(genesis, vouchers, keys), isTrial: isTrial)
  }

  /// Signs that `newKey` takes the place of the key that signed up to here.
  func rotation(to newKey: borrowing SigningKey) -> LogKeyRotation {
    signer.rotation(to: newKey, ledgerID: genesis.ledgerID)
  }

  /// Takes up a rotation that was recorded: what is signed from now on the new key signs.
  ///
  /// - Parameter path: the file of the new key.
  func follow(
    _ rotation: LogKeyRotation, at index: UInt64, path: String
  ) throws(LedgerError) {
    do { try chain.apply(rotation, index: index) } catch { throw .keyRefused(error) }
    let places = LedgerPlaces(ledger: places.ledger, state: places.state, logKey: path)
    signer = try CheckpointSigner(places: places, chain: chain)
    identity = LedgerIdentity(genesis, chain)
  }

  /// Does a group's work; where the index turns out damaged, makes it anew and does the work again.
  ///
  /// The work drops its group before it throws, so that doing it again records nothing twice.
  func withWholeIndex<Result>(
    _ work: () throws(LedgerError) -> Result
  ) throws(LedgerError) -> Result {
    do { return try work() } catch {
      guard case .store(.indexDamaged) = error else { throw error }
      do throws(StoreError) {
        try writer.reindex()
        // The tree is that of the entries now: it must be the one that was signed.
        if let signed {
          let root = try writer.view.root(at: signed.size)
          guard root == signed.root else {
            throw .rootMismatch(size: signed.size, expected: signed.root, found: root)
          }
        }
      } catch { throw LedgerError(error) }
      try keys.relearn()
      return try work()
    }
  }

  /// The root by two paths; tree files that do not fit the entries are made anew, once.
  private func checkedRoot() throws(StoreError) -> Hash {
    let since = signed.map { ($0.size, $0.root) }
    do { return try writer.checkedRoot(since: since) } catch {
      guard case .treeDamaged = error else { throw error }
      try writer.reindex()
      return try writer.checkedRoot(since: since)
    }
  }

  /// Overwrites the values of an event's private fields: the proof stays whole, the values are gone.
  ///
  /// Those of its corrections are erased with it, for they repeat them.
  ///
  /// - Returns: how many values were erased; 0 where they were gone already.
  /// - Throws: `LedgerError.eventUnknown`.
  public func erase(party: Identifier, id: Identifier) throws(LedgerError) -> Int {
    guard let event = try log.recordedEvent(party: party, id: id) else {
      throw .eventUnknown(party: party, id: id)
    }
    var erased = try erase(event.event.privateFields, ofReplacement: false, at: event.index)
    for correction in try log.corrections(party: party, id: id) {
      let fields = correction.statement?.privateFields ?? []
      erased += try erase(fields, ofReplacement: true, at: correction.index)
    }
    return erased
  }

  private func erase(
    _ fields: [PrivateField], ofReplacement: Bool, at index: UInt64
  ) throws(LedgerError) -> Int {
    var erased = 0
    for field in fields {
      let code = field.name.code(isOfReplacement: ofReplacement)
      do { erased += try writer.erase(index: index, field: code) } catch {
        throw LedgerError(error)
      }
    }
    return erased
  }
}
