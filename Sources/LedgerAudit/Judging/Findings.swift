internal import Custody
internal import LedgerFormat

/// Gathers damages and notes.
struct Findings: Sendable {
  /// The damages listed so far.
  private(set) var damage: [Damage] = []
  /// All damages found.
  private(set) var count = 0
  var notes: [ReportNote] = []
  /// The first entry that is damaged, or stands where damage is.
  private(set) var firstDamaged: UInt64?

  private let listedMax: Int
  private let lot: StreamKey?
  /// Lost positions, ascending, and where their damage stands in `damage`.
  private var losses: [(positions: Range<UInt64>, row: Int)] = []

  init(_ options: VerificationOptions) {
    listedMax = max(1, options.listedDamageMax)
    lot = options.lot?.stream
  }

  /// Counts a damage, and lists it unless the list is full or the damage is of other lots only.
  ///
  /// - Parameter lost: the positions that it takes from the ledger, behind all lost before.
  mutating func add(_ damage: Damage, lost: Range<UInt64>? = nil) {
    if let index = damage.index, !damage.kind.isDerived {
      firstDamaged = min(firstDamaged ?? index, index)
    }
    if let lot, damage.kind.isOfStreams, !damage.streams.contains(lot) { return }
    count += 1
    guard self.damage.count < listedMax else { return }
    if let lost, !lost.isEmpty { losses.append((lost, self.damage.count)) }
    self.damage.append(damage)
  }

  /// Adds a stream to the damage of a lost entry, which a later entry of the stream tells of.
  mutating func tell(_ stream: StreamKey, ofLost position: UInt64) {
    guard let row = row(ofLost: position) else { return }
    let streams = damage[row].streams
    guard let place = streams.firstIndex(where: { !($0 < stream) }) else {
      damage[row].streams.append(stream)
      return
    }
    if streams[place] != stream { damage[row].streams.insert(stream, at: place) }
  }

  private func row(ofLost position: UInt64) -> Int? {
    var (low, high) = (0, losses.count)
    while low < high {
      let middle = (low + high) / 2
      if losses[middle].positions.upperBound <= position { low = middle + 1 } else { high = middle }
    }
    guard low < losses.count, losses[low].positions.contains(position) else { return nil }
    return losses[low].row
  }

  /// The damages in the ledger's order, those of no entry last, each with what brackets it.
  func ordered(_ checkpoints: CheckpointBook, end: UInt64) -> [Damage] {
    var result = damage
    // Entries that are counted and not there were cut off; nothing missing at the end, and yet something
    // larger that was signed and is kept elsewhere, is an older copy.
    var isCut = false
    for damage in result {
      switch damage.kind {
      case .missing(let entries), .segmentMissing(let entries):
        if let index = damage.index, index + entries >= end { isCut = true }
      default: break
      }
    }
    let isOld = !isCut && checkpoints.isContent(with: end)
    for position in result.indices {
      let damage = result[position]
      result[position].lastGoodCheckpoint = checkpoints.lastGood
      result[position].bracket = checkpoints.bracket(of: damage)
      var reachesEnd = false
      switch damage.kind {
      case .missing(let entries), .segmentMissing(let entries):
        reachesEnd = damage.index.map { $0 + entries >= end } ?? false
      default: break
      }
      result[position].damageClass = damage.kind.damageClass(reachesEnd: reachesEnd)
      if case .checkpointAhead = damage.kind, isOld {
        result[position].damageClass = .rolledBack
      }
      if result[position].damageClass == .invalid, let index = damage.index,
        !checkpoints.vouches(forEntry: index)
      {
        result[position].damageClass = .unproven
      }
    }
    // Stable: damages of one entry stay in the order in which they were found.
    return result.enumerated().sorted { left, right in
      let (first, second) = (left.element.index ?? .max, right.element.index ?? .max)
      return first == second ? left.offset < right.offset : first < second
    }.map(\.element)
  }
}
