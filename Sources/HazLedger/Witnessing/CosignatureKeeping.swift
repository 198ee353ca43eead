public import LedgerFormat
internal import LedgerStore

/// What became of cosignatures that were to be kept.
public struct KeptCosignatures: Sendable {
  /// The checkpoint that they are kept with.
  public var checkpoint: Checkpoint
  /// The names of the witnesses whose cosignatures are new.
  public var added: [String]
  /// The names of those whose cosignature was there already.
  public var present: [String]
  /// True where each was checked with the witness's key.
  public var isChecked: Bool
}

/// Keeps what witnesses signed with the checkpoint that they signed.
public enum CosignatureKeeping {
  /// Adds the cosignatures of a file to the kept checkpoint that they belong to.
  ///
  /// A file holds signature lines alone, or the whole note with them. A whole note tells which
  /// checkpoint it is, and its text must be that one's to the byte. Lines alone belong to the newest
  /// kept checkpoint that they fit, which only the witnesses' keys can tell: without a policy they are
  /// taken for the newest checkpoint's, unchecked.
  /// - Parameters:
  ///   - policy: the witnesses that may cosign; with it only theirs are taken, and only good ones.
  ///   - wait: how long a writer is waited for, in seconds.
  /// - Throws: `LedgerError.cosignature` where the file is not of that form, of no kept checkpoint, or
  ///   has a signature that is not a known witness's; nothing is kept then.
  public static func add(
    _ files: [(path: String, bytes: [UInt8])], to places: LedgerPlaces, policy: TrustPolicy?,
    wait: Double = 5
  ) throws(LedgerError) -> [KeptCosignatures] {
    let archive: CheckpointArchive
    do {
      try places.refuseCopy()
      archive = try CheckpointArchive(
        at: places.ledger, waitMilliseconds: Int(wait * 1_000))
    } catch let error as StoreError {
      throw LedgerError(error)
    } catch let error as LedgerError {
      throw error
    } catch { preconditionFailure("only the store's and our own errors are thrown: \(error)") }
    var kept = try LedgerReader(places).keptCheckpoints()
    let witnesses = policy.map { $0.witnesses.compactMap(\.key) }
    // All files are judged before anything is written: all are kept, or none.
    var results: [KeptCosignatures] = []
    var changed: Set<Int> = []
    for (path, bytes) in files {
      do throws(CosignatureFault) {
        let file = try CosignatureFile(bytes.span)
        let place = try file.place(among: kept, witnesses)
        let result = try file.add(to: &kept[place], witnesses)
        if !result.added.isEmpty { changed.insert(place) }
        results.append(result)
      } catch { throw .cosignature(path: path, error) }
    }
    for place in changed.sorted() {
      do { try archive.replace(kept[place].note) } catch { throw LedgerError(error) }
    }
    return results
  }
}
