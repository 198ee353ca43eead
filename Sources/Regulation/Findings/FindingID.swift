internal import LedgerFormat

/// Names a finding: 16 hexadecimal digits that follow from its cause alone.
///
/// The first 8 bytes of SHA-256 over `hazledger/finding/v1`, the rule's id and the parts of the cause,
/// each on a line of its own. Whoever has the same rule and the same events gets the same id.
public struct FindingID: Hashable, Comparable, Sendable {
  public let value: UInt64

  /// The id of what `rule` found about the parts of a cause. Cost: one digest.
  public init(rule: String, cause: [String]) {
    var hasher = LedgerFormat.Hasher()
    let text = (["hazledger/finding/v1", rule] + cause).map { $0 + "\n" }.joined()
    let digest = hasher.digest(Array(text.utf8).span).bytes
    value = digest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Reads 16 lower-case hexadecimal digits, or gives nil.
  public init?(_ text: String) {
    let digits = text.utf8
    guard digits.count == 16 else { return nil }
    var value: UInt64 = 0
    for digit in digits {
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt64(digit - 0x30)
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt64(digit - 0x57)
      default: return nil
      }
    }
    self.value = value
  }

  public var text: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  public static func < (left: FindingID, right: FindingID) -> Bool { left.value < right.value }
}
