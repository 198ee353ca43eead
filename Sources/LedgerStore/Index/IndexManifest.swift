internal import LedgerFormat

/// What the index's files are: the file `index/manifest`, replaced as a whole; numbers little-endian.
///
/// | offset | bytes | content |
/// |---|---|---|
/// | 0 | 8 | check of all behind it |
/// | 8 | 8 | `HZLIDX2` and a zero byte |
/// | 16 | 16 | the seed of the keys' hashes |
/// | 32 | 8 | covered: the entries that the runs speak of |
/// | 40 | 32 | leaf hash of entry covered - 1; zeros when that is none |
/// | 72 | 8 | lots |
/// | 80 | 8 | consignments |
/// | 88 | 8 | the number of the next run |
/// | 96 | 8 | the number of runs |
/// | 104 | 16 each | a run's number and its header's check, the oldest run first |
struct IndexManifest: Equatable {
  struct Run: Equatable {
    var number: UInt64
    var headerCheck: UInt64
  }

  static let name = "manifest"
  private static let magic: UInt64 = 0x0032_5844_494C_5A48
  private static let headSizeBytes = 104
  private static let runSizeBytes = 16

  var seed: (UInt64, UInt64)
  var covered: UInt64 = 0
  var leafHash: Hash?
  var lots: UInt64 = 0
  var consignments: UInt64 = 0
  var nextRun: UInt64 = 0
  var runs: [Run] = []

  init(seed: (UInt64, UInt64)) { self.seed = seed }

  /// Reads the file's content; nil where it is not as it was written.
  init?(_ bytes: Span<UInt8>) {
    let head = IndexManifest.headSizeBytes
    guard bytes.count >= head, bytes.word(at: 8) == IndexManifest.magic,
      bytes.word(at: 0) == Checksum.of(bytes, 8..<bytes.count)
    else { return nil }
    seed = (bytes.word(at: 16), bytes.word(at: 24))
    covered = bytes.word(at: 32)
    leafHash = covered > 0 ? Hash(bytes, at: 40) : nil
    (lots, consignments) = (bytes.word(at: 72), bytes.word(at: 80))
    nextRun = bytes.word(at: 88)
    let count = bytes.word(at: 96)
    guard count <= UInt64(bytes.count),
      bytes.count == head + Int(count) * IndexManifest.runSizeBytes
    else { return nil }
    for run in 0..<Int(count) {
      let offset = head + run * IndexManifest.runSizeBytes
      runs.append(
        Run(number: bytes.word(at: offset), headerCheck: bytes.word(at: offset + 8)))
    }
  }

  /// The file's content.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    for word in [0, IndexManifest.magic, seed.0, seed.1, covered] { bytes.append(word: word) }
    if let leafHash {
      leafHash.append(to: &bytes)
    } else {
      bytes.append(contentsOf: repeatElement(0, count: Hash.sizeBytes))
    }
    for word in [lots, consignments, nextRun, UInt64(runs.count)] { bytes.append(word: word) }
    for run in runs {
      bytes.append(word: run.number)
      bytes.append(word: run.headerCheck)
    }
    let check = Checksum.of(bytes.span, 8..<bytes.count)
    bytes.set(word: check, at: 0)
    return bytes
  }

  static func == (left: IndexManifest, right: IndexManifest) -> Bool { left.bytes == right.bytes }
}
