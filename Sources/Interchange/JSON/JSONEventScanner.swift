internal import LedgerFormat

/// Reads one event's JSON object into a builder's draft, key by key.
///
/// A key that is not known, a key that stands twice and a value of a wrong type are faults with their
/// path; the rest of the event is read on. Text that is no JSON ends the event.
struct JSONEventScanner {
  enum Outcome {
    /// An event, from the first byte that is not blank to `end`.
    case record(start: Int, end: Int)
    case needsMore
    case endOfFile
    /// What begins at `start` is no JSON.
    case broken(start: Int, JSONFlaw)
  }

  /// A step of the path to the value that is being read.
  enum PathStep {
    case key(TextRange)
    case item(Int)
  }

  var cursor = JSONCursor(isAtEnd: false)
  var path: [PathStep] = []
  let keys = JSONKeys()

  /// Reads the event that comes next in `bytes`, which go to the end of the file if `isAtEnd`.
  mutating func scan(
    _ bytes: Span<UInt8>, isAtEnd: Bool, into builder: inout EventBuilder
  ) -> Outcome {
    cursor = JSONCursor(isAtEnd: isAtEnd)
    path.removeAll(keepingCapacity: true)
    builder.removeAll()
    var start = 0
    do {
      start = cursor.endOfWhiteSpace(bytes)
      if start == bytes.count { return isAtEnd ? .endOfFile : .needsMore }
      cursor.position = start
      let type = try cursor.type(bytes)
      if type == .object {
        try event(bytes, &builder)
      } else {
        let value = try cursor.skipValue(bytes)
        fault(.wrongType(expected: .object, found: type), value, bytes, &builder)
      }
      return .record(start: start, end: cursor.position)
    } catch {
      switch error {
      case .needsMore: return .needsMore
      case .flaw(let flaw): return .broken(start: start, flaw)
      }
    }
  }

  private mutating func event(
    _ bytes: Span<UInt8>, _ builder: inout EventBuilder
  ) throws(JSONStop) {
    var seen: UInt64 = 0
    try cursor.expect(UInt8(ascii: "{"), bytes)
    var isFirst = true
    while let key = try cursor.nextKey(bytes, &isFirst) {
      path.append(.key(key))
      if let number = try keyNumber(key, keys.event, &seen, bytes, &builder) {
        try value(of: number, bytes, &builder)
      }
      path.removeLast()
    }
  }

  /// Reads the value of a top-level key by the key's number in its table.
  private mutating func value(
    of number: Int, _ bytes: Span<UInt8>, _ builder: inout EventBuilder
  ) throws(JSONStop) {
    guard let field = EventField(rawValue: UInt8(number)) else {
      try ignored(bytes, isInteger: number == JSONKeys.indexNumber, &builder)
      return
    }
    switch field {
    case .outputs, .inputs, .goods: try items(of: field, bytes, &builder)
    case .record: try record(bytes, &builder)
    case .lots: try lots(bytes, &builder)
    case .corrects:
      if try isType(.object, bytes, &builder) { try corrects(bytes, &builder) }
    case .replacement:
      if try isType(.object, bytes, &builder) {
        builder.draft.setList(field)
        builder.draft.replacement = try cursor.skipValue(bytes)
      }
    case .partial:
      if let text = try text(.boolean, bytes, &builder) { builder.draft.set(field, text) }
    default:
      if field.belongsToOutput {
        let name = field == .content ? "content" : "chemical.\(field.word.english)"
        let value = try cursor.skipValue(bytes)
        fault(.unknownKey(nearest: "outputs[].\(name)"), value, bytes, &builder)
      } else if let text = try text(.string, bytes, &builder) {
        builder.draft.set(field, text)
      }
    }
  }

  /// Reads over what the ledger adds to an event that it exports.
  private mutating func ignored(
    _ bytes: Span<UInt8>, isInteger: Bool, _ builder: inout EventBuilder
  ) throws(JSONStop) {
    if isInteger { _ = try integer(bytes, &builder) } else { _ = try cursor.skipValue(bytes) }
  }

  private mutating func items(
    of field: EventField, _ bytes: Span<UInt8>, _ builder: inout EventBuilder
  ) throws(JSONStop) {
    guard try isType(.array, bytes, &builder) else { return }
    builder.draft.setList(field)
    try cursor.expect(UInt8(ascii: "["), bytes)
    var isFirst = true
    var number = 0
    while try cursor.nextItem(bytes, &isFirst) {
      path.append(.item(number))
      number += 1
      if try isType(.object, bytes, &builder) {
        let item = try item(of: field, bytes, &builder)
        switch field {
        case .outputs: builder.draft.outputs.append(item)
        case .inputs: builder.draft.inputs.append(item)
        default: builder.draft.goods.append(item)
        }
      }
      path.removeLast()
    }
  }

  private mutating func item(
    of field: EventField, _ bytes: Span<UInt8>, _ builder: inout EventBuilder
  ) throws(JSONStop) -> DraftItem {
    let table = field == .outputs ? keys.output : field == .inputs ? keys.input : keys.good
    var item = DraftItem()
    var seen: UInt64 = 0
    try cursor.expect(UInt8(ascii: "{"), bytes)
    var isFirst = true
    while let key = try cursor.nextKey(bytes, &isFirst) {
      path.append(.key(key))
      switch (try keyNumber(key, table, &seen, bytes, &builder), field) {
      case (0, _): item.lot = try appendText(bytes, &builder)
      case (1, _): item.quantity = try appendText(bytes, &builder)
      case (2, .outputs): item.content = try appendText(bytes, &builder)
      case (3, .outputs):
        if try isType(.object, bytes, &builder) { item.chemical = try chemical(bytes, &builder) }
      case (2, .goods):
        let isNumber = try cursor.type(bytes) == .number
        let text =
          isNumber ? try integer(bytes, &builder) : try self.text(.string, bytes, &builder)
        item.packages = text.map { text in builder.draft.append(text) }
      default: break
      }
      path.removeLast()
    }
    return item
  }

  private mutating func chemical(
    _ bytes: Span<UInt8>, _ builder: inout EventBuilder
  ) throws(JSONStop) -> DraftChemical {
    var chemical = DraftChemical()
    var seen: UInt64 = 0
    try cursor.expect(UInt8(ascii: "{"), bytes)
    var isFirst = true
    while let key = try cursor.nextKey(bytes, &isFirst) {
      path.append(.key(key))
      if let number = try keyNumber(key, keys.chemical, &seen, bytes, &builder) {
        let field = JSONKeys.chemicalFields[number]
        if field == .name, try cursor.type(bytes) == .object {
          try names(&chemical, bytes, &builder)
        } else {
          chemical[field] = try appendText(bytes, &builder)
        }
      }
      path.removeLast()
    }
    return chemical
  }

  /// Reads a chemical's name in both languages.
  private mutating func names(
    _ chemical: inout DraftChemical, _ bytes: Span<UInt8>, _ builder: inout EventBuilder
  ) throws(JSONStop) {
    var seen: UInt64 = 0
    try cursor.expect(UInt8(ascii: "{"), bytes)
    var isFirst = true
    while let key = try cursor.nextKey(bytes, &isFirst) {
      path.append(.key(key))
      if let number = try keyNumber(key, keys.name, &seen, bytes, &builder) {
        chemical[number == 0 ? .nameChinese : .nameEnglish] = try appendText(bytes, &builder)
      }
      path.removeLast()
    }
  }
}
