internal import LedgerFormat
internal import LedgerStore

/// Reads which keys sign a ledger's checkpoints: the genesis's, and those of its rotations.
enum LogKeyReading {
  /// The chain of log keys of the entries below `size`; nil for all.
  ///
  /// Cost: a look-up where the log key was never rotated, else two signatures for each rotation.
  /// - Throws: `LedgerError.damaged` where a rotation is not signed by both keys.
  static func chain(
    of view: LedgerView, _ genesis: Genesis, below size: UInt64? = nil
  ) throws(LedgerError) -> LogKeyChain {
    var chain = LogKeyChain(genesis)
    let entries: [UInt64]
    do { entries = try view.candidates(for: .ledgerEvent(.rotation)) } catch {
      throw LedgerError(error)
    }
    for index in entries where index < size ?? view.size {
      let entry: Entry
      do { entry = try view.entry(at: index) } catch { throw LedgerError(error) }
      // Keys are kept as hashes: another entry may have come with them.
      guard case .rotation(let rotation)? = try? LedgerEvent(body: entry.body.span) else {
        continue
      }
      do { try chain.apply(rotation, index: index) } catch {
        throw .damaged(index: index, stream: nil)
      }
    }
    return chain
  }
}
