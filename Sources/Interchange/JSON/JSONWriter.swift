/// Writes JSON (RFC 8259) as UTF-8 bytes, in the order that the calls come.
///
/// The writer keeps no tree and no stack: it only remembers whether the next item needs a comma
/// before it, so its memory is the bytes that nobody has taken yet. It does not check that objects
/// and arrays are closed: the calls mirror the shape that is written. Take the bytes with
/// `takeBytes()` now and then when the answer is long.
///
///     var writer = JSONWriter()
///     writer.object { writer in
///       writer.field("lot", "P/B")
///       writer.field("index", 7)
///     }
public struct JSONWriter: Sendable {
  /// What was written and not yet taken.
  public private(set) var bytes: [UInt8]
  private var needsComma = false

  /// Makes an empty writer with room for `capacityBytes`.
  public init(capacityBytes: Int = 0) {
    bytes = []
    bytes.reserveCapacity(capacityBytes)
  }

  /// Hands over the bytes written so far and keeps writing after them.
  public mutating func takeBytes() -> [UInt8] {
    let taken = bytes
    bytes.removeAll(keepingCapacity: true)
    return taken
  }

  /// Ends a line of JSON Lines; what follows is a value of its own.
  public mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }
}

// MARK: Objects and arrays

extension JSONWriter {
  public mutating func beginObject() { begin(UInt8(ascii: "{")) }

  public mutating func endObject() { end(UInt8(ascii: "}")) }

  public mutating func beginArray() { begin(UInt8(ascii: "[")) }

  public mutating func endArray() { end(UInt8(ascii: "]")) }

  /// Writes an object whose fields `body` writes.
  @inlinable
  public mutating func object<Failure>(
    _ body: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    beginObject()
    try body(&self)
    endObject()
  }

  /// Writes an array with one item for each element, which `body` writes.
  @inlinable
  public mutating func array<Elements: Sequence, Failure>(
    _ elements: Elements, _ body: (inout JSONWriter, Elements.Element) throws(Failure) -> Void
  ) throws(Failure) {
    beginArray()
    for element in elements { try body(&self, element) }
    endArray()
  }

  /// Writes the name of the field whose value the next call writes.
  public mutating func key(_ name: String) {
    value(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  private mutating func begin(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func end(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }
}

// MARK: Values

extension JSONWriter {
  public mutating func value(_ text: String) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    appendEscaped(text)
    bytes.append(UInt8(ascii: "\""))
  }

  public mutating func value(_ number: Int) { digits(number.description) }

  public mutating func value(_ number: Int64) { digits(number.description) }

  public mutating func value(_ number: UInt64) { digits(number.description) }

  /// Writes the shortest decimal that reads back as `number`; what is not finite becomes `null`.
  public mutating func value(_ number: Double) {
    guard number.isFinite else { return null() }
    digits(number.description)
  }

  public mutating func value(_ flag: Bool) { digits(flag ? "true" : "false") }

  public mutating func null() { digits("null") }

  /// Writes an array of texts.
  public mutating func value(_ texts: [String]) {
    array(texts) { writer, text in writer.value(text) }
  }

  private mutating func digits(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
  }

  /// Appends a text with what JSON reserves written as escapes.
  private mutating func appendEscaped(_ text: String) {
    let needsEscape = text.utf8.contains { byte in
      byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }
    guard needsEscape else {
      bytes.append(contentsOf: text.utf8)
      return
    }
    for byte in text.utf8 { appendEscaped(byte) }
  }

  private mutating func appendEscaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): bytes.append(contentsOf: "\\\"".utf8)
    case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
    case 0x08: bytes.append(contentsOf: "\\b".utf8)
    case 0x09: bytes.append(contentsOf: "\\t".utf8)
    case 0x0A: bytes.append(contentsOf: "\\n".utf8)
    case 0x0C: bytes.append(contentsOf: "\\f".utf8)
    case 0x0D: bytes.append(contentsOf: "\\r".utf8)
    case 0..<0x20:
      bytes.append(contentsOf: "\\u00".utf8)
      bytes.append(JSONWriter.hexadecimalDigit(byte >> 4))
      bytes.append(JSONWriter.hexadecimalDigit(byte & 0xF))
    default: bytes.append(byte)
    }
  }

  private static func hexadecimalDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}

// MARK: Fields

extension JSONWriter {
  public mutating func field(_ name: String, _ text: String) {
    key(name)
    value(text)
  }

  /// Writes the field if there is a text, else nothing.
  public mutating func field(_ name: String, _ text: String?) {
    guard let text else { return }
    key(name)
    value(text)
  }

  public mutating func field(_ name: String, _ number: Int) {
    key(name)
    value(number)
  }

  public mutating func field(_ name: String, _ number: UInt64) {
    key(name)
    value(number)
  }

  public mutating func field(_ name: String, _ number: Double) {
    key(name)
    value(number)
  }

  public mutating func field(_ name: String, _ flag: Bool) {
    key(name)
    value(flag)
  }

  public mutating func field(_ name: String, _ texts: [String]) {
    key(name)
    value(texts)
  }
}
