public import LedgerFormat

/// Sixteen random bytes that keep a private field's value from being guessed from its commitment.
public struct Salt: Hashable, Sendable {
  public static let sizeBytes = 16

  private let high: UInt64
  private let low: UInt64

  /// Draws a salt; for the ledger from the system's generator, which is fit for secrets.
  public init(using random: inout some RandomNumberGenerator) {
    high = random.next()
    low = random.next()
  }

  /// Takes two numbers that were drawn from such a generator.
  public init(_ high: UInt64, _ low: UInt64) { (self.high, self.low) = (high, low) }

  /// Takes exactly 16 bytes, or gives nil.
  public init?(_ bytes: Span<UInt8>) {
    guard bytes.count == Salt.sizeBytes else { return nil }
    var words: (high: UInt64, low: UInt64) = (0, 0)
    for position in 0..<8 {
      words.high = words.high << 8 | UInt64(bytes[position])
      words.low = words.low << 8 | UInt64(bytes[position + 8])
    }
    (high, low) = words
  }

  /// The 16 bytes, first byte first.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Salt.sizeBytes)
    append(to: &bytes)
    return bytes
  }

  /// Appends the 16 bytes to `bytes`.
  public func append(to bytes: inout [UInt8]) {
    bytes.append(bigEndian: high)
    bytes.append(bigEndian: low)
  }
}

/// What opens a commitment: kept beside the ledger, and the only thing that may be erased.
public struct PrivateOpening: Hashable, Sendable {
  public var name: PrivateField.Name
  public var salt: Salt
  public var value: String
  /// True for a field of a correction's replacement, false for one of the event itself.
  public var isOfReplacement: Bool

  public init(
    name: PrivateField.Name, salt: Salt, value: String, isOfReplacement: Bool = false
  ) {
    self.name = name
    self.salt = salt
    self.value = value
    self.isOfReplacement = isOfReplacement
  }

  /// The opening as the replacement's own; nil for one of the event itself.
  public var ofReplacement: PrivateOpening? {
    isOfReplacement ? PrivateOpening(name: name, salt: salt, value: value) : nil
  }

  /// The number that it is kept under beside the ledger.
  public var code: UInt8 { name.code(isOfReplacement: isOfReplacement) }

  /// What the ledger keeps of the field:
  /// SHA-256("hazledger/private/v1" || 0x00 || salt || name || 0x00 || value).
  public func commitment(_ hasher: inout LedgerFormat.Hasher) -> Hash {
    var message: [UInt8] = []
    return commitment(&hasher, &message)
  }

  /// The same, with the message that is hashed written over `message`, whose memory is used again.
  public func commitment(_ hasher: inout LedgerFormat.Hasher, _ message: inout [UInt8]) -> Hash {
    message.removeAll(keepingCapacity: true)
    message.append("hazledger/private/v1".utf8.span)
    message.append(0)
    salt.append(to: &message)
    message.append(name.label.utf8.span)
    message.append(0)
    message.append(value.utf8.span)
    return hasher.digest(message.span)
  }
}

extension PrivateField.Name {
  /// The number that openings are kept under: the field's, with the highest bit set for those of a
  /// correction's replacement.
  public func code(isOfReplacement: Bool) -> UInt8 {
    UInt8(rawValue) | (isOfReplacement ? 0x80 : 0)
  }

  /// The field's name in files, and in its commitment.
  public var label: String {
    switch self {
    case .handler: "handler"
    case .checker: "checker"
    case .contact: "contact"
    case .driver: "driver"
    case .escort: "escort"
    case .agent: "agent"
    case .identityNumber: "identityNumber"
    case .personName: "personName"
    }
  }
}
