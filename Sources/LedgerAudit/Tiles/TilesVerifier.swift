public import LedgerFormat

/// Verifies a static tlog-tiles tree from outside, from its files and a key alone.
///
/// Reads every entry once: framing, format, index and global chain; hashes it; compares every hash
/// of every tile with the tree over the entries, and the root with the signed one. The streams'
/// chains and the model are not looked at: the bundles, put one behind another, are a ledger's
/// segments, and `LedgerVerifier` judges those. A partial tile may have been deleted once the full
/// one is there; then that one is read. Memory: one bundle and one tile of each level.
public struct TilesVerifier: Sendable {
  private let place: String
  private let given: VerifierKey?

  /// - Parameters:
  ///   - path: the tree's folder; or its address, `http://` or `https://`, which needs the program `curl`.
  ///   - key: the key that must have signed; nil for the one that entry 0 names, which proves only
  ///     that the tree agrees with itself.
  public init(path: String, key: VerifierKey?) {
    place = path
    given = key
  }

  /// Verifies the tree.
  ///
  /// Ends at the first bundle that is not there or cannot be parted, since no root is known without.
  /// - Parameter progress: is told the entries that are done, and all.
  /// - Throws: `AuditError.notATree` where there is no checkpoint, and what reading throws.
  public func verify(
    progress: (UInt64, UInt64) -> Void = { _, _ in }
  ) throws(AuditError) -> TilesReport {
    let source: any TileSource =
      WebTree.isAddress(place) ? WebTree(place) : AuditFolder(path: place)
    let found = try source.content(
      of: TilePath.checkpoint, sizeBytesMax: SignedNote.sizeBytesMax)
    guard let note = found else { throw .notATree(path: source.place) }
    var report = TilesReport()
    report.key = given
    if given == nil {
      let claimed: Checkpoint
      do { claimed = try Checkpoint(text: SignedNote(note.span).text) } catch {
        report.add(.checkpoint(error), TilePath.checkpoint)
        return report
      }
      report.key = try TilesVerifier.genesisKey(source, size: claimed.size)
    }
    guard let key = report.key else {
      report.add(.genesis, TilePath(.entries, number: 0).text)
      return report
    }
    let checkpoint: Checkpoint
    let isRotated: Bool
    do { (checkpoint, isRotated) = try TilesVerifier.read(note.span, key) } catch {
      report.add(.checkpoint(error), TilePath.checkpoint)
      return report
    }
    report.checkpoint = checkpoint
    var walk = TilesWalk(source, size: checkpoint.size)
    while report.entries < checkpoint.size {
      guard try walk.readBundle(&report) else { return report }
      progress(report.entries, checkpoint.size)
    }
    if isRotated, !walk.leads(from: key, toSignerOf: note.span) {
      report.add(.checkpoint(.unsigned), TilePath.checkpoint)
      report.checkpoint = nil
      return report
    }
    let root = walk.root()
    if root != checkpoint.root {
      report.add(.root(computed: root, signed: checkpoint.root), TilePath.checkpoint)
    }
    return report
  }

  /// What the checkpoint says, and whether another key of the ledger's name signed it: whether a
  /// rotation led to that one is seen when the entries are read.
  private static func read(
    _ note: Span<UInt8>, _ key: VerifierKey
  ) throws(NoteError) -> (Checkpoint, isRotated: Bool) {
    let signed = try SignedNote(note)
    do throws(NoteError) { return (try Checkpoint.open(signed, key: key), false) } catch {
      let claimed = try? Checkpoint(text: signed.text)
      guard error == .unsigned, let claimed, claimed.origin.utf8.elementsEqual(key.name.utf8),
        signed.signatures.contains(where: { $0.name.utf8.elementsEqual(key.name.utf8) })
      else { throw error }
      return (claimed, true)
    }
  }

  /// The key that entry 0 names, in the first bundle of a tree of so many entries.
  private static func genesisKey(
    _ source: any TileSource, size: UInt64
  ) throws(AuditError) -> VerifierKey? {
    guard let path = TilePath(.entries, number: 0, treeSize: size),
      let (_, bytes) = try TilesWalk.content(of: path, source),
      let range = EntryBundle.entry(in: bytes.span, at: 0),
      let entry = try? Entry(bytes.span.extracting(range))
    else { return nil }
    return (try? Genesis(body: entry.body.span))?.logKey
  }
}

extension TilesReport {
  /// The most faults that are told one by one.
  private static let faultsMax = 100

  mutating func add(_ kind: TilesFault.Kind, _ file: String) {
    faultCount += 1
    if faults.count < TilesReport.faultsMax { faults.append(TilesFault(file: file, kind: kind)) }
  }
}
