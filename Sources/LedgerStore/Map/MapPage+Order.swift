internal import LedgerFormat

/// Whether a page is one that a writer makes.
///
/// Its check stands in the file, so whoever can write it makes that to measure; and the page's hash, which the
/// one above it knows, says nothing of a page that leads nowhere.
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
}
