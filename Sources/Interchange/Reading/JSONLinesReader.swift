internal import Custody
internal import LedgerFormat

/// Reads the events of JSON Lines; an event may also be spread over several lines.
///
/// After text that is no JSON, reading goes on at the next line that begins with `{`.
struct JSONLinesReader: ~Copyable {
  private var window: TextWindow
  private var scanner = JSONEventScanner()
  private var builder: EventBuilder
  /// The line on which the window begins.
  private var line = 1
  /// The line on which the current event begins.
  private var row = 1
  /// Where the current event's own text begins.
  private var start = 0
  /// The text with its escapes resolved, where it has some.
  private var resolved: [UInt8] = []
  /// The text of the current event where it is no JSON: its first line. What follows it is skipped
  /// when the next event is wanted.
  private var brokenLine: [UInt8]?
  private var hasEvents = false

  init(_ text: consuming TextSource, settings: ReadingSettings) {
    window = TextWindow(text)
    builder = EventBuilder(settings)
  }

  /// Reads the next event into `event`; nil at the end of the file.
  mutating func next(into event: inout Event) throws(InterchangeError) -> ReadRow? {
    if brokenLine != nil { try skipBroken() }
    brokenLine = nil
    drop()
    while true {
      switch JSONLinesReader.scan(&scanner, window, &builder) {
      case .needsMore: try grow()
      case .endOfFile:
        guard hasEvents else { throw .empty }
        return nil
      case .record(let start, let end):
        begin(at: start)
        try window.checkSize(end - start, row: row)
        window.advance(at: window.start + end)
        return result(&event)
      case .broken(let start, let flaw):
        begin(at: start)
        let path = scanner.pathText(
          window.bytes.span.extracting(window.start..<window.bytes.count))
        let line = try readBrokenLine()
        brokenLine = line
        let value = String(decoding: line, as: UTF8.self)
        let reason = FaultReason.notJSON(flaw.moved(by: -start))
        return ReadRow(
          [RowFault(row: row, place: .path(path), value: value, reason: reason)], row: row)
      }
    }
  }

  /// The text of the event that was read last; of text that is no JSON its first line.
  func currentText() -> String {
    if let brokenLine { return String(decoding: brokenLine, as: UTF8.self) }
    return String(decoding: window.bytes[window.start + start..<window.nextStart], as: UTF8.self)
  }

  /// Goes on after the current event.
  private mutating func drop() {
    line += lineFeedCount(window.start..<window.nextStart)
    window.drop()
  }

  /// Notes that an event begins at `start` of the window.
  private mutating func begin(at start: Int) {
    hasEvents = true
    self.start = start
    row = line + lineFeedCount(window.start..<window.start + start)
  }

  private func lineFeedCount(_ range: Range<Int>) -> Int {
    window.bytes.span.count(of: UInt8(ascii: "\n"), in: range)
  }

  private mutating func result(_ event: inout Event) -> ReadRow {
    // What is not an object at all has one fault, and no fields that could be missing.
    let isObject = window.bytes[window.start + start] == UInt8(ascii: "{")
    guard isObject, JSONLinesReader.buildEvent(&builder, window, &resolved, into: &event) else {
      return ReadRow(rowFaults(), row: row)
    }
    return ReadRow(row: row, warnings: rowWarnings())
  }

  // These take their parts one by one, since a span of one borrows all of `self`.

  private static func scan(
    _ scanner: inout JSONEventScanner, _ window: borrowing TextWindow,
    _ builder: inout EventBuilder
  ) -> JSONEventScanner.Outcome {
    scanner.scan(
      window.bytes.span.extracting(window.start..<window.bytes.count), isAtEnd: window.isAtEnd,
      into: &builder)
  }

  private static func buildEvent(
    _ builder: inout EventBuilder, _ window: borrowing TextWindow, _ resolved: inout [UInt8],
    into event: inout Event
  ) -> Bool {
    let bytes = window.bytes.span.extracting(window.start..<window.nextStart)
    if let range = builder.draft.replacement {
      buildReplacement(bytes.extracting(range.start..<range.end), into: &builder)
    }
    return buildEvent(&builder, bytes, &resolved, into: &event)
  }

