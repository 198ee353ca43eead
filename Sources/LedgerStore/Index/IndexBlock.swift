/// The blocks that an index run is made of; numbers are little-endian.
///
/// A run is one header block, data blocks with records in ascending order, and filter blocks.
///
/// | block | offset | bytes | content |
/// |---|---|---|---|
/// | every | 0 | 8 | check of the other 4,088 bytes |
/// | header | 8 | 8 | `HZLRUN2` and a zero byte |
/// | | 16 | 8 | number of records |
/// | | 24 | 8 | number of data blocks |
/// | | 32 | 8 | number of filter blocks |
/// | data | 8 | 8 | number of records, at most 255 |
/// | | 16 | 16 each | a key's hash: its high word; then its 24 low bits and an entry's index of 40 |
/// | filter | 64 | 64 each | 63 lines of 512 bits; a key sets six bits of one line |
enum IndexBlock {
  static let sizeBytes = 4_096
  static let magic: UInt64 = 0x0032_4E55_524C_5A48
  static let recordsOffset = 16
  static let recordsMax = (sizeBytes - recordsOffset) / IndexRecord.sizeBytes
  static let lineSizeBytes = 64
  static let linesPerBlock = sizeBytes / lineSizeBytes - 1
  private static let bitsPerLine: UInt64 = 512
  private static let bitsPerKeyInFilter = 10
  private static let probes = 6

  /// The filter blocks that so many keys need.
  static func filterBlockCount(records: Int) -> Int {
    let keysPerBlock = linesPerBlock * Int(bitsPerLine) / bitsPerKeyInFilter
    return max(1, (records + keysPerBlock - 1) / keysPerBlock)
  }

  /// The check that a block must carry.
  static func check(_ block: Span<UInt8>) -> UInt64 { Checksum.of(block, 8..<sizeBytes) }

  static func record(_ block: Span<UInt8>, _ position: Int) -> IndexRecord {
    let offset = recordsOffset + position * IndexRecord.sizeBytes
    return IndexRecord(high: block.word(at: offset), rest: block.word(at: offset + 8))
  }

  /// The position of the first record not below `key`.
  static func firstPosition(_ block: Span<UInt8>, count: Int, from key: KeyHash) -> Int {
    let target = IndexRecord(key, 0)
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if record(block, middle) < target { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The filter block of a key, of so many.
  static func filterBlock(of key: KeyHash, count: Int) -> Int {
    Int(key.high.multipliedFullWidth(by: UInt64(count)).high)
  }

  /// True when the filter says that the key may be there.
  static func filterHas(_ key: KeyHash, _ block: Span<UInt8>) -> Bool {
    let line = lineOffset(of: key)
    let bits = probeBits(of: key)
    for probe in 0..<probes {
      let bit = Int(bits >> UInt64(9 * probe) & (bitsPerLine - 1))
      if block[line + bit / 8] >> UInt8(bit % 8) & 1 == 0 { return false }
    }
    return true
  }

  /// Sets a key's bits in the filter block that begins at `offset`.
  static func addToFilter(_ key: KeyHash, _ filter: inout [UInt8], at offset: Int) {
    let line = offset + lineOffset(of: key)
    let bits = probeBits(of: key)
    for probe in 0..<probes {
      let bit = Int(bits >> UInt64(9 * probe) & (bitsPerLine - 1))
      filter[line + bit / 8] |= 1 << UInt8(bit % 8)
    }
  }

  private static func lineOffset(of key: KeyHash) -> Int {
    let line = ((key.high & 0xFFFF_FFFF) * UInt64(linesPerBlock)) >> 32
    return (Int(line) + 1) * lineSizeBytes
  }

  private static func probeBits(of key: KeyHash) -> UInt64 {
    let mixed = (key.low ^ key.high << 7) &* 0x9E37_79B9_7F4A_7C15
    return mixed ^ mixed >> 32
  }
}
