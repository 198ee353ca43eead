/// Why a file cannot be read at all, or no further; a bad row is a `RowFault` instead.
///
/// Rows are counted by records, the header or the first event being row 1 (see `RowFault`).
public enum InterchangeError: Error, Equatable, Sendable {
  /// The source gave no bytes.
  case unreadable(SourceFailure)
  /// The file has nothing but blanks: a header row or an event is wanted.
  case empty
  /// The C library on this machine cannot read the encoding.
  case encodingUnavailable(SourceEncoding)
  /// The bytes from `byteOffset` on are no character of the encoding, which is the last one tried.
  case notText(SourceEncoding, byteOffset: Int, row: Int)
  /// A NUL byte, which no text has: a damaged file, or UTF-16 without a byte-order mark.
  case nulByte(row: Int)
  /// A row, a line or a JSON value is longer than any event can be.
  case rowTooLong(row: Int, limitBytes: Int)
  /// A quote that opens in this row is never closed.
  case openQuote(row: Int)
  /// The header row has columns that are not known, or one twice; all such faults.
  case header([RowFault])
}