  private static func buildEvent(
    _ builder: inout EventBuilder, _ bytes: Span<UInt8>, _ resolved: inout [UInt8],
    into event: inout Event
  ) -> Bool {
    guard builder.draft.hasEscapes else { return builder.build(bytes, into: &event) }
    resolved.removeAll(keepingCapacity: true)
    for position in bytes.indices { resolved.append(bytes[position]) }
    for index in builder.draft.texts.indices where builder.draft.texts[index].isEscaped {
      let end = JSONEscape.resolve(builder.draft.texts[index], in: &resolved)
      builder.draft.texts[index].end = end
    }
    return builder.build(resolved.span, into: &event)
  }

  /// Builds the event inside a correction, of whose text it is known that it is JSON.
  private static func buildReplacement(
    _ text: Span<UInt8>, into builder: inout EventBuilder
  ) {
    var nested = EventBuilder(builder.settings)
    var scanner = JSONEventScanner()
    var resolved: [UInt8] = []
    _ = scanner.scan(text, isAtEnd: true, into: &nested)
    var event = Event.unread
    var isBuilt = buildEvent(&nested, text, &resolved, into: &event)
    if isBuilt, event.kind == .correction {
      nested.fault(FieldPath(.kind), .kindNotImported(.correction))
      isBuilt = false
    }
    builder.take(replacement: isBuilt ? event : nil, from: nested)
  }

  private func rowFaults() -> [RowFault] {
    var faults: [RowFault] = []
    for fault in builder.faults.prefix(RowFault.countMax) {
      faults.append(
        RowFault(
          row: row, place: .path(fault.jsonPath), field: fault.field, value: fault.value,
          reason: fault.reason))
    }
    return faults
  }

  private func rowWarnings() -> [RowWarning] {
    var warnings: [RowWarning] = []
    for warning in builder.warnings {
      warnings.append(
        RowWarning(
          row: row, place: .path(warning.path.jsonPath), field: warning.path.field,
          value: warning.value, reason: warning.reason))
    }
    return warnings
  }
}

// MARK: Text that is no JSON

extension JSONLinesReader {
  /// The first line of what is broken, or of an endless one as much as a row may have.
  private mutating func readBrokenLine() throws(InterchangeError) -> [UInt8] {
    while true {
      let text = window.bytes[(window.start + start)...]
      let newline = text.firstIndex(of: UInt8(ascii: "\n"))
      let isEnough = window.isAtEnd || text.count > EventFileReader.rowSizeBytesMax / 2
      if newline != nil || isEnough {
        window.advance(at: text.startIndex)
        return Array(text[..<(newline ?? text.endIndex)].prefix(EventFileReader.rowSizeBytesMax))
      }
      try grow()
    }
  }

  /// Goes from what is broken to the next line that begins with `{`.
  ///
  /// What is skipped is never held, however long it is.
  private mutating func skipBroken() throws(InterchangeError) {
    drop()
    var position = window.start
    while true {
      let newline = window.bytes.span.firstIndex(of: UInt8(ascii: "\n"), from: position)
      guard let newline, newline + 1 < window.bytes.count else {
        guard !window.isAtEnd else { return window.advance(at: window.bytes.count) }
        // The last byte stays: it may be the line feed before the next event.
        window.advance(at: max(window.bytes.count - 1, window.start))
        drop()
        try grow()
        position = window.start
        continue
      }
      position = newline + 1
      if window.bytes[position] == UInt8(ascii: "{") { return window.advance(at: position) }
    }
  }

  /// Pulls more text; what is wrong with that is on the line where the text now ends.
  private mutating func grow() throws(InterchangeError) {
    try window.grow(row: line + lineFeedCount(window.start..<window.bytes.count))
  }
}

extension JSONFlaw {
  /// The flaw with its byte counted from another start.
  func moved(by offset: Int) -> JSONFlaw {
    switch self {
    case .unexpected(let byteOffset): .unexpected(byteOffset: byteOffset + offset)
    case .controlCharacter(let byteOffset): .controlCharacter(byteOffset: byteOffset + offset)
    case .escape(let byteOffset): .escape(byteOffset: byteOffset + offset)
    case .loneSurrogate(let byteOffset): .loneSurrogate(byteOffset: byteOffset + offset)
    case .truncated, .tooDeep: self
    }
  }
}
