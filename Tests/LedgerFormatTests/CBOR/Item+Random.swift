import LedgerFormat
import TestSupport

extension Item {
  /// Any item that the format can hold, with its map keys in order.
  static func random(_ random: inout SeededGenerator, depth: Int) -> Item {
    switch Int.random(in: 0..<(depth > 0 ? 9 : 6), using: &random) {
    case 0: .unsigned(random.next() >> UInt64.random(in: 0..<64, using: &random))
    case 1:
      .negative(~Int64(bitPattern: random.next() >> UInt64.random(in: 1..<64, using: &random)))
    case 2: .bytes((0..<Int.random(in: 0..<40, using: &random)).map { UInt8($0) })
    case 3:
      .text(String((0..<Int.random(in: 0..<30, using: &random)).map { "aé水𐅑"[$0 % 4] }))
    case 4: .boolean(Bool.random(using: &random))
    case 5: .null
    case 6: .array(randomItems(&random, depth: depth))
    default: randomMap(&random, depth: depth)
    }
  }

  private static func randomItems(_ random: inout SeededGenerator, depth: Int) -> [Item] {
    (0..<Int.random(in: 0..<6, using: &random)).map { _ in Item.random(&random, depth: depth - 1) }
  }

  private static func randomMap(_ random: inout SeededGenerator, depth: Int) -> Item {
    var pairs: [(key: Item, value: Item)] = []
    for key in randomItems(&random, depth: min(depth, 2)) {
      guard !pairs.contains(where: { $0.key == key }) else { continue }
      pairs.append((key, Item.random(&random, depth: depth - 1)))
    }
    return .map(pairs.sorted { $0.key.encoded.lexicographicallyPrecedes($1.key.encoded) })
  }

  /// Reads an item with the reader's typed functions.
  static func read(_ reader: inout CBORReader, _ bytes: Span<UInt8>) throws -> Item {
    switch try reader.peek(bytes) {
    case 0x00..<0x20: return .unsigned(try reader.unsigned(bytes))
    case 0x20..<0x40: return .negative(try reader.integer(bytes))
    case 0x40..<0x60: return .bytes([UInt8](bytes.extracting(try reader.byteString(bytes))))
    case 0x60..<0x80: return .text(try reader.text(bytes))
    case 0x80..<0xA0:
      return .array(try (0..<(try reader.array(bytes))).map { _ in try read(&reader, bytes) })
    case 0xA0..<0xC0:
      return .map(
        try (0..<(try reader.map(bytes))).map { _ in
          (key: try read(&reader, bytes), value: try read(&reader, bytes))
        })
    case 0xF4, 0xF5: return .boolean(try reader.boolean(bytes))
    default:
      _ = try reader.isNull(bytes)
      return .null
    }
  }
}

extension String {
  fileprivate subscript(position: Int) -> Character { self[index(startIndex, offsetBy: position)] }
}
