internal import LedgerFormat
internal import LedgerStore

/// Vouches for the events of one group, as the ledger's policy and the keys at hand have it.
///
/// A key speaks for the events of its own party and for no others: whoever types in or imports what
/// another party reported cannot say that this party said so. A file with events of several parties
/// needs a key of each of them, or, where the policy is `open`, goes in unsigned and is shown as such.
/// Events of one party that follow one another, up to 16,384, are one submission.
struct GroupVouching {
  /// A key at hand that counts for a party, and what the party registered it as.
  private struct Speaker {
    let file: PrivateKeyFile
    let registered: VerifierKey
  }

  /// The events that wait to be vouched for.
  private struct Run {
    let party: Identifier
    let speaker: Speaker
    var tree = MerkleFrontier()
  }

  private let ledgerID: LedgerID
  private let isNeeded: Bool
  private let keys: [PrivateKeyFile]
  private let book: KeyBook
  private var speakers: [Identifier: Result<Speaker, KeyRefusal>] = [:]
  private var run: Run?

  init(_ genesis: Genesis, _ keys: [PrivateKeyFile], _ book: KeyBook) {
    self.keys = keys
    self.book = book
    ledgerID = genesis.ledgerID
    isNeeded = genesis.policy.signatures == .signed
  }

  /// Why nobody may vouch for an event of this party; nil where somebody does, or nobody needs to.
  mutating func refusal(of party: Identifier) throws(LedgerError) -> KeyRefusal? {
    guard !keys.isEmpty else { return isNeeded ? .unsigned(party: party) : nil }
    if case .failure(let refusal) = try speaker(for: party) { return refusal }
    return nil
  }

  /// True where the run must be closed before an event of this party is recorded.
  func isFull(for party: Identifier) -> Bool {
    guard let run else { return false }
    return run.party != party || run.tree.size == Submission.countMax
  }

  /// Adds a recorded event, of whose party `refusal` said nothing.
  mutating func add(
    _ body: Span<UInt8>, of party: Identifier, _ hasher: inout LedgerFormat.Hasher
  ) {
    guard !keys.isEmpty, case .success(let speaker)? = speakers[party] else { return }
    if run == nil { run = Run(party: party, speaker: speaker) }
    precondition(run?.party == party, "the run of another party was closed")
    run?.tree.append(hasher.leafHash(body), &hasher)
  }

  /// Ends the run and gives the submission that vouches for it; nil where no event waits.
  ///
  /// - Parameter now: when the submission is recorded: its key must count then.
  mutating func close(
    at now: UInt64, _ hasher: inout LedgerFormat.Hasher
  ) throws(LedgerError) -> Submission? {
    guard let run else { return nil }
    self.run = nil
    do {
      _ = try book.register().liveKey(
        of: run.party, id: run.speaker.registered.id, at: now)
    } catch let refusal as KeyRefusal {
      throw .keyRefused(refusal)
    } catch let error as LedgerError {
      throw error
    } catch { preconditionFailure("only these two are thrown: \(error)") }
    return Submission.signed(
      by: run.speaker.file.key, keyID: run.speaker.registered.id, party: run.party,
      ledgerID: ledgerID, count: run.tree.size, root: run.tree.root(&hasher))
  }

  /// The key at hand that speaks for a party, or why none does.
  private mutating func speaker(
    for party: Identifier
  ) throws(LedgerError) -> Result<Speaker, KeyRefusal> {
    if let known = speakers[party] { return known }
    let registered = try book.register().keys(of: party)
    let now = WallClock.microseconds()
    var found: Result<Speaker, KeyRefusal>?
    for file in keys {
      guard let key = registered.key(publicKey: file.publicKey) else { continue }
      do throws(KeyRefusal) {
        try key.refuseUnlessLive(party, at: now)
        found = .success(Speaker(file: file, registered: key.key))
        break
      } catch { found = found ?? .failure(error) }
    }
    let speaker = found ?? .failure(.notOfParty(party))
    speakers[party] = speaker
    return speaker
  }
}
