internal import LedgerAudit
internal import LedgerFormat
internal import LedgerStore

/// What must hold of a ledger before it is written, found out while nothing in it is changed.
struct OpeningCheck: ~Copyable {
  let genesis: Genesis
  let chain: LogKeyChain
  /// The tree files have another root than the entries, and are made anew.
  let isTreeWrong: Bool
  /// The number of entries that the newest signed checkpoint covers.
  let signedSize: UInt64
  /// The entries behind those; nil where there are none.
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
    let (isTreeWrong, signedSize) = try signer.refuseRollback(
      view, published: published, distrustsTree: distrustsTree)
    self.isTreeWrong = isTreeWrong
    self.signedSize = signedSize
    unsigned = signedSize < view.size ? signedSize..<view.size : nil
    self.places = places
    self.genesis = genesis
    self.chain = chain
    self.signer = signer
  }

  /// Judges the entries that no checkpoint covers, as `verify` judges a ledger.
  ///
  /// A crash leaves such entries between the acknowledgement and the signature; whoever can write the
  /// folder can put some there. They are signed only where all of them are what a recorder could have
  /// written: read, chained, linked, admitted by the model, vouched for as the policy asks; a commitment has
  /// the root of the map of all before it, and a time stamp names a token that is kept.
  /// Cost: reads and judges the whole ledger, but only where there are such entries.
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
