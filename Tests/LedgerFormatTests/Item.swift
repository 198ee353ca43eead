import LedgerFormat

/// A CBOR item as a tree, so that tests can say what is encoded.
indirect enum Item: Equatable {
  case unsigned(UInt64)
  case negative(Int64)
  case bytes([UInt8])
  case text(String)
  case array([Item])
  /// Pairs in the order in which they are written.
  case map([(key: Item, value: Item)])
  case boolean(Bool)
  case null

  /// A map with unsigned keys.
  static func fields(_ pairs: [(UInt64, Item)]) -> Item {
    .map(pairs.map { (key: .unsigned($0.0), value: $0.1) })
  }

  static func == (left: Item, right: Item) -> Bool { left.encoded == right.encoded }

  /// The item's bytes, as the package's writer spells them.
  var encoded: [UInt8] {
    var writer = CBORWriter()
    write(to: &writer)
    return writer.bytes
  }

  private func write(to writer: inout CBORWriter) {
    switch self {
    case .unsigned(let value): writer.unsigned(value)
    case .negative(let value): writer.integer(value)
    case .bytes(let value): writer.byteString(value.span)
    case .text(let value): writer.text(value)
    case .array(let items):
      writer.array(count: items.count)
      for item in items { item.write(to: &writer) }
    case .map(let pairs):
      writer.map(count: pairs.count)
      for pair in pairs {
        pair.key.write(to: &writer)
        pair.value.write(to: &writer)
      }
    case .boolean(let value): writer.boolean(value)
    case .null: writer.null()
    }
  }
}

/// Event bodies as the tests need them.
enum Bodies {
  static let quantity = Item.array([.unsigned(12_500_000_000), .unsigned(3)])

  static func encode(_ item: Item) -> [UInt8] { item.encoded }

  static func goods(_ lots: [String]) -> Item {
    .array(lots.map { .array([.text($0), quantity]) })
  }

  static func outputs(_ lots: [String]) -> Item {
    .array(lots.map { .array([.text($0), quantity, .null, .null]) })
  }

  /// A body of `kind` with these fields in the order of their keys.
  static func event(_ kind: UInt64, _ fields: [EventKey: Item]) -> [UInt8] {
    let pairs = fields.sorted { $0.key.rawValue < $1.key.rawValue }.map {
      ($0.key.rawValue, $0.value)
    }
    return encode(.fields([(EventKey.kind.rawValue, .unsigned(kind))] + pairs))
  }

  /// The fields without which the stream rule cannot tell the streams of a trade event.
  static func needed(_ kind: UInt64) -> [EventKey: Item] {
    switch kind {
    case 1: [.outputs: outputs(["P/1"])]
    case 2, 6, 7, 8: [.lot: .text("P/1")]
    case 3: [.goods: goods(["P/1"])]
    case 4: [.goods: goods(["P/1"]), .consignment: .text("W")]
    default: [.action: .unsigned(1), .consignment: .text("W")]
    }
  }
}
