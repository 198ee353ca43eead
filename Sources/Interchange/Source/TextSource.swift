/// A file's text as valid UTF-8 without a byte-order mark and without NUL, pulled chunk by chunk.
struct TextSource: ~Copyable {
  /// How many bytes are read from a file at a time.
  static let chunkSizeBytes = 262_144

  private let encoding: SourceEncoding
  private let source: ByteSource
  private var chunk: [UInt8]
  private var validator = UTF8Validator()
  private var decoder: TextDecoder?
  /// How much of the text was given, counted in bytes of the file.
  private var givenSizeBytes = 0
  private var isAtStart = true
  /// What is wrong where the given text ends; reported when the reader asks for more.
  private var flaw: Flaw?

  private enum Flaw {
    case notText(byteOffset: Int)
    case nul
  }

  /// Reads `source` from its start as `encoding`.
  init(
    _ source: ByteSource, encoding: SourceEncoding, chunkSizeBytes: Int
  ) throws(InterchangeError) {
    self.source = source
    self.encoding = encoding
    chunk = [UInt8](repeating: 0, count: max(chunkSizeBytes, 1))
    if encoding != .utf8 {
      decoder = TextDecoder(encoding)
      if decoder == nil { throw .encodingUnavailable(encoding) }
    }
  }

  /// Appends the next of the text to `text`; false at the end of the file.
  ///
  /// What is valid before a wrong byte is given first, and the error comes with the next call: so
  /// `row`, where the reader then stands, is the row that holds the byte.
  mutating func append(to text: inout [UInt8], row: Int) throws(InterchangeError) -> Bool {
    try throwFlaw(row: row)
    let oldCount = text.count
    while text.count == oldCount && !isFlawed {
      let count = try source.read(into: &chunk)
      if count == 0 { return flawAtEnd() }
      if encoding == .utf8 {
        appendValid(count: count, to: &text)
      } else {
        appendDecoded(count: count, to: &text)
      }
      removeMark(from: &text, at: oldCount)
      if let nul = text.span.firstIndex(of: 0, from: oldCount) {
        text.removeLast(text.count - nul)
        flaw = .nul
      }
    }
    return true
  }

  /// True when the next call of `append` will throw.
  var isFlawed: Bool { flaw != nil }

  private func throwFlaw(row: Int) throws(InterchangeError) {
    switch flaw {
    case .notText(let byteOffset): throw .notText(encoding, byteOffset: byteOffset, row: row)
    case .nul: throw .nulByte(row: row)
    case nil: return
    }
  }

  /// True when the file ends inside a character, which becomes the flaw.
  private mutating func flawAtEnd() -> Bool {
    if encoding == .utf8 {
      guard !validator.isComplete else { return false }
      flaw = .notText(byteOffset: validator.acceptedSizeBytes)
    } else {
      guard decoder?.isComplete == false else { return false }
      flaw = .notText(byteOffset: decoder?.decodedSizeBytes ?? 0)
    }
    return true
  }

  /// Appends what is UTF-8 of the chunk's first `count` bytes and those held back before.
  private mutating func appendValid(count: Int, to text: inout [UInt8]) {
    let oldCount = text.count
    text.append(contentsOf: validator.pending)
    text.append(contentsOf: chunk[..<count])
    if !validator.accepts(chunk, count: count) {
      flaw = .notText(byteOffset: validator.acceptedSizeBytes)
    }
    let newCount = oldCount + validator.acceptedSizeBytes - givenSizeBytes
    text.removeLast(text.count - newCount)
    givenSizeBytes = validator.acceptedSizeBytes
  }

  /// Appends the text of the chunk's first `count` bytes.
  private mutating func appendDecoded(count: Int, to text: inout [UInt8]) {
    if decoder?.decode(chunk[..<count], into: &text) != true {
      flaw = .notText(byteOffset: decoder?.decodedSizeBytes ?? 0)
    }
  }

  /// Drops a byte-order mark at the text's start.
  private mutating func removeMark(from text: inout [UInt8], at start: Int) {
    guard isAtStart, text.count > start else { return }
    isAtStart = false
    if text[start...].starts(with: [0xEF, 0xBB, 0xBF]) { text.removeSubrange(start..<start + 3) }
  }
}
