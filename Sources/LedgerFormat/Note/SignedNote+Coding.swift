extension SignedNote {
  static let lineFeed = UInt8(ascii: "\n")
  /// What a signature line begins with: an em dash and a space.
  fileprivate static let mark: [UInt8] = [0xE2, 0x80, 0x94, 0x20]

  /// The note as it is stored and sent.
  public var bytes: [UInt8] {
    var result = Array(text.utf8)
    result.append(SignedNote.lineFeed)
    for signature in signatures { result.append(contentsOf: signature.line) }
    return result
  }

  /// Reads a note; the signatures are not checked yet.
  ///
  /// - Throws: `NoteError` where the bytes are not a note in every byte, are too large or have too
  ///   many signatures.
  public init(_ bytes: Span<UInt8>) throws(NoteError) {
    guard bytes.count <= SignedNote.sizeBytesMax else {
      throw .tooLarge(sizeBytes: bytes.count, sizeBytesMax: SignedNote.sizeBytesMax)
    }
    // The last empty line parts the text from the signatures.
    var end = bytes.count - 1
    while end > 0, bytes[end] != SignedNote.lineFeed || bytes[end - 1] != SignedNote.lineFeed {
      end -= 1
    }
    guard end > 0, let text = String(utf8: bytes, in: 0..<end) else { throw .text }
    try self.init(text: text)
    for signature in try SignedNote.signatures(
      in: bytes.extracting(end + 1..<bytes.count))
    {
      add(signature)
    }
    guard !signatures.isEmpty else { throw .signatureLine(1) }
  }

  /// Where each note lies among several that follow one another, as in the file `checkpoints`.
  ///
  /// A note ends before the first line that follows its signature lines and is none itself, which
  /// is certain for checkpoints, because their texts have no empty lines and no such first line.
  /// The last range is one of a torn note where the bytes end inside it.
  public static func ranges(in bytes: Span<UInt8>) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var (noteStart, lineStart, isBelowText) = (0, 0, false)
    while lineStart < bytes.count {
      var lineEnd = lineStart
      while lineEnd < bytes.count, bytes[lineEnd] != lineFeed { lineEnd += 1 }
      let line = bytes.extracting(lineStart..<lineEnd)
      if line.isEmpty {
        isBelowText = true
      } else if isBelowText, !isSignatureLine(line) {
        ranges.append(noteStart..<lineStart)
        (noteStart, isBelowText) = (lineStart, false)
      }
      lineStart = min(lineEnd + 1, bytes.count)
    }
    if noteStart < bytes.count { ranges.append(noteStart..<bytes.count) }
    return ranges
  }

  /// Reads signature lines that stand alone, as a witness gives them.
  ///
  /// - Throws: `NoteError.signatureLine` naming the line that is none, counted from 1, and
  ///   `.tooManySignatures`.
  public static func signatures(in bytes: Span<UInt8>) throws(NoteError) -> [Signature] {
    var signatures: [Signature] = []
    var start = 0
    while start < bytes.count {
      guard signatures.count < signatureCountMax else {
        throw .tooManySignatures(countMax: signatureCountMax)
      }
      var end = start
      while end < bytes.count, bytes[end] != lineFeed { end += 1 }
      guard end < bytes.count, let signature = Signature(bytes.extracting(start..<end)) else {
        throw .signatureLine(signatures.count + 1)
      }
      signatures.append(signature)
      start = end + 1
    }
    return signatures
  }

  /// True where the bytes begin with a signature line, as no note does.
  public static func isSignatureLine(at bytes: Span<UInt8>) -> Bool { isSignatureLine(bytes) }

  fileprivate static func isSignatureLine(_ line: Span<UInt8>) -> Bool {
    line.count > mark.count && mark.indices.allSatisfy { line[$0] == mark[$0] }
  }
}

extension SignedNote.Signature {
  /// The signature line with its line feed.
  public var line: [UInt8] {
    let id = (0..<4).map { UInt8(truncatingIfNeeded: keyID >> UInt32(24 - 8 * $0)) }
    let blob = id + bytes
    return SignedNote.mark + Array((name + " " + Base64.encode(blob.span) + "\n").utf8)
  }

  /// Reads a signature line without its line feed, or gives nil.
  fileprivate init?(_ line: Span<UInt8>) {
    guard SignedNote.isSignatureLine(line) else { return nil }
    let nameStart = 4
    var space = nameStart
    while space < line.count, line[space] != UInt8(ascii: " ") { space += 1 }
    guard space < line.count, let name = String(utf8: line, in: nameStart..<space),
      VerifierKey.isName(name),
      let blob = Base64.decode(line.extracting(space + 1..<line.count)), blob.count > 4
    else { return nil }
    let keyID = blob[..<4].reduce(0) { $0 << 8 | UInt32($1) }
    self.init(name: name, keyID: keyID, bytes: Array(blob[4...]))
  }
}
