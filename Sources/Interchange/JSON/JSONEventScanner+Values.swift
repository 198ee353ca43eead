extension JSONEventScanner {
  /// The number of a key in its table; nil, with the value read over, for one that is not known or
  /// stands there the second time.
  mutating func keyNumber(
    _ key: TextRange, _ table: JSONKeys.Table, _ seen: inout UInt64, _ bytes: Span<UInt8>,
    _ builder: inout EventBuilder
  ) throws(JSONStop) -> Int? {
    let number: Int?
    if key.isEscaped {
      number = table.number(of: resolved(key, bytes).span)
    } else {
      number = table.number(of: bytes.extracting(key.start..<key.end))
    }
    guard let number else {
      if path.count == 1, key.start < key.end, bytes[key.start] == UInt8(ascii: "#") {
        _ = try cursor.skipValue(bytes)
        return nil
      }
      let written = String(decoding: resolved(key, bytes), as: UTF8.self)
      let nearest = NearestWord.nearest(to: written, among: table.names) ?? ""
      let value = try cursor.skipValue(bytes)
      fault(.unknownKey(nearest: nearest), value, bytes, &builder)
      return nil
    }
    let bit: UInt64 = 1 << UInt64(number)
    guard seen & bit == 0 else {
      let value = try cursor.skipValue(bytes)
      fault(.duplicateKey, value, bytes, &builder)
      return nil
    }
    seen |= bit
    return number
  }

  /// True when the value that comes next is of `type`; else it is read over, and unless it is
  /// `null`, which is an absent value, a fault is noted.
  mutating func isType(
    _ type: JSONType, _ bytes: Span<UInt8>, _ builder: inout EventBuilder
  ) throws(JSONStop) -> Bool {
    let found = try cursor.type(bytes)
    guard found != type else { return true }
    let value = try cursor.skipValue(bytes)
    if found != .null {
      fault(.wrongType(expected: type, found: found), value, bytes, &builder)
    }
    return false
  }

  /// Reads a string or a boolean as text; nil for another value, which is a fault.
  mutating func text(
    _ type: JSONType, _ bytes: Span<UInt8>, _ builder: inout EventBuilder
  ) throws(JSONStop) -> TextRange? {
    guard try isType(type, bytes, &builder) else { return nil }
    return type == .string ? try cursor.string(bytes) : try cursor.literal(bytes)
  }

  /// Reads a string into the draft's texts and gives its position there.
  mutating func appendText(
    _ bytes: Span<UInt8>, _ builder: inout EventBuilder
  ) throws(JSONStop) -> Int? {
    guard let text = try text(.string, bytes, &builder) else { return nil }
    return builder.draft.append(text)
  }

  /// Reads an integer that fits Int64 as text; nil for another value, which is a fault.
  mutating func integer(
    _ bytes: Span<UInt8>, _ builder: inout EventBuilder
  ) throws(JSONStop) -> TextRange? {
    guard try isType(.number, bytes, &builder) else { return nil }
    let text = try cursor.number(bytes)
    let isShort = text.end - text.start <= 18
    let isWhole = isShort && bytes.endOfDigits(from: text.start) == text.end
    guard isWhole || Int64(String(copying: bytes.extracting(text.start..<text.end))) != nil else {
      fault(.notInteger, text, bytes, &builder)
      return nil
    }
    return text
  }

  /// Notes a fault of the value at the current path.
  func fault(
    _ reason: FaultReason, _ value: TextRange, _ bytes: Span<UInt8>,
    _ builder: inout EventBuilder
  ) {
    let shown = bytes.shortened(value.start..<value.end)
    builder.faults.append(
      FieldFault(field: nil, jsonPath: pathText(bytes), value: shown, reason: reason))
  }

  /// The current path as `$.outputs[0].lot`.
  func pathText(_ bytes: Span<UInt8>) -> String {
    var text = "$"
    for step in path {
      switch step {
      case .item(let number): text += "[\(number)]"
      case .key(let key): text += "." + String(decoding: resolved(key, bytes), as: UTF8.self)
      }
    }
    return text
  }

  /// A key's bytes with its escapes resolved.
  private func resolved(_ key: TextRange, _ bytes: Span<UInt8>) -> [UInt8] {
    var copy: [UInt8] = []
    copy.reserveCapacity(key.end - key.start)
    for position in key.start..<key.end { copy.append(bytes[position]) }
    guard key.isEscaped else { return copy }
    let end = JSONEscape.resolve(TextRange(start: 0, end: copy.count), in: &copy)
    copy.removeLast(copy.count - end)
    return copy
  }
}
