/// One element of DER by its place in the bytes: tag, length in its shortest form, content.
struct DERElement {
  static let sequence: UInt8 = 0x30
  static let integer: UInt8 = 0x02

  let tag: UInt8
  let content: Range<Int>

  /// Where the element ends.
  var end: Int { content.upperBound }

  /// Reads the element at a place; nil where none ends before `end`.
  init?(_ bytes: Span<UInt8>, at start: Int, end: Int) {
    guard start + 2 <= end else { return nil }
    tag = bytes[start]
    var position = start + 2
    var count = Int(bytes[start + 1])
    if count >= 0x80 {
      let digits = count - 0x80
      guard (1...3).contains(digits), position + digits <= end, bytes[position] != 0 else {
        return nil
      }
      count = 0
      for offset in 0..<digits { count = count << 8 | Int(bytes[position + offset]) }
      guard count >= 0x80 else { return nil }
      position += digits
    }
    guard count <= end - position else { return nil }
    content = position..<position + count
  }
}
