internal import LedgerFormat
internal import LedgerStore

/// The keys of parties, and the submissions, as the log has them.
extension EventLog {
  /// The keys of all parties, as the entries below `size` have them.
  ///
  /// Cost: one entry read for each key event.
  func keyRegister(
    _ genesis: Genesis, below size: UInt64
  ) throws(LedgerError) -> KeyRegister {
    var events: [(index: UInt64, recordedAt: UInt64, event: KeyEvent)] = []
    do {
      for index in try view.candidates(for: .ledgerEvent(.key)) where index < size {
        let entry = try view.entry(at: index)
        guard let event = try? KeyEvent(body: entry.body.span) else { continue }
        events.append((index, entry.recordedAt, event))
      }
    } catch { throw LedgerError(error) }
    return try EventLog.fold(events, KeyRegister(genesis))
  }

  /// Who vouched for the entry at `index`; nil where nobody did.
  ///
  /// Cost: a look-up and a few entries; nothing where nobody could ever have registered a key.
  func vouch(for index: UInt64, _ genesis: Genesis) throws(LedgerError) -> Vouch? {
    try submission(for: index, genesis)?.vouch
  }

  /// The submission that vouches for the entry at `index`, and its events; nil where none does.
  func submission(
    for index: UInt64, _ genesis: Genesis
  ) throws(LedgerError) -> (events: Range<UInt64>, vouch: Vouch)? {
    if genesis.registrars.isEmpty { return nil }
    do {
      let run = IndexKey.run(of: index)
      // Ascending: the first behind the entry is the only one that can vouch for it.
      for place in try view.candidates(for: .submission(run: run)) where place > index {
        let entry = try view.entry(at: place)
        guard let submission = try? Submission(body: entry.body.span),
          let events = submission.entries(before: place)
        else { continue }
        guard events.contains(index) else { return nil }
        return (
          events, Vouch(submission: place, party: submission.party, keyID: submission.keyID)
        )
      }
    } catch { throw LedgerError(error) }
    return nil
  }

  /// How many events somebody vouches for.
  // Swift 6.3.1 ends itself when it optimises this function (copy propagation); it reads entries one by one anyway.
  @_optimize(none)
  func signedEventCount(_ genesis: Genesis) throws(LedgerError) -> UInt64 {
    if genesis.registrars.isEmpty { return 0 }
    var (count, last): (UInt64, UInt64) = (0, 0)
    do {
      for run in 0...IndexKey.run(of: view.size - 1) {
        // Of one that reaches over several runs the first is counted.
        for place in try view.candidates(for: .submission(run: run)) where place > last {
          guard let submission = try? Submission(body: view.entry(at: place).body.span) else {
            continue
          }
          (count, last) = (count + submission.count, place)
        }
      }
    } catch { throw LedgerError(error) }
    return count
  }

  private static func fold(
    _ events: [(index: UInt64, recordedAt: UInt64, event: KeyEvent)], _ empty: KeyRegister
  ) throws(LedgerError) -> KeyRegister {
    var register = empty
    var hasher = LedgerFormat.Hasher()
    for (index, recordedAt, event) in events {
      do {
        try register.apply(
          event, index: index, recordedAt: recordedAt, isTrusted: true, &hasher)
      } catch { throw .damaged(index: index, stream: StreamKey(kind: .party, id: event.party)) }
    }
    return register
  }
}
