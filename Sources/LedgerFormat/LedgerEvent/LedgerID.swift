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

  /// Reads an id from its 32 hexadecimal digits, or gives nil.
  public init?(hex: String) {
    let digits = Array(hex.utf8)
    guard digits.count == 2 * LedgerID.sizeBytes else { return nil }
    var bytes: [UInt8] = []
    for position in stride(from: 0, to: digits.count, by: 2) {
      let pair = String(decoding: digits[position..<position + 2], as: UTF8.self)
      guard pair.utf8.first != UInt8(ascii: "+"), let byte = UInt8(pair, radix: 16) else {
        return nil
      }
      bytes.append(byte)
    }
    self.init(bytes)
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
