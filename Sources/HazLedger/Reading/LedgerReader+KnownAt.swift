public import Custody
internal import LedgerFormat
internal import LedgerStore

extension LedgerReader {
  /// How many entries had been recorded by a moment: the size to ask for what was known then.
  ///
  /// Where the clock went back and passed the moment more than once, one of those places.
  /// Cost: one entry read for each halving of the ledger.
  public func size(knownAt time: Instant) throws(LedgerError) -> UInt64 {
    var (low, high): (UInt64, UInt64) = (0, size)
    while low < high {
      let middle = low + (high - low) / 2
      do {
        if try log.view.entry(at: middle).recordedAt <= time.microseconds {
          low = middle + 1
        } else {
          high = middle
        }
      } catch { throw LedgerError(error) }
    }
    return low
  }
}
