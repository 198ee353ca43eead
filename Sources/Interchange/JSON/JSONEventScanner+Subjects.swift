internal import Custody
internal import LedgerFormat

/// What corrections and orders are about.
extension JSONEventScanner {
  /// Reads an order's lots, which are plain names.
  mutating func lots(
    _ bytes: Span<UInt8>, _ builder: inout EventBuilder
  ) throws(JSONStop) {
    guard try isType(.array, bytes, &builder) else { return }
    builder.draft.setList(.lots)
    try cursor.expect(UInt8(ascii: "["), bytes)
    var isFirst = true
    var number = 0
    while try cursor.nextItem(bytes, &isFirst) {
      path.append(.item(number))
      number += 1
      if let lot = try appendText(bytes, &builder) { builder.draft.lots.append(lot) }
      path.removeLast()
    }
  }

  /// Reads the object that names what is corrected.
  mutating func corrects(
    _ bytes: Span<UInt8>, _ builder: inout EventBuilder
  ) throws(JSONStop) {
    builder.draft.setList(.corrects)
    var seen: UInt64 = 0
    try cursor.expect(UInt8(ascii: "{"), bytes)
    var isFirst = true
    while let key = try cursor.nextKey(bytes, &isFirst) {
      path.append(.key(key))
      switch try keyNumber(key, keys.corrects, &seen, bytes, &builder) {
      case 0: builder.draft.corrects.party = try appendText(bytes, &builder)
      case 1: builder.draft.corrects.id = try appendText(bytes, &builder)
      case nil: break
      default: _ = try integer(bytes, &builder)
      }
      path.removeLast()
    }
  }
}
