internal import LedgerFormat
internal import LedgerStore

/// The keys of all parties, as whoever records may rely on them.
///
/// The index says which entries are key events, and whoever can write the ledger's folder could let it leave the
/// newest out: a key that was revoked would count. So a hash of the list of their indices is kept outside of the
/// folder, beside the log key, and a list that has another hash is not believed: the index is made anew from the
/// entries. So it is where nothing is kept yet, as on another host.
///
/// | offset | bytes | content |
/// |---|---|---|
/// | 0 | 32 | the leaf hash over the indices of the key events, each a u64, big-endian, ascending |
final class KeyBook {
  private let log: EventLog
  private let genesis: Genesis
  private let path: String
  private var known: KeyRegister?

  init(_ places: LedgerPlaces, _ genesis: Genesis, _ log: EventLog) {
    self.log = log
    self.genesis = genesis
    path = places.stateFolder(ledgerID: genesis.ledgerID.hex) + "/key-events"
  }

  /// The keys of all parties.
  ///
  /// Cost: nothing where nobody can register keys; else one entry read for each key event, the first time.
  /// - Throws: `StoreError.indexDamaged` where the index knows of other key events than this machine.
  func register() throws(LedgerError) -> KeyRegister {
    if let known { return known }
    var register = KeyRegister(genesis)
    if !genesis.registrars.isEmpty {
      guard try SmallFile.read(path) == hash().bytes else {
        throw .store(.indexDamaged(path: Layout.index, offset: 0))
      }
      register = try log.keyRegister(genesis, below: log.view.size)
    }
    known = register
    return register
  }

  /// Remembers the key events of an index that was made anew, or that one more was recorded in.
  func relearn() throws(LedgerError) {
    known = nil
    if genesis.registrars.isEmpty { return }
    let hash = try hash()
    do {
      try DurableFile.replace(path, with: hash.bytes.span, permissions: 0o600)
    } catch { throw LedgerError(error) }
  }

  private func hash() throws(LedgerError) -> Hash {
    let entries: [UInt64]
    do { entries = try log.view.candidates(for: .ledgerEvent(.key)) } catch {
      throw LedgerError(error)
    }
    var bytes: [UInt8] = []
    for index in entries {
      for shift in stride(from: 56, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: index >> UInt64(shift)))
      }
    }
    var hasher = LedgerFormat.Hasher()
    return hasher.leafHash(bytes.span)
  }
}
