internal import LedgerFormat

/// Walks both copies backwards and finds for every position the hash that its entry must have.
struct RepairWalk: ~Copyable {
  private let ledger: AuditFolder
  private let copy: AuditFolder
  private let shape: AuditShape
  /// The positions that either of the copies may have.
  private let capacity: UInt64
  private let trees: [TreeFile]
  private var hasher = LedgerFormat.Hasher()
  /// The hash that the next entry to be looked at must have; nil where nobody said.
  private var wanted: Hash?

  private(set) var plan: RepairPlan
  /// The time stamps that entries name, the oldest first.
  private(set) var timestamps: [Timestamp] = []

  /// Where the two differ and no neighbour says which is right, the copy is asked first.
  private let prefersCopy: Bool

  /// - Parameters:
  ///   - last: what is known of the last entry's hash.
  ///   - prefersCopy: whether the copy's word is taken where the ledger's own files are in doubt.
  init(
    _ ledger: AuditFolder, _ copy: AuditFolder, size: UInt64, capacity: UInt64,
    _ shape: AuditShape, last: Hash?, prefersCopy: Bool
  ) throws(AuditError) {
    self.ledger = ledger
    self.copy = copy
    self.shape = shape
    self.prefersCopy = prefersCopy
    self.capacity = min(size, capacity)
    wanted = last
    trees = [
      TreeFile(try ledger.file(Layout.treePath(level: 0))),
      TreeFile(try copy.file(Layout.treePath(level: 0))),
    ]
    let zero = Hash(Array(repeating: 0, count: Hash.sizeBytes).span)
    plan = RepairPlan(
      size: size, hashes: Array(repeating: zero, count: Int(self.capacity)))
    if size > self.capacity {
      plan.lostEntries = [self.capacity..<size]
      plan.unknown.insert(self.capacity)
      wanted = nil
    }
  }

  mutating func run() throws {
    guard capacity > 0 else { return }
    for segment in (0...shape.segment(of: capacity - 1)).reversed() {
      let own = try SegmentSide(ledger, segment: segment, end: capacity, shape, &hasher)
      let other = try SegmentSide(copy, segment: segment, end: capacity, shape, &hasher)
      var isRight = own.isSound
      for position in own.positions.reversed() {
        let source = try choose(own[position], other[position], position)
        switch source {
        case .ledger: break
        case .copy:
          plan.restoredEntries += 1
          isRight = false
        case .nobody: plan.lose(position)
        }
      }
      if !isRight { plan.segments.insert(segment, at: 0) }
    }
    timestamps.reverse()
    if let first = try SegmentSide(copy, segment: 0, end: 1, shape, &hasher)[0],
      !plan.unknown.contains(0), first.leafHash != plan.hashes[0]
    {
      throw RepairError.otherLedger(expected: plan.hashes[0], found: first.leafHash)
    }
  }

  /// Whose bytes are right at a position; sets what is wanted of the one before.
  private mutating func choose(
    _ own: SegmentSide.Place?, _ other: SegmentSide.Place?, _ position: UInt64
  ) throws(AuditError) -> RepairPlan.Source {
    var hash = wanted
    if hash == nil { hash = try likely(own, other, position) }
    wanted = nil
    guard let hash else {
      plan.unknown.insert(position)
      return .nobody
    }
    plan.hashes[Int(position)] = hash
    let (place, source): (SegmentSide.Place?, RepairPlan.Source) =
      own?.leafHash == hash
      ? (own, .ledger) : other?.leafHash == hash ? (other, .copy) : (nil, .nobody)
    wanted = place?.previous
    if let stamp = place?.timestamp { timestamps.append(stamp) }
    return source
  }

  /// The hash of an entry of which its neighbour tells nothing; what is signed proves it or not.
  private func likely(
    _ own: SegmentSide.Place?, _ other: SegmentSide.Place?, _ position: UInt64
  ) throws(AuditError) -> Hash? {
    if let own, let other, own.leafHash == other.leafHash { return own.leafHash }
    if prefersCopy, let other { return other.leafHash }
    var stored: Hash?
    for tree in trees {
      guard let hash = try tree.hash(at: position) else { continue }
      if own?.leafHash == hash || other?.leafHash == hash { return hash }
      stored = stored ?? hash
    }
    return other?.leafHash ?? own?.leafHash ?? stored
  }
}
