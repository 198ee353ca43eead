internal import LedgerFormat

/// Whether a page is what the one above it says.
///
/// Checks and hashes between items stand in the file, so whoever can write it makes them to measure. What the
/// writer commits itself to must not rest on them: of a page that is changed, every hash above a changed
/// item is computed again from the items, as it was before, and compared. The hashes beside these paths
/// are then those that the page above speaks of; the items under them are looked at when they are changed
/// themselves. So checking costs as much as changing, and not a page for every stream.
extension MapPage {
  /// True where the items are in the order of their keys, none reaches into another, and none goes up.
  ///
  /// So a walk goes down with every page, and ends.
  /// - Parameter isRoot: of the first page, which may have one item or none.
  func isOrdered(isRoot: Bool) -> Bool {
    if count < 2 { return isRoot && (count == 0 || item(0).subtree == nil) }
    var shared = 0
    for position in 0..<count {
      // What the item shares with the one before it and with the one behind it.
      let before = shared
      shared = 0
      if position + 1 < count {
        guard key(position) < key(position + 1) else { return false }
        shared = key(position).sharedBits(with: key(position + 1))
      }
      guard let depth = item(position).subtree?.depth else { continue }
      guard depth > max(before, shared), depth < StreamMap.depthMax else { return false }
    }
    return true
  }

  /// The positions, one bit each, of the items by which the changes are led to their places.
  func places(of changes: ArraySlice<StreamMapLeaf>) -> UInt64 {
    let all = UInt64.max >> UInt64(64 - count)
    var places: UInt64 = 0
    for change in changes {
      let position = firstItem(from: 0, notBelow: change.key)
      places |= 1 << UInt64(nearest(to: change.key, at: position))
      if places == all { break }
    }
    return places
  }

  /// Of the two items between which a key has its place, the one with which it shares more.
  private func nearest(to key: Hash, at position: Int) -> Int {
    guard position < count else { return count - 1 }
    if position == 0 || item(position).isPlace(of: key) { return position }
    let (before, behind) = (self.key(position - 1), self.key(position))
    return before.sharedBits(with: key) > behind.sharedBits(with: key) ? position - 1 : position
  }

  /// True where the hashes above these positions are those of the items.
  func isAuthentic(above places: UInt64, _ hasher: inout Hasher) -> Bool {
    count < 2 || checked(0..<count, places, &hasher) != nil
  }

  private func checked(
    _ range: Range<Int>, _ places: UInt64, _ hasher: inout Hasher
  ) -> MapNode? {
    guard range.count > 1 else { return item(range.lowerBound).node(&hasher) }
    let first = key(range.lowerBound)
    let (bit, middle) = parting(range)
    let known = joint(after: middle - 1)
    let inRange = (UInt64.max >> UInt64(64 - range.count)) << UInt64(range.lowerBound)
    if places & inRange != 0 {
      guard let left = checked(range.lowerBound..<middle, places, &hasher),
        let right = checked(middle..<range.upperBound, places, &hasher)
      else { return nil }
      let hash = StreamMap.nodeHash(
        left.lifted(to: bit + 1, &hasher), right.lifted(to: bit + 1, &hasher), &hasher)
      guard hash == known else { return nil }
    }
    return MapNode(key: first, hash: known, depth: bit)
  }
}
