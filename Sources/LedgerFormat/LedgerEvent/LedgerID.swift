/// The random 16 bytes that tell one ledger from all others, whatever they are called.
public struct LedgerID: Hashable, Sendable {
  /// The id's length in bytes.
  public static let sizeBytes = 16

  /// The bytes, of which there are 16.
  public let bytes: [UInt8]

  /// Takes 16 bytes, or gives nil.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count == LedgerID.sizeBytes else { return nil }
    self.bytes = bytes
  }

  /// Draws a new id.
  public static func random() -> LedgerID { LedgerID(random: SecureRandom.bytes(count: sizeBytes)) }

  private init(random bytes: [UInt8]) { self.bytes = bytes }

  /// The id as 32 lower-case hexadecimal digits.
  public var hex: String {
    bytes.reduce(into: "") { text, byte in
      text += byte < 16 ? "0" : ""
      text += String(byte, radix: 16)
    }
  }
}

extension LedgerID: CustomStringConvertible {
  public var description: String { hex }
}
