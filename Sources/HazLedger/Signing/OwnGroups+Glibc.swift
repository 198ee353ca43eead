internal import Glibc
internal import LedgerFormat

/// The ends of the groups that this machine wrote last, kept outside the ledger's folder.
///
/// Where a ledger ends at one of them, what no checkpoint covers is this machine's own work, since each entry
/// remembers the hash of the one before it: a killed process's entries need not be judged again. Written
/// before a group is made durable and never synced, so that it costs no time; after a loss of power it may be
/// old, and then what is unsigned is judged.
///
/// | offset | bytes | content |
/// |---|---|---|
/// | 0 | 48 | a `CommittedMark` |
/// | 48 | 48 | another; the next group replaces the older one, for its own may never reach the ledger |
final class OwnGroups {
  private static let slotCount = 2

  private let path: String
  private var descriptor: Int32?
  /// The slot of the group noted last.
  private var newest = 0
  private var hasher = LedgerFormat.Hasher()

  init(_ places: LedgerPlaces, ledgerID: LedgerID) {
    path = OwnGroups.path(places, ledgerID)
  }

  deinit { if let descriptor { _ = close(descriptor) } }

  private static func path(_ places: LedgerPlaces, _ ledgerID: LedgerID) -> String {
    places.stateFolder(ledgerID: ledgerID.hex) + "/own-groups"
  }

  /// Notes the end of a group that is about to be made durable.
  ///
  /// Where it cannot be noted nothing is said: the entries are judged, should it come to that.
  func note(_ mark: CommittedMark) {
    if descriptor == nil {
      let sizes = ((try? OwnGroups.marks(at: path)) ?? []).map { $0?.size ?? 0 }
      newest = sizes.indices.max { sizes[$0] < sizes[$1] } ?? OwnGroups.slotCount - 1
      descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    }
    guard let descriptor, descriptor >= 0 else { return }
    newest = (newest + 1) % OwnGroups.slotCount
    let bytes = mark.bytes(&hasher)
    _ = unsafe pwrite(descriptor, bytes, bytes.count, off_t(newest * CommittedMark.sizeBytes))
  }

  /// True where a group that this machine wrote ends there.
  static func isOne(
    size: UInt64, leafHash: Hash, _ places: LedgerPlaces, ledgerID: LedgerID
  ) throws(LedgerError) -> Bool {
    try marks(at: path(places, ledgerID)).contains(CommittedMark(size: size, leafHash: leafHash))
  }

  /// The marks in the file's slots; nil where one cannot be read.
  private static func marks(at path: String) throws(LedgerError) -> [CommittedMark?] {
    guard let bytes = try SmallFile.read(path) else { return [] }
    var hasher = LedgerFormat.Hasher()
    return (0..<min(slotCount, bytes.count / CommittedMark.sizeBytes)).map { slot in
      let offset = slot * CommittedMark.sizeBytes
      return CommittedMark(
        bytes.span.extracting(offset..<offset + CommittedMark.sizeBytes), &hasher)
    }
  }

  /// Forgets them all, where the operator gives entries up that this machine perhaps wrote.
  static func forget(_ places: LedgerPlaces, ledgerID: LedgerID) throws(LedgerError) {
    let path = path(places, ledgerID)
    guard unsafe unlink(path) == 0 || errno == ENOENT else {
      throw .file(path: path, code: errno)
    }
  }
}
