internal import Dispatch
internal import LedgerFormat
internal import Synchronization

/// Changes streams of the map.
extension StreamMapFile {
  /// Fewer changes than these are not worth a second thread.
  private static let changesOfTwoThreadsMin = 1_024

  /// Sets streams, and says what the map then speaks of.
  ///
  /// Cost: for each changed stream one page on each level that no other changed stream shares, with the
  /// hashes of all that is in it.
  /// - Parameters:
  ///   - changes: the streams' new leaves, in the order of their keys, none twice.
  ///   - size: the entries that the map speaks of afterwards.
  /// - Throws: `StoreError.indexDamaged` where a page is not what the one above it says; the map is then
  ///   useless.
  func update(
    _ changes: [StreamMapLeaf], size: UInt64, _ hasher: inout Hasher
  ) throws(StoreError) {
    var pages = MapPages(file, count: pageCount)
    var page = try pages.rootPage(root, &hasher)
    if changes.count >= StreamMapFile.changesOfTwoThreadsMin, page.count > 1,
      page.parting(0..<page.count).bit == 0
    {
      let halves = try StreamMapFile.halves(changes, page, file, pageCount)
      page = halves.page
      pages = MapPages(file, count: halves.pageCount)
    } else if !changes.isEmpty {
      page = try pages.merge(changes[...], into: page, &hasher)
    }
    while page.count > MapPage.itemsMax { page = try pages.parted(page, &hasher) }
    let root = page.node(&hasher)?.lifted(to: 0, &hasher) ?? StreamMap.emptyHash
    try pages.write(page, StreamMapFile.rootPage)
    try pages.flush()
    try finish(size: size, root: root, pageCount: pages.next)
  }

  /// The root page with the changes in its items; a thread for those of either side of the map's root.
  private static func halves(
    _ changes: [StreamMapLeaf], _ page: MapPage, _ file: File, _ pageCount: UInt64
  ) throws(StoreError) -> (page: MapPage, pageCount: UInt64) {
    let middle = page.parting(0..<page.count).middle
    let parts = [page.part(0..<middle), page.part(middle..<page.count)]
    let border = changes.firstIndex { $0.key.bit(0) } ?? changes.endIndex
    let changes = [changes[..<border], changes[border...]]
    typealias Outcome = Result<(page: MapPage, next: UInt64), StoreError>
    let outcomes = Mutex<[Outcome?]>([nil, nil])
    DispatchQueue.concurrentPerform(iterations: 2) { part in
      var pages = MapPages(file, count: pageCount, part: part, of: 2)
      var hasher = Hasher()
      let outcome: Outcome
      do throws(StoreError) {
        let merged = try pages.merge(changes[part], into: parts[part], &hasher)
        try pages.flush()
        outcome = .success((merged, pages.next))
      } catch { outcome = .failure(error) }
      outcomes.withLock { $0[part] = outcome }
    }
    var joined = MapPage()
    var count = pageCount
    for case let outcome? in outcomes.withLock({ $0 }) {
      let half = try outcome.get()
      joined.append(half.page, 0..<half.page.count, isNeighbour: false)
      count = max(count, half.next)
    }
    return (joined, count)
  }
}

extension MapPages {
  /// The page with the changes in its items, of which there may be more than a page holds.
  mutating func merge(
    _ changes: ArraySlice<StreamMapLeaf>, into page: MapPage, _ hasher: inout Hasher
  ) throws(StoreError) -> MapPage {
    var merged = MapPage(capacity: page.count + changes.count)
    // The items of `page` that are done, and whether the last of them stands last in `merged`.
    var (done, isLast) = (0, false)
    var rest = changes
    while let first = rest.first {
      let position = page.firstItem(from: done, notBelow: first.key)
      merged.append(page, done..<position, isNeighbour: isLast)
      if position > done { isLast = true }
      done = position
      guard position < page.count, page.item(position).isPlace(of: first.key) else {
        merged.append(changed: MapItem(first))
        rest.removeFirst()
        isLast = false
        continue
      }
      let joint = isLast ? page.joint(after: position - 1) : StreamMap.emptyHash
      let items = try changed(page.item(position), by: &rest, &hasher)
      merged.append(changed: items[0], joint: joint)
      for item in items.dropFirst() { merged.append(changed: item) }
      (done, isLast) = (position + 1, items.count == 1)
    }
    merged.append(page, done..<page.count, isNeighbour: isLast)
    return merged
  }

  /// What takes an item's place by the first of the changes, and by those behind it that belong to it.
  private mutating func changed(
    _ item: MapItem, by rest: inout ArraySlice<StreamMapLeaf>, _ hasher: inout Hasher
  ) throws(StoreError) -> [MapItem] {
    guard let subtree = item.subtree else { return [MapItem(rest.removeFirst())] }
    var (low, high) = (rest.startIndex + 1, rest.endIndex)
    while low < high {
      let middle = (low + high) / 2
      if item.mayHold(rest[middle].key) { low = middle + 1 } else { high = middle }
    }
    let own = rest[..<low]
    let child = try page(of: item, &hasher)
    rest = rest[low...]
    return try placed(merge(own, into: child, &hasher), firstNumber: subtree.page, &hasher)
  }

  /// Writes a page's items as one page or several, and gives the items that stand for them above.
  private mutating func placed(
    _ merged: consuming MapPage, firstNumber: UInt64, _ hasher: inout Hasher
  ) throws(StoreError) -> [MapItem] {
    var page = merged
    if (2...MapPage.itemsMax).contains(page.count) {
      return [try written(&page, firstNumber, &hasher)]
    }
    var items: [MapItem] = []
    var number: UInt64? = firstNumber
    try place(page, 0..<page.count, number: &number, to: &items, &hasher)
    return items
  }

  /// A page of the items that stand for the parts of this one, which are written.
  mutating func parted(
    _ page: consuming MapPage, _ hasher: inout Hasher
  ) throws(StoreError) -> MapPage {
    var items: [MapItem] = []
    var number: UInt64?
    try place(page, 0..<page.count, number: &number, to: &items, &hasher)
    var above = MapPage()
    for item in items { above.append(changed: item) }
    return above
  }

  /// - Parameter number: the page to write first; nil for a new one.
  private mutating func place(
    _ page: borrowing MapPage, _ range: Range<Int>, number: inout UInt64?,
    to items: inout [MapItem], _ hasher: inout Hasher
  ) throws(StoreError) {
    if range.count > MapPage.itemsMax {
      let middle = page.parting(range).middle
      try place(page, range.lowerBound..<middle, number: &number, to: &items, &hasher)
      return try place(page, middle..<range.upperBound, number: &number, to: &items, &hasher)
    }
    // What stands alone needs no page of its own.
    if range.count == 1 { return items.append(page.item(range.lowerBound)) }
    var part = page.part(range)
    let own = number ?? newPage()
    number = nil
    items.append(try written(&part, own, &hasher))
  }

  /// Writes a page of two or more items, and gives the item that stands for it above.
  private mutating func written(
    _ page: inout MapPage, _ number: UInt64, _ hasher: inout Hasher
  ) throws(StoreError) -> MapItem {
    guard let node = page.node(&hasher), let depth = node.depth else {
      preconditionFailure("a part has two items")
    }
    try write(page, number)
    return MapItem(key: node.key, subtree: node.hash, depth: depth, page: number)
  }
}
