/// The numbers of official systems that can be checked by looking at them alone.
///
/// Source of each rule: the file of its name. A number that is right in form may still be nobody's.
public enum OfficialNumber: String, Hashable, Sendable, CaseIterable {
  case cas, uscc, un, plate, gln, gtin, sscc, identityCard, tankContainer

  /// What looking at a number told.
  public enum Outcome: Hashable, Sendable {
    case good
    /// Not of the number's form.
    case malformed
    /// Of the right form, with another check character than this one.
    case wrong(expected: Character)
  }

  /// Checks a number as it is written. Cost: one pass over it.
  public func check(_ text: String) -> Outcome {
    let bytes = Array(text.utf8)
    switch self {
    case .cas: return OfficialNumber.checkCAS(bytes)
    case .uscc: return OfficialNumber.checkUSCC(bytes)
    case .un: return OfficialNumber.checkUN(bytes)
    case .plate: return OfficialNumber.checkPlate(text)
    case .gln: return OfficialNumber.checkGS1(bytes, sizes: [13])
    case .gtin: return OfficialNumber.checkGS1(bytes, sizes: [8, 12, 13, 14])
    case .sscc: return OfficialNumber.checkGS1(bytes, sizes: [18])
    case .identityCard: return OfficialNumber.checkIdentityCard(bytes)
    case .tankContainer: return OfficialNumber.checkContainer(bytes)
    }
  }

  /// How sure the rule is: [A] read in the primary text, [B] in a secondary one, [C] recalled. Only
  /// what is [A] is ever refused; the others are warnings.
  public var confidence: Confidence {
    switch self {
    case .cas, .uscc, .un, .gln, .gtin, .sscc, .tankContainer: .a
    case .identityCard: .b
    case .plate: .c
    }
  }
}

extension OfficialNumber {
  /// The value of an ASCII digit; nil for another byte.
  static func digit(_ byte: UInt8) -> Int? {
    let value = byte &- UInt8(ascii: "0")
    return value < 10 ? Int(value) : nil
  }

  /// The values of all bytes, which are digits; nil where one is not.
  static func digits(_ bytes: some Sequence<UInt8>) -> [Int]? {
    var digits: [Int] = []
    for byte in bytes {
      guard let digit = digit(byte) else { return nil }
      digits.append(digit)
    }
    return digits
  }

  /// What a check digit that should be `expected` told.
  static func outcome(_ found: UInt8, expected: Int) -> Outcome {
    outcome(found, expected: UInt8(ascii: "0") + UInt8(expected))
  }

  static func outcome(_ found: UInt8, expected: UInt8) -> Outcome {
    found == expected ? .good : .wrong(expected: Character(Unicode.Scalar(expected)))
  }
}
