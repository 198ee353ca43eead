internal import LedgerFormat

/// Finds out which of the things that are said of entries' hashes are true: those that lead to the signed root.
///
/// Anybody can make `tree/` anew, and change what an entry remembers of the one before it along with the rest
/// of it. What nobody can make is a root that was signed. So every combination of what is said is held against
/// the next signed root, the likeliest where they are too many; the one that leads there is true in all of it,
/// for no other can. Behind a signed root to which none leads nothing is settled.
struct DisputeSettlement: ~Copyable {
  /// The combinations that are kept under way.
  private static let combinationCountMax = 1 << 12

  private let disputes: Disputes
  /// The signed roots, by their size.
  private let signed: [UInt64: [Hash]]
  private var trees = SupposedTrees()
  private var hasher = LedgerFormat.Hasher()
  private var size: UInt64 = 0
  /// The disputed entries since the last signed root.
  private var open: [(position: UInt64, hashes: [Hash])] = []
  /// By each combination, which hash of each of these it supposes.
  private var choices: [[Int]] = [[]]
  /// Set where nothing more can be settled.
  private(set) var isEnded = false
  /// The true hashes of the entries that were disputed.
  private(set) var settled: [UInt64: Hash] = [:]

  init(_ disputes: Disputes, signed: [UInt64: [Hash]]) {
    self.disputes = disputes
    self.signed = signed
  }

  /// Takes the next batch.
  mutating func add(_ batch: borrowing ExaminedBatch) {
    for piece in batch.pieces {
      switch piece {
      case .entry(let examined): add(examined.leafHash)
      case .other(let piece):
        for _ in piece.lost {
          // The rest may be as many as a forged mark says.
          if isEnded { return }
          add(nil)
        }
      }
    }
  }

  /// - Parameter computed: the hash of the entry's bytes; nil where it is not there.
  private mutating func add(_ computed: Hash?) {
    guard !isEnded else { return }
    let hashes = disputes.hashes(of: size) ?? []
    if hashes.count > 1 {
      fork(hashes)
    } else if let hash = hashes.first ?? computed {
      trees.append(hash, &hasher)
      if hashes.count == 1 { append([0], [hash]) }
    } else {
      isEnded = true
    }
    size += 1
    if !isEnded, let roots = signed[size] { compare(roots) }
  }

  private mutating func fork(_ hashes: [Hash]) {
    let kept = DisputeSettlement.combinationCountMax / hashes.count
    if choices.count > kept {
      // What fewest say is given up first.
      let likely = choices.indices.map { (cost: choices[$0].reduce(0, +), place: $0) }
        .sorted { $0 < $1 }.prefix(kept).map(\.place)
      choices = likely.map { choices[$0] }
      trees.keep(likely)
    }
    trees.append(anyOf: hashes, &hasher)
    append(Array(hashes.indices), hashes)
  }

  private mutating func append(_ places: [Int], _ hashes: [Hash]) {
    open.append((size, hashes))
    choices = choices.flatMap { choice in places.map { choice + [$0] } }
  }

  private mutating func compare(_ signed: [Hash]) {
    let roots = trees.roots(&hasher)
    guard let found = roots.firstIndex(where: { signed.contains($0) }) else {
      isEnded = true
      return
    }
    for (dispute, choice) in zip(open, choices[found]) {
      settled[dispute.position] = dispute.hashes[choice]
    }
    trees.keep([found])
    open = []
    choices = [[]]
  }
}

extension Piece {
  /// The positions whose entries are not there.
  fileprivate var lost: Range<UInt64> {
    switch self {
    case .missing(_, let range), .unreadable(_, _, let range), .segmentMisplaced(_, let range),
      .segmentMissing(let range):
      range
    case .entry, .extra, .excess, .tail: 0..<0
    }
  }
}
