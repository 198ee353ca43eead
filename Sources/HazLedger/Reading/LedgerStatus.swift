public import Custody
public import LedgerFormat
internal import LedgerStore

/// How a ledger stands.
public struct LedgerStatus: Sendable {
  public var identity: LedgerIdentity
  /// The number of entries, the genesis included.
  public var size: UInt64
  public var lots: UInt64
  public var consignments: UInt64
  /// The newest signed checkpoint; nil where there is none that the ledger's key signed.
  public var checkpoint: Checkpoint?
  /// When the newest entry was recorded.
  public var lastRecordedAt: Instant
  /// The bytes of all entries.
  public var entryBytes: Int
  /// Whether the look-ups are there.
  public var index: IndexState
  /// The keys of parties.
  public var keys = KeyCounts()
  /// The events that a key of their party vouches for, by the writer's word; `verify` checks it.
  public var signedEvents: UInt64 = 0
}

/// How many keys parties have.
public struct KeyCounts: Equatable, Sendable {
  /// The parties that ever had one.
  public var parties = 0
  /// The keys that count now.
  public var live = 0
  /// Those that were replaced, revoked or have expired.
  public var ended = 0

  init() {}

  init(_ register: KeyRegister, at time: UInt64) {
    parties = register.parties.count
    for keys in register.parties.values {
      live += keys.keys.count { $0.state(at: time) == .live }
      ended += keys.keys.count { $0.state(at: time) != .live }
    }
  }
}

/// How the derived look-ups stand; answers are right either way.
public enum IndexState: Sendable {
  /// On disk, up to the tail that every opening reads anew.
  case current
  /// Deleted or damaged: made anew in memory at every opening until the next writer writes it.
  case missing
}

extension LedgerReader {
  /// How the ledger stands.
  ///
  /// Cost: a few look-ups, and an entry for each key event; where somebody can vouch also a look-up for
  /// each 256 entries and an entry for each submission.
  public func status() throws(LedgerError) -> LedgerStatus {
    do {
      let statistics = try log.view.statistics()
      let last = try log.view.entry(at: size - 1)
      guard let lastRecordedAt = Instant(microseconds: last.recordedAt) else {
        throw LedgerError.notReadable(index: size - 1, reason: .value(key: 2, position: 0))
      }
      return LedgerStatus(
        identity: identity, size: size, lots: statistics.lots,
        consignments: statistics.consignments, checkpoint: try? newestCheckpoint().checkpoint,
        lastRecordedAt: lastRecordedAt, entryBytes: statistics.entryBytes,
        index: try indexState(),
        keys: KeyCounts(try keyRegister(), at: try keyTime(atSize: nil)),
        signedEvents: try log.signedEventCount(genesis))
    } catch let error as StoreError {
      throw LedgerError(error)
    } catch let error as LedgerError {
      throw error
    } catch { preconditionFailure("only the store's and our own errors are thrown: \(error)") }
  }

  private func indexState() throws(LedgerError) -> IndexState {
    try NewFolder.isTaken(places.path(Layout.index)) ? .current : .missing
  }
}
