public import LedgerFormat
internal import LedgerStore

/// What publishing a tree did.
public struct TilesPublished: Sendable {
  /// The checkpoint that the tree now has.
  public var checkpoint: Checkpoint
  /// The size that was published there before; 0 where nothing was.
  public var previousSize: UInt64
  /// The files that were created; all others stood there with the same content.
  public var filesCreated: Int
}

extension LedgerReader {
  /// Writes the tree of the newest signed checkpoint as static tlog-tiles files, from which any web
  /// server serves the ledger to foreign clients.
  ///
  /// Incremental: what a checkpoint in the folder says is published is not written again. Files are
  /// immutable: each is created once, and none is written over; the checkpoint is replaced last, so
  /// a reader always finds what it refers to. Every entry and hash is checked against its parent
  /// before it is written. Cost: proportional to the entries since the last time.
  /// - Parameter progress: is told the entries that are done, and all.
  /// - Throws: `LedgerError.publishedAhead` where the folder has a larger tree of this ledger,
  ///   `.treeContradicted` where another, `.otherContent` where a file of it differs,
  ///   `.checkpointRefused` where the folder has another ledger's.
  public func publishTiles(
    to path: String, progress: (UInt64, UInt64) -> Void = { _, _ in }
  ) throws(LedgerError) -> TilesPublished {
    let kept = try provableCheckpoint()
    let size = kept.checkpoint.size
    try refuseOtherTree(than: kept.checkpoint)
    let checkpointPath = path + "/" + TilePath.checkpoint
    let publishedNote = try SmallFile.read(checkpointPath)
    let published = try publishedNote.map { note throws(LedgerError) in
      try open(note.span, path: checkpointPath).checkpoint
    }
    if let published {
      guard published.size <= size else {
        throw .publishedAhead(path: path, publishedSize: published.size, signedSize: size)
      }
      try refuseOtherTree(than: published)
    }
    let previousSize = published?.size ?? 0
    let folder = try TileFolder(path)
    if previousSize < size {
      let writer = TileWriter(view: log.view, folder: folder, size: size)
      do {
        try writer.writeEntries(from: previousSize, progress)
        try writer.writeLevels(from: previousSize)
      } catch let error as StoreError {
        throw LedgerError(error)
      } catch let error as LedgerError {
        throw error
      } catch { preconditionFailure("only the store's and our own errors are thrown: \(error)") }
    }
    try folder.publish()
    let note = kept.note.bytes
    if publishedNote != note {
      do { try DurableFile.replace(checkpointPath, with: note.span) } catch {
        throw LedgerError(error)
      }
    }
    return TilesPublished(
      checkpoint: kept.checkpoint, previousSize: previousSize, filesCreated: folder.createdCount)
  }
}

/// Writes the tiles of one tree, each checked against what it is the root of.
private struct TileWriter {
  private static let width = UInt64(MerkleTree.tileWidth)

  let view: LedgerView
  let folder: TileFolder
  let size: UInt64

  /// Writes the bundles that are not full at `previousSize`, and the tiles of their leaf hashes.
  func writeEntries(from previousSize: UInt64, _ progress: (UInt64, UInt64) -> Void) throws {
    var hasher = LedgerFormat.Hasher()
    var number = previousSize / TileWriter.width
    while let bundle = TilePath(.entries, number: number, treeSize: size) {
      var (entries, hashes) = ([UInt8](), [UInt8]())
      for index in indices(of: bundle) {
        let entry = try view.bytes(at: index)
        let leafHash = hasher.leafHash(entry.span)
        guard try view.treeHash(level: 0, position: index) == leafHash else {
          throw StoreError.treeDamaged(level: 0, position: index)
        }
        entries.append(UInt8(truncatingIfNeeded: entry.count >> 8))
        entries.append(UInt8(truncatingIfNeeded: entry.count))
        entries.append(entry.span)
        leafHash.append(to: &hashes)
      }
      try folder.create(bundle.text, entries)
      let tile = TilePath(.hashes(level: 0), number: number, width: bundle.width)
      try folder.create(tile.text, hashes)
      number += 1
      progress(min(number * TileWriter.width, size), size)
    }
  }

  /// Writes the tiles above the leaf hashes that are not full at `previousSize`.
  func writeLevels(from previousSize: UInt64) throws {
    var level = 1
    while MerkleTree.hashCount(level: level, size: size) > 0 {
      let known = MerkleTree.hashCount(level: level, size: previousSize)
      var number = known / TileWriter.width
      while let tile = TilePath(.hashes(level: level), number: number, treeSize: size) {
        var hashes: [UInt8] = []
        for position in indices(of: tile) {
          let hash = try view.treeHash(level: level, position: position)
          if position >= known, try root(below: level, position) != hash {
            throw StoreError.treeDamaged(level: level, position: position)
          }
          hash.append(to: &hashes)
        }
        try folder.create(tile.text, hashes)
        number += 1
      }
      level += 1
    }
  }

  private func indices(of tile: TilePath) -> Range<UInt64> {
    let start = tile.number * TileWriter.width
    return start..<start + UInt64(tile.width)
  }

  /// The root over the 256 hashes below one hash.
  private func root(below level: Int, _ position: UInt64) throws -> Hash {
    var hasher = LedgerFormat.Hasher()
    var hashes: [Hash] = []
    let start = position * TileWriter.width
    for child in start..<start + TileWriter.width {
      hashes.append(try view.treeHash(level: level - 1, position: child))
    }
    return MerkleTree.tileRoot(hashes.span, &hasher)
  }
}
