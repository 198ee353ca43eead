internal import LedgerFormat

/// Proves what the map says of a stream.
extension StreamMapFile {
  /// The proof of what the root says of the stream with this key.
  ///
  /// Cost: one page on each of a few levels.
  /// - Throws: `StoreError.indexDamaged` where a page is not as it was written.
  func proof(of key: Hash, _ hasher: inout Hasher) throws(StoreError) -> StreamMapProof {
    var walk = MapWalk(key: key)
    var pages = MapPages(file, count: pageCount)
    var page = try pages.rootPage(root, &hasher)
    if page.count == 0 { return StreamMapProof(siblings: [], leaf: nil) }
    while true {
      switch walk.descend(&page, &hasher) {
      case .ended(let leaf): return StreamMapProof(siblings: walk.siblings, leaf: leaf)
      case .page(let item):
        page = try pages.page(of: item, &hasher)
      }
    }
  }
}

/// A walk from the map's root down to where a key has its place, which gathers what it passes by.
private struct MapWalk {
  enum Step {
    /// At a stream, or at nothing.
    case ended(StreamMapLeaf?)
    case page(MapItem)
  }

  let key: Hash
  /// The subtrees beside the path, the root's child first.
  var siblings: [Hash] = []

  /// Walks to the end of a page.
  mutating func descend(_ page: inout MapPage, _ hasher: inout Hasher) -> Step {
    var range = 0..<page.count
    while range.count > 1 {
      let (bit, middle) = page.parting(range)
      let first = page.key(range.lowerBound)
      guard passes(to: bit, along: first) else {
        return leave(page.node(range, &hasher), &hasher)
      }
      let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
      let isRight = key.bit(bit)
      let beside = page.node(isRight ? left : right, &hasher)
      siblings.append(beside.lifted(to: bit + 1, &hasher))
      range = isRight ? right : left
    }
    let item = page.item(range.lowerBound)
    guard let subtree = item.subtree else { return .ended(item.leaf) }
    guard passes(to: subtree.depth, along: item.key) else {
      return leave(item.node(&hasher), &hasher)
    }
    return .page(item)
  }

  /// Goes down to a depth with nothing beside the way; false where the key parts from it before.
  private mutating func passes(to depth: Int, along other: Hash) -> Bool {
    guard key.sharedBits(with: other) >= depth else { return false }
    while siblings.count < depth { siblings.append(StreamMap.emptyHash) }
    return true
  }

  /// Parts from the way to a node: at the bit where the key differs, the node is beside it.
  private mutating func leave(_ node: MapNode, _ hasher: inout Hasher) -> Step {
    let bit = key.sharedBits(with: node.key)
    while siblings.count < bit { siblings.append(StreamMap.emptyHash) }
    siblings.append(node.lifted(to: bit + 1, &hasher))
    return .ended(nil)
  }
}
