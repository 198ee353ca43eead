/// Writes comma-separated values (RFC 4180) as UTF-8 bytes with CRLF line ends.
public struct CSVWriter: Sendable {
  /// What was written and not yet taken.
  public private(set) var bytes: [UInt8]

  /// Makes a writer; `hasMark` puts a byte-order mark first, without which Excel misreads Chinese.
  public init(hasMark: Bool = false) { bytes = hasMark ? [0xEF, 0xBB, 0xBF] : [] }

  /// Writes a record; what holds a comma, a quote, a line end or white space at its ends is quoted.
  public mutating func row(_ cells: [String]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(cell, isAlone: cells.count == 1)
    }
    bytes.append(contentsOf: "\r\n".utf8)
  }

  /// Hands over the bytes written so far and keeps writing after them.
  public mutating func takeBytes() -> [UInt8] {
    let taken = bytes
    bytes.removeAll(keepingCapacity: true)
    return taken
  }

  /// Appends a cell; an empty one that is alone is quoted, else its line would be blank.
  private mutating func append(_ cell: String, isAlone: Bool) {
    let reserved: [UInt8] = [0x22, 0x2C, 0x0A, 0x0D]
    let needsQuotes =
      cell.utf8.contains(where: reserved.contains)
      || cell.utf8.first == 0x20 || cell.utf8.last == 0x20 || (isAlone && cell.isEmpty)
    guard needsQuotes else {
      bytes.append(contentsOf: cell.utf8)
      return
    }
    bytes.append(0x22)
    for byte in cell.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }
}
