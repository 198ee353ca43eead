internal import Custody
internal import LedgerFormat

/// The events of the present group that no submission vouches for yet.
///
/// A submission vouches for at most 16,384 events right before it, so no more are kept than twice that.
struct EventRun {
  private static let keptMax = 2 * Int(Submission.countMax)

  /// The leaf hashes of the bodies of the events kept, the newest last.
  private(set) var hashes: [Hash] = []
  /// Who reported them.
  private(set) var parties: [Identifier] = []
  /// All events of the run, kept or not.
  private(set) var count: UInt64 = 0
  /// The first of them.
  private(set) var first: ExaminedEntry?
  /// True where something before the run is damaged: a submission may reach back to it.
  private(set) var isBroken = false

  /// Adds an event; `hash` is nil where nobody could have vouched for it.
  mutating func add(_ examined: ExaminedEntry, _ party: Identifier, _ hash: Hash?) {
    if count == 0 { first = examined }
    count += 1
    guard let hash else { return }
    hashes.append(hash)
    parties.append(party)
    guard hashes.count > EventRun.keptMax else { return }
    hashes.removeFirst(Int(Submission.countMax))
    parties.removeFirst(Int(Submission.countMax))
  }

  /// Takes away the newest events, for which a submission speaks.
  mutating func takeLast(_ taken: Int) {
    hashes.removeLast(taken)
    parties.removeLast(taken)
    count -= UInt64(taken)
  }

  /// Begins anew.
  mutating func clear(isBroken: Bool = false) {
    hashes.removeAll(keepingCapacity: true)
    parties.removeAll(keepingCapacity: true)
    (count, first, self.isBroken) = (0, nil, isBroken)
  }
}
