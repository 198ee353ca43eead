/// Tells whether bytes that come in chunks are valid UTF-8.
///
/// A character may be cut by the end of a chunk; its bytes are kept until the next.
struct UTF8Validator {
  /// The bytes of a character whose end has not come yet; at most three.
  private(set) var pending: [UInt8] = []
  /// How many bytes were accepted before those that are pending.
  private(set) var acceptedSizeBytes = 0

  /// True when no character is cut.
  var isComplete: Bool { pending.isEmpty }

  /// Takes the next bytes; false when no text can contain them, and then
  /// `acceptedSizeBytes` is where the first wrong character begins.
  mutating func accepts(_ bytes: Span<UInt8>) -> Bool {
    var first = 0
    while !pending.isEmpty && first < bytes.count {
      pending.append(bytes[first])
      first += 1
      switch UTF8Validator.check(pending.span) {
      case .valid:
        acceptedSizeBytes += pending.count
        pending.removeAll(keepingCapacity: true)
      case .cut: continue
      case .wrong: return false
      }
    }
    let rest = bytes.extracting(first..<bytes.count)
    switch UTF8Validator.check(rest) {
    case .valid:
      acceptedSizeBytes += rest.count
      return true
    case .cut(let position):
      acceptedSizeBytes += position
      for index in position..<rest.count { pending.append(rest[index]) }
      return true
    case .wrong(let position):
      acceptedSizeBytes += position
      return false
    }
  }

  /// Takes the first bytes of a chunk; see `accepts(_:)`.
  mutating func accepts(_ chunk: [UInt8], count: Int) -> Bool {
    accepts(chunk.span.extracting(first: count))
  }

  private enum Verdict {
    case valid
    /// The last character is cut, from this position.
    case cut(Int)
    /// The character at this position is none.
    case wrong(Int)
  }

  private static func check(_ bytes: Span<UInt8>) -> Verdict {
    do {
      _ = try UTF8Span(validating: bytes)
      return .valid
    } catch {
      let isCut = error.kind == .truncatedScalar && error.byteOffsets.upperBound == bytes.count
      return isCut ? .cut(error.byteOffsets.lowerBound) : .wrong(error.byteOffsets.lowerBound)
    }
  }
}
