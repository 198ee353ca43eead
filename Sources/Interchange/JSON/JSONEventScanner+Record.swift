/// Reading the object of a registration's `record`.
extension JSONEventScanner {
  mutating func record(
    _ bytes: Span<UInt8>, _ builder: inout EventBuilder
  ) throws(JSONStop) {
    guard try isType(.object, bytes, &builder) else { return }
    builder.draft.setList(.record)
    var seen: UInt64 = 0
    try cursor.expect(UInt8(ascii: "{"), bytes)
    var isFirst = true
    while let key = try cursor.nextKey(bytes, &isFirst) {
      path.append(.key(key))
      if let number = try keyNumber(key, keys.record, &seen, bytes, &builder),
        let field = RegistrationField(rawValue: UInt8(number))
      {
        try value(of: field, bytes, &builder)
      }
      path.removeLast()
    }
  }

  private mutating func value(
    of field: RegistrationField, _ bytes: Span<UInt8>, _ builder: inout EventBuilder
  ) throws(JSONStop) {
    switch field {
    case .maxima: try maxima(bytes, &builder)
    case .name where try cursor.type(bytes) == .object: try recordName(bytes, &builder)
    case .revoked:
      if let text = try text(.boolean, bytes, &builder) {
        builder.draft.record.add(field, builder.draft.append(text))
      }
    case .people where try cursor.type(bytes) == .number:
      if let text = try integer(bytes, &builder) {
        builder.draft.record.add(field, builder.draft.append(text))
      }
    case _ where field.isList: try list(field, bytes, &builder)
    default:
      if let position = try appendText(bytes, &builder) {
        builder.draft.record.add(field, position)
      }
    }
  }

  /// Reads a name in both languages.
  private mutating func recordName(
    _ bytes: Span<UInt8>, _ builder: inout EventBuilder
  ) throws(JSONStop) {
    var seen: UInt64 = 0
    try cursor.expect(UInt8(ascii: "{"), bytes)
    var isFirst = true
    while let key = try cursor.nextKey(bytes, &isFirst) {
      path.append(.key(key))
      if let number = try keyNumber(key, keys.name, &seen, bytes, &builder),
        let position = try appendText(bytes, &builder)
      {
        builder.draft.record.add(number == 0 ? .name : .nameEnglish, position)
      }
      path.removeLast()
    }
  }

  private mutating func list(
    _ field: RegistrationField, _ bytes: Span<UInt8>, _ builder: inout EventBuilder
  ) throws(JSONStop) {
    guard try isType(.array, bytes, &builder) else { return }
    try cursor.expect(UInt8(ascii: "["), bytes)
    var isFirst = true
    var number = 0
    while try cursor.nextItem(bytes, &isFirst) {
      path.append(.item(number))
      number += 1
      if let position = try appendText(bytes, &builder) {
        builder.draft.record.add(field, position)
      }
      path.removeLast()
    }
  }

  private mutating func maxima(
    _ bytes: Span<UInt8>, _ builder: inout EventBuilder
  ) throws(JSONStop) {
    guard try isType(.array, bytes, &builder) else { return }
    try cursor.expect(UInt8(ascii: "["), bytes)
    var isFirst = true
    var number = 0
    while try cursor.nextItem(bytes, &isFirst) {
      path.append(.item(number))
      number += 1
      if try isType(.object, bytes, &builder) {
        builder.draft.record.maxima.append(try maximum(bytes, &builder))
      }
      path.removeLast()
    }
  }

  private mutating func maximum(
    _ bytes: Span<UInt8>, _ builder: inout EventBuilder
  ) throws(JSONStop) -> DraftRecord.Maximum {
    var maximum = DraftRecord.Maximum()
    var seen: UInt64 = 0
    try cursor.expect(UInt8(ascii: "{"), bytes)
    var isFirst = true
    while let key = try cursor.nextKey(bytes, &isFirst) {
      path.append(.key(key))
      if let number = try keyNumber(key, keys.maximum, &seen, bytes, &builder) {
        let position = try appendText(bytes, &builder)
        if number == 0 { maximum.chemical = position } else { maximum.quantity = position }
      }
      path.removeLast()
    }
    return maximum
  }
}
