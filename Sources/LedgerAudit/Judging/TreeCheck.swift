internal import LedgerFormat

/// Builds the tree over the entries and compares the tree's files with it.
struct TreeCheck: ~Copyable {
  /// The levels of the files, leaf hashes first.
  private let files: [TreeFile]
  /// The wrong hashes met last, level by level.
  private var runs: [Run]
  private var hasher = LedgerFormat.Hasher()
  /// The tree so far; nil once an entry's hash is unknown.
  private(set) var frontier: MerkleFrontier? = MerkleFrontier()

  /// Neighbouring hashes that are wrong.
  private struct Run {
    var first: UInt64 = 0
    var count: UInt64 = 0
  }

  /// - Parameter end: the horizon.
  init(_ folder: AuditFolder, end: UInt64) throws(AuditError) {
    files = try TreeCheck.files(folder, end: end)
    runs = files.map { _ in Run() }
  }

  static func files(_ folder: AuditFolder, end: UInt64) throws(AuditError) -> [TreeFile] {
    var files: [TreeFile] = []
    repeat {
      files.append(TreeFile(try folder.file(Layout.treePath(level: files.count))))
    } while MerkleTree.hashCount(level: files.count, size: end) > 0
    return files
  }

  /// What the tree's file says that an entry's leaf hash is; nil where it does not say.
  func storedLeaf(_ position: UInt64) throws(AuditError) -> Hash? {
    try files[0].hash(at: position)
  }

  /// Adds the next entry's leaf hash and compares the files.
  ///
  /// - Parameter stored: what `storedLeaf` gave for the entry.
  mutating func append(
    _ hash: Hash, stored: Hash?, _ findings: inout Findings
  ) throws(AuditError) {
    guard let position = frontier?.size else { return }
    if let stored, stored != hash { extend(level: 0, with: position, &findings) }
    var completed: [(level: Int, hash: Hash)] = []
    frontier?.append(hash, &hasher) { level, hash in
      if level > 0 { completed.append((level, hash)) }
    }
    for (level, hash) in completed where level < files.count {
      let index = ((position + 1) >> UInt64(level * MerkleTree.tileHeight)) - 1
      if let stored = try files[level].hash(at: index), stored != hash {
        extend(level: level, with: index, &findings)
      }
    }
  }

  /// True once an entry's leaf hash is unknown.
  var isLost: Bool { frontier == nil }

  /// Gives the tree up: an entry's leaf hash is unknown.
  mutating func lose() { frontier = nil }

  /// The root over the entries so far; nil once it is unknown.
  mutating func root() -> Hash? { frontier?.root(&hasher) }

  /// The root that the tree would have with these entries more.
  mutating func root(with next: [Hash]) -> Hash? {
    guard var frontier else { return nil }
    for hash in next { frontier.append(hash, &hasher) }
    return frontier.root(&hasher)
  }

  /// Reports what is left to report once all entries were added.
  mutating func finish(end: UInt64, _ findings: inout Findings) {
    for level in files.indices {
      flush(level: level, &findings)
      let expected = MerkleTree.hashCount(level: level, size: end)
      if files[level].count < expected {
        findings.notes.append(
          .treeShort(level: level, hashes: files[level].count, expected: expected))
      }
    }
  }

  private mutating func extend(level: Int, with index: UInt64, _ findings: inout Findings) {
    if runs[level].count > 0, runs[level].first + runs[level].count == index {
      runs[level].count += 1
      return
    }
    flush(level: level, &findings)
    runs[level] = Run(first: index, count: 1)
  }

  private func flush(level: Int, _ findings: inout Findings) {
    let run = runs[level]
    guard run.count > 0 else { return }
    findings.add(
      Damage(
        .tree(level: level, first: run.first, hashes: run.count),
        file: Layout.treePath(level: level), offset: Int(run.first) * Hash.sizeBytes,
        // A hash of a higher level is one of many entries, and says of none of them that it is damaged.
        index: level == 0 ? run.first : nil))
  }
}
