internal import LedgerFormat

/// Tells a checkpoint that was cut, as a crash leaves it, from one that was changed.
enum TornCheckpoint {
  /// The characters of a digest and of an Ed25519 signature with its key id, in base64.
  private static let (digestSize, signatureSize) = (44, 92)

  /// True where the bytes begin a checkpoint of one signature by this log, and end before its end.
  static func isBeginning(_ bytes: Span<UInt8>, of origin: String) -> Bool {
    var walk = Walk()
    return walk.passes(Array((origin + "\n").utf8), bytes)
      && walk.passesDigits(bytes)
      && walk.passes([UInt8(ascii: "\n")], bytes)
      && walk.passesBase64(count: digestSize, bytes)
      && walk.passes(Array(("\n\n— " + origin + " ").utf8), bytes)
      && walk.passesBase64(count: signatureSize, bytes)
      && walk.position == bytes.count
  }

  /// Stands in the bytes; every step passes over what must stand there, or as much as there is.
  private struct Walk {
    var position = 0

    mutating func passes(_ expected: [UInt8], _ bytes: Span<UInt8>) -> Bool {
      for byte in expected where position < bytes.count {
        guard bytes[position] == byte else { return false }
        position += 1
      }
      return true
    }

    mutating func passesDigits(_ bytes: Span<UInt8>) -> Bool {
      while position < bytes.count, bytes[position] &- UInt8(ascii: "0") < 10 { position += 1 }
      return true
    }

    mutating func passesBase64(count: Int, _ bytes: Span<UInt8>) -> Bool {
      let end = min(bytes.count, position + count)
      while position < end {
        guard Walk.isBase64(bytes[position]) else { return false }
        position += 1
      }
      return true
    }

    private static func isBase64(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"),
        UInt8(ascii: "="):
        true
      default: false
      }
    }
  }
}
