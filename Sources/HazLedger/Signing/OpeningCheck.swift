internal import LedgerAudit
internal import LedgerFormat
internal import LedgerStore

/// What must hold of a ledger before it is written, found out while nothing in it is changed.
struct OpeningCheck: ~Copyable {
  let genesis: Genesis
  let chain: LogKeyChain
  /// What the folder's own checkpoint says, where the log key signed it.
  let published: Checkpoint?
  let standing: CheckpointSigner.Standing
  /// The entries that no signed checkpoint covers, be it in `checkpoint`, in `checkpoints` or in this machine's
  /// record; nil where there are none.
  let unsigned: Range<UInt64>?
  private let places: LedgerPlaces
  private let signer: CheckpointSigner

  /// Loads the key, and refuses a ledger that is older than what was signed, or another one.
  init(_ places: LedgerPlaces, _ view: LedgerView, distrustsTree: Bool) throws(LedgerError) {
    let genesis = try GenesisReading.genesis(of: view)
    let chain = try LogKeyReading.chain(of: view, genesis)
    let signer = try CheckpointSigner(places: places, chain: chain)
    let note: [UInt8]?
    do { note = try view.checkpoint() } catch { throw LedgerError(error) }
    let published = note.flatMap { try? chain.open($0.span) }
    let kept = try OpeningCheck.newestKept(view, chain, besides: published)
    standing = try signer.refuseRollback(
      view, published: [published, kept].compactMap(\.self), distrustsTree: distrustsTree)
    unsigned = standing.signedSize < view.size ? standing.signedSize..<view.size : nil
    self.published = published
    self.places = places
    self.genesis = genesis
    self.chain = chain
    self.signer = signer
  }

  /// The bytes at the end of `checkpoints` that are looked at: those of some two hundred notes.
  private static let keptEndSizeBytes = 64 << 10

  /// The checkpoint of the most entries at the end of `checkpoints`, where the log key signed one of more
  /// than `published`, or of as many with another root: true, whoever put another in the place of `checkpoint`.
  ///
  /// What is no note that the key signed is passed over; `verify` names it.
  private static func newestKept(
    _ view: LedgerView, _ chain: LogKeyChain, besides published: Checkpoint?
  ) throws(LedgerError) -> Checkpoint? {
    let end: [UInt8]
    do { end = Array(try view.checkpointsFile().suffix(keptEndSizeBytes)) } catch {
      throw LedgerError(error)
    }
    // The first of them may have been cut, and is none then.
    var newer: [(size: UInt64, note: SignedNote)] = []
    for range in SignedNote.ranges(in: end.span) {
      guard let note = try? SignedNote(end.span.extracting(range)),
        let claimed = try? Checkpoint(text: note.text), claimed.size >= published?.size ?? 0,
        claimed != published
      else { continue }
      newer.append((claimed.size, note))
    }
    for (_, note) in newer.sorted(by: { $0.size > $1.size }) {
      if let checkpoint = try? chain.open(note) { return checkpoint }
    }
    return nil
  }

  /// True where the entries that no checkpoint covers are this machine's own work, each of them chained to
  /// the one before and the last one remembered outside the folder.
  ///
  /// Cost: one hash for each of them.
  borrowing func isOwnWork(_ opening: borrowing LedgerOpening) throws(LedgerError) -> Bool {
    guard let unsigned else { return true }
    let last: Hash?
    do { last = try opening.lastLeafHash(chainedTo: unsigned.lowerBound) } catch { return false }
    guard let last else { return false }
    return try OwnGroups.isOne(
      size: unsigned.upperBound, leafHash: last, places, ledgerID: genesis.ledgerID)
  }

  /// Judges the entries that no checkpoint covers, as `verify` judges a ledger.
  ///
  /// A loss of power leaves such entries between the acknowledgement and the signature; whoever can write the
  /// folder can put some there. They are signed only where all of them are what a recorder could have
  /// written: read, chained, linked, admitted by the model, vouched for as the policy asks; a commitment has
  /// the root of the map of all before it, and a time stamp names a token that is kept.
  ///
  /// All that is before them is judged along with them: what an entry may say follows from all of it, and
  /// the look-ups that would tell it at once are files that anybody may have written. Cost: a `verify`.
  /// - Throws: `LedgerError.notAdopted`; also for damage further back, behind which nothing can be judged.
  borrowing func judgeUnsigned() throws(LedgerError) {
    guard let unsigned else { return }
    var options = VerificationOptions()
    options.countedSize = unsigned.upperBound
    options.horizon = unsigned.upperBound
    // A file full of other damage must not hide one of these.
    options.listedDamageMax = .max
    let report = try LedgerBackup.verified(places.ledger, options: options, nil)
    // What concerns no entry, such as a file of checkpoints, says nothing of them.
    guard let damage = report.damage.first(where: { $0.index != nil && !$0.kind.isDerived })
    else { return }
    throw .notAdopted(unsigned: unsigned, damage)
  }

  consuming func takeSigner() -> CheckpointSigner { signer }
}
