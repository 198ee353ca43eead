/// Where everything of a ledger lies on disk: names and sizes, for the writer and the verifier alike.
///
/// | path | content |
/// |---|---|
/// | `checkpoint` | newest signed checkpoint (C2SP signed note) |
/// | `checkpoints` | kept checkpoints, one after another, oldest first |
/// | `committed` | size and last leaf hash of what was acknowledged (`CommittedMark`) |
/// | `entries/NNNNNNNNNN` | segments: per entry a u16 big-endian length and that many bytes |
/// | `tree/L` | level L: hash i is the root of entries [i·256^L, (i+1)·256^L), 32 bytes each |
/// | `index/` | derived look-ups of the store |
/// | `map/` | the stream map, derived |
/// | `private/NNNNNNNNNN` | openings of the private fields of that segment's entries |
/// | `quarantine/` | tails that were cut |
/// | `timestamps/` | time-stamp tokens, each with the checkpoint that it stamps |
/// | `lock` | held by the one writer |
/// | `backup`, `restoring` | in a copy only: what it is, and that nothing is recorded in it |
/// | `copying` | in a copy only: it is being brought up to date |
public enum Layout {
  /// The entries of one segment; a multiple of a bundle's.
  public static let entriesPerSegment: UInt64 = 65_536
  /// The entries of one bundle and the hashes of one tile (tlog-tiles, tile height 8).
  public static let entriesPerBundle: UInt64 = 256
  /// The bytes that carry an entry's length.
  public static let lengthSizeBytes = 2

  public static let checkpoint = "checkpoint"
  public static let checkpoints = "checkpoints"
  public static let committed = "committed"
  public static let entries = "entries"
  public static let tree = "tree"
  public static let index = "index"
  public static let map = "map"
  public static let privateFields = "private"
  public static let quarantine = "quarantine"
  public static let timestamps = "timestamps"
  public static let lock = "lock"
  public static let backup = "backup"
  public static let restoring = "restoring"
  public static let copying = "copying"

  /// The files that may stand in a ledger's folder, and the folders.
  public static let files = [
    checkpoint, checkpoints, committed, lock, backup, restoring, copying,
  ]
  public static let folders = [
    entries, tree, index, map, privateFields, quarantine, timestamps,
  ]

  /// The segment that holds entry `index`.
  public static func segment(of index: UInt64) -> UInt64 { index / entriesPerSegment }

  /// A segment's path inside the ledger: `entries/` and its number in ten digits.
  public static func segmentPath(_ segment: UInt64) -> String {
    entries + "/" + name(ofSegment: segment)
  }

  /// The path of the openings that belong to a segment.
  public static func privatePath(_ segment: UInt64) -> String {
    privateFields + "/" + name(ofSegment: segment)
  }

  /// What the files of a time stamp are called, without what tells them apart: the size of the stamped
  /// checkpoint in ten digits and the first 16 digits of the token's hash.
  public static func name(ofTimestamp token: Hash, size: UInt64) -> String {
    name(ofSegment: size) + "-" + String(token.hex.prefix(16))
  }

  /// The end of the name of a token's file, in DER.
  public static let tokenSuffix = ".token"
  /// The end of the name of the file of what was stamped: the checkpoint under the ledger's signature alone.
  public static let stampedSuffix = ".checkpoint"
  /// The end of the name of the file of further certificates in PEM, where the token needs them.
  public static let chainSuffix = ".chain"

  /// A tree level's path inside the ledger.
  public static func treePath(level: Int) -> String { tree + "/" + String(level) }

  /// A segment's number in ten digits.
  public static func name(ofSegment segment: UInt64) -> String {
    let digits = String(segment)
    return String(repeating: "0", count: max(0, 10 - digits.utf8.count)) + digits
  }
}
