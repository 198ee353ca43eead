internal import LedgerFormat

/// Changes streams of the map.
extension StreamMapFile {
  /// Sets streams, and says what the map then speaks of.
  ///
  /// Cost: for each changed stream one page on each level that no other changed stream shares, and the
  /// hashes on its path.
  /// - Parameters:
  ///   - changes: the streams' new leaves, in the order of their keys, none twice.
  ///   - size: the entries that the map speaks of afterwards.
  /// - Throws: `StoreError.indexDamaged` where a page is not as it was written; the map is then useless.
  func update(
    _ changes: [StreamMapLeaf], size: UInt64, _ hasher: inout Hasher
  ) throws(StoreError) {
    var page = try rootPage(&hasher)
    if !changes.isEmpty {
      page = try merge(changes[...], into: page, &hasher)
      while page.items.count > MapPage.itemsMax { page = try parted(page, &hasher) }
    }
    let root = page.node(&hasher)?.lifted(to: 0, &hasher) ?? StreamMap.emptyHash
    try write(page, StreamMapFile.rootPage)
    try finish(size: size, root: root)
  }

  /// The page with the changes in its items, of which there may be more than a page holds.
  private func merge(
    _ changes: ArraySlice<StreamMapLeaf>, into page: MapPage, _ hasher: inout Hasher
  ) throws(StoreError) -> MapPage {
    var merged = MapPage()
    var rest = changes
    // The item of `page` that stands last in `merged` as the only one in its place.
    var last: Int?
    for (position, item) in page.items.enumerated() {
      let own = MapPage.changes(of: item, &rest)
      for leaf in own.before {
        merged.append(MapItem(leaf), isChanged: true)
        last = nil
      }
      let joint = position > 0 && last == position - 1 ? page.joint(after: position - 1) : nil
      last = position
      guard let first = own.within.first else {
        merged.append(item, isChanged: false, joint: joint)
        continue
      }
      guard let subtree = item.subtree else {
        merged.append(MapItem(first), isChanged: true, joint: joint)
        continue
      }
      let child = try self.page(
        subtree.page, hash: item.hash, depth: subtree.depth, &hasher)
      let items = try placed(
        merge(own.within, into: child, &hasher), firstNumber: subtree.page, &hasher)
      for item in items { merged.append(item, isChanged: true) }
      if items.count > 1 { last = nil }
    }
    for leaf in rest { merged.append(MapItem(leaf), isChanged: true) }
    return merged
  }

  /// Writes a page's items as one page or several, and gives the items that stand for them above.
  private func placed(
    _ page: consuming MapPage, firstNumber: UInt64, _ hasher: inout Hasher
  ) throws(StoreError) -> [MapItem] {
    var items: [MapItem] = []
    var number: UInt64? = firstNumber
    try place(page, 0..<page.items.count, number: &number, to: &items, &hasher)
    return items
  }

  /// A page of the items that stand for the parts of this one, which are written.
  private func parted(
    _ page: consuming MapPage, _ hasher: inout Hasher
  ) throws(StoreError) -> MapPage {
    var items: [MapItem] = []
    var number: UInt64?
    try place(page, 0..<page.items.count, number: &number, to: &items, &hasher)
    var above = MapPage()
    for item in items { above.append(item, isChanged: true) }
    return above
  }

  /// - Parameter number: the page to write first; nil for a new one.
  private func place(
    _ page: borrowing MapPage, _ range: Range<Int>, number: inout UInt64?,
    to items: inout [MapItem], _ hasher: inout Hasher
  ) throws(StoreError) {
    if range.count > MapPage.itemsMax {
      let middle = page.parting(range).middle
      try place(page, range.lowerBound..<middle, number: &number, to: &items, &hasher)
      return try place(page, middle..<range.upperBound, number: &number, to: &items, &hasher)
    }
    // What stands alone needs no page of its own.
    if range.count == 1 { return items.append(page.items[range.lowerBound]) }
    var part = page.part(range)
    let node = part.node(&hasher)
    guard let node, let depth = node.depth else { preconditionFailure("a part has two items") }
    let own = number ?? newPage()
    number = nil
    try write(part, own)
    items.append(MapItem(key: node.key, subtree: node.hash, depth: depth, page: own))
  }
}

extension MapPage {
  /// Takes from the changes those before an item, and those of the item or in it.
  static func changes(
    of item: MapItem, _ rest: inout ArraySlice<StreamMapLeaf>
  ) -> (before: ArraySlice<StreamMapLeaf>, within: ArraySlice<StreamMapLeaf>) {
    func isWithin(_ leaf: StreamMapLeaf) -> Bool {
      leaf.key == item.key || item.mayHold(leaf.key)
    }
    let start = MapPage.first(of: rest) { !($0.key < item.key) || isWithin($0) }
    let before = rest[..<start]
    let end = MapPage.first(of: rest[start...]) { !isWithin($0) }
    defer { rest = rest[end...] }
    return (before, rest[start..<end])
  }

  /// The first place from which on something holds, which holds of all behind it as well.
  private static func first(
    of leaves: ArraySlice<StreamMapLeaf>, where holds: (StreamMapLeaf) -> Bool
  ) -> Int {
    // Mostly it is near: look there first, in doubling steps.
    var (low, step) = (leaves.startIndex, 1)
    var high = leaves.startIndex
    while high < leaves.endIndex, !holds(leaves[high]) {
      low = high + 1
      high = min(leaves.endIndex, low + step)
      step *= 2
    }
    while low < high {
      let middle = (low + high) / 2
      if holds(leaves[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
