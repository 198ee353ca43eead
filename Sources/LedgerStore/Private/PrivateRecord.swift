internal import LedgerFormat

/// One opening as it lies in a file of `private/`.
///
/// | offset | bytes | content |
/// |---|---|---|
/// | 0 | 1 | version: 1 |
/// | 1 | 1 | the field's code |
/// | 2 | 2 | n, the value's length |
/// | 4 | 8 | the entry's index |
/// | 12 | 4 | check of the 12 bytes before, which stays when the opening is erased |
/// | 16 | 16 | salt |
/// | 32 | n | value |
/// | 32 + n | 8 | check of all before |
///
/// Numbers are little-endian. An erased opening is zeros from offset 16 on. The first check tells
/// whether a record stands there, also behind damage; the second whether the opening is whole.
struct PrivateRecord: Equatable {
  static let headSizeBytes = 16
  static let checkSizeBytes = 8
  static let valueSizeBytesMax = 0xFFFF
  /// The length of a record without a value.
  static let sizeBytesMin = headSizeBytes + Opening.saltSizeBytes + checkSizeBytes
  /// The length of the longest record.
  static let sizeBytesMax = sizeBytesMin + valueSizeBytesMax
  private static let version: UInt64 = 1

  var field: UInt8
  var valueSizeBytes: Int
  var index: UInt64

  /// The length of the whole record.
  var sizeBytes: Int {
    PrivateRecord.headSizeBytes + Opening.saltSizeBytes + valueSizeBytes
      + PrivateRecord.checkSizeBytes
  }

  /// Reads a record's head; nil where none stands at `offset`, or not all of its record.
  init?(_ bytes: Span<UInt8>, at offset: Int) {
    guard offset + PrivateRecord.headSizeBytes <= bytes.count else { return nil }
    let first = bytes.word(at: offset)
    let second = bytes.word(at: offset + 8)
    guard first & 0xFF == PrivateRecord.version,
      second >> 32 == Checksum.of(bytes, offset..<offset + 12) & 0xFFFF_FFFF
    else { return nil }
    field = UInt8(truncatingIfNeeded: first >> 8)
    valueSizeBytes = Int(first >> 16 & 0xFFFF)
    index = first >> 32 | second << 32
    guard offset + sizeBytes <= bytes.count else { return nil }
  }

  /// The first record at or behind `start`, and where it stands; nil where there is none.
  ///
  /// Cost: constant where one stands at `start`; else a look at every byte up to it.
  static func next(
    in bytes: Span<UInt8>, from start: Int
  ) -> (record: PrivateRecord, offset: Int)? {
    var offset = start
    while offset + headSizeBytes <= bytes.count {
      if let record = PrivateRecord(bytes, at: offset) { return (record, offset) }
      offset += 1
    }
    return nil
  }

  /// Reads the opening behind the head; nil where it was erased or is not whole.
  func opening(_ bytes: Span<UInt8>, at offset: Int) -> Opening? {
    let salt = offset + PrivateRecord.headSizeBytes
    let value = salt + Opening.saltSizeBytes
    let check = value + valueSizeBytes
    guard bytes.word(at: check) == Checksum.of(bytes, offset..<check) else { return nil }
    return Opening(
      field: field, salt: [UInt8](bytes.extracting(salt..<value)),
      value: [UInt8](bytes.extracting(value..<check)))
  }

  /// Appends a record to `buffer`.
  static func append(_ opening: Opening, index: UInt64, to buffer: inout [UInt8]) {
    let start = buffer.count
    let length = UInt64(opening.value.count)
    let first = version | UInt64(opening.field) << 8 | length << 16 | index << 32
    buffer.append(word: first)
    buffer.append(word: index >> 32)
    let headCheck = check(buffer, start..<start + 12) & 0xFFFF_FFFF
    buffer.set(word: index >> 32 | headCheck << 32, at: start + 8)
    buffer.append(contentsOf: opening.salt)
    buffer.append(contentsOf: opening.value)
    buffer.append(word: check(buffer, start..<buffer.count))
  }

  private static func check(_ buffer: [UInt8], _ range: Range<Int>) -> UInt64 {
    Checksum.of(buffer.span, range)
  }
}
