/// Reads the lines of a proof that stand above its checkpoint, one after another.
struct ProofLines {
  private var position = 0
  /// The number of the line that `next` gave last, from 1.
  private(set) var number = 0

  /// The next line without its line feed, which may be empty.
  ///
  /// - Throws: `ProofFileError.line` where the bytes end without a line feed.
  mutating func next(_ bytes: Span<UInt8>) throws(ProofFileError) -> [UInt8] {
    number += 1
    var end = position
    while end < bytes.count, bytes[end] != SignedNote.lineFeed { end += 1 }
    guard end < bytes.count else { throw .line(number) }
    defer { position = end + 1 }
    return [UInt8](bytes.extracting(position..<end))
  }

  /// Reads a line that is exactly this text.
  mutating func expect(_ text: String, _ bytes: Span<UInt8>) throws(ProofFileError) {
    guard try next(bytes).elementsEqual(text.utf8) else { throw .line(number) }
  }

  /// Reads the hashes of a path, one a line, up to the line that is `end`.
  ///
  /// - Throws: `ProofFileError.line` at what is no hash in canonical base64, and where there are
  ///   more hashes than any tree needs.
  mutating func hashes(
    upTo end: String, _ bytes: Span<UInt8>
  ) throws(ProofFileError) -> [Hash] {
    var hashes: [Hash] = []
    while true {
      let line = try next(bytes)
      if line.elementsEqual(end.utf8) { return hashes }
      guard let hash = ProofLines.hash(line[...]), hashes.count < MerkleTree.proofHashCountMax
      else { throw .line(number) }
      hashes.append(hash)
    }
  }

  /// What follows the lines that were read: the checkpoint.
  func note(_ bytes: Span<UInt8>) throws(ProofFileError) -> SignedNote {
    do { return try SignedNote(bytes.extracting(position..<bytes.count)) } catch {
      throw .note(error)
    }
  }

  /// A digest in canonical base64, or nil.
  static func hash(_ text: ArraySlice<UInt8>) -> Hash? {
    guard let bytes = Base64.decode(Array(text).span), bytes.count == Hash.sizeBytes else {
      return nil
    }
    return Hash(bytes.span)
  }

  /// What follows `word` and a space on a line, or nil where the line does not begin so.
  static func value(of word: String, _ line: [UInt8]) -> ArraySlice<UInt8>? {
    let start = Array((word + " ").utf8)
    return line.starts(with: start) ? line[start.count...] : nil
  }

  /// Hashes as lines.
  static func text(_ hashes: [Hash]) -> String {
    hashes.map { Base64.encode($0) + "\n" }.joined()
  }
}
