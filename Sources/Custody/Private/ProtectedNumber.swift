internal import LedgerFormat

/// A person's identity number as it is kept: its last characters, and a salted digest of all of it.
///
///     value = ending ":" hex(salt) ":" hex(SHA-256("hazledger/identity/v1" || 0x00 || salt || number))
///
/// The ending has four characters, of a number shorter than eight half of them. The number itself is
/// nowhere, not even beside the ledger: whoever knows it can be shown to be the one, and whoever does
/// not sees four characters. The digest hides little from somebody who has the salt and tries all
/// numbers, which is why it can be erased like the value of any private field.
struct ProtectedNumber {
  let ending: String
  let value: String
  private let salt: String

  /// Protects a number with a salt drawn from `random`; a value that is protected stays as it is.
  init(
    _ number: String, using random: inout some RandomNumberGenerator,
    _ hasher: inout LedgerFormat.Hasher
  ) {
    if let known = ProtectedNumber(protected: number) {
      self = known
    } else {
      self.init(number, salt: Salt(using: &random).bytes, &hasher)
    }
  }

  /// Reads a protected value; nil for any other text.
  init?(protected value: String) {
    let parts = value.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[1].utf8.count == 2 * Salt.sizeBytes,
      parts[2].utf8.count == 2 * Hash.sizeBytes,
      parts[1...].allSatisfy({ $0.utf8.allSatisfy { ProtectedNumber.digit($0) != nil } })
    else { return nil }
    (ending, salt) = (String(parts[0]), String(parts[1]))
    self.value = value
  }

  private init(_ number: String, salt: [UInt8], _ hasher: inout LedgerFormat.Hasher) {
    var message = Array("hazledger/identity/v1".utf8)
    message.append(0)
    message.append(contentsOf: salt)
    message.append(contentsOf: number.utf8)
    ending = String(number.suffix(min(4, number.count / 2)))
    self.salt = ProtectedNumber.hex(salt)
    value = "\(ending):\(self.salt):\(hasher.digest(message.span).hex)"
  }

  /// A number as it would be kept with this one's salt: the same value where it is the same number.
  func protecting(_ number: String, _ hasher: inout LedgerFormat.Hasher) -> String {
    if ProtectedNumber(protected: number) != nil { return number }
    return ProtectedNumber(number, salt: saltBytes, &hasher).value
  }

  private var saltBytes: [UInt8] {
    let digits = salt.utf8.compactMap(ProtectedNumber.digit)
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    default: nil
    }
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

extension PrivateField {
  /// The value as answers show it: of an identity number only the last characters, `****1234`; nil for
  /// what is sealed.
  public var shown: String? {
    guard case .open(let value) = content else { return nil }
    guard name == .identityNumber else { return value }
    return "****" + (ProtectedNumber(protected: value)?.ending ?? "")
  }
}
