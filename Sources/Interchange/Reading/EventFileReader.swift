public import Custody

/// Reads the events of a file, row by row, in memory that does not grow with the file.
///
/// A sheet (CSV) and JSON Lines give the same events and the same kinds of faults. A bad row is
/// reported and reading goes on; only what makes the rest unreadable is thrown. What may stand in a
/// file is told by the import format page of the documentation.
///
///     var reader = try EventFileReader(file.source(), format: FileFormat(telling: file.source()))
///     while let result = try reader.next() { … }
public struct EventFileReader: ~Copyable {
  /// The most bytes of UTF-8 that a row, or an event of JSON, may have; a longer one is not held.
  public static let rowSizeBytesMax = 1_048_576

  /// What the file is.
  public let format: FileFormat
  private var sheet: SheetReader?
  private var lines: JSONLinesReader?

  /// Begins to read `source`, which starts at the file's first byte; reads a sheet's header row.
  ///
  /// - Throws: `InterchangeError.header` with all that is wrong with a sheet's header row, and
  ///   `empty` for a sheet without one. A sheet with a header row only has no rows, which is no error.
  public init(
    _ source: ByteSource, format: FileFormat, settings: ReadingSettings = ReadingSettings()
  ) throws(InterchangeError) {
    try self.init(
      source, format: format, settings: settings, chunkSizeBytes: TextSource.chunkSizeBytes)
  }

  init(
    _ source: ByteSource, format: FileFormat, settings: ReadingSettings, chunkSizeBytes: Int
  ) throws(InterchangeError) {
    self.format = format
    let text = try TextSource(source, encoding: format.encoding, chunkSizeBytes: chunkSizeBytes)
    switch format.shape {
    case .separatedValues:
      let reader = try SheetReader(text, settings: settings)
      columns = reader.header.names
      sheet = consume reader
      lines = nil
    case .jsonLines:
      columns = ["#json"]
      sheet = nil
      lines = JSONLinesReader(text, settings: settings)
    }
  }

  /// The next row's event or faults, over blank rows; nil at the end of the file.
  public mutating func next() throws(InterchangeError) -> RowResult? {
    var event = Event.unread
    guard let row = try next(into: &event) else { return nil }
    return RowResult(row, event)
  }

  /// The same as `next`, with the event written over `event`, which is of no use where there are faults.
  ///
  /// Cost: the event is made where it stays, in the memory that the one before it took.
  public mutating func next(into event: inout Event) throws(InterchangeError) -> ReadRow? {
    format.shape == .separatedValues
      ? try sheet?.next(into: &event) : try lines?.next(into: &event)
  }

  /// What `currentCells` gives, by name: a sheet's columns as its header names them; of JSON the one
  /// column `#json`.
  public let columns: [String]

  /// The row that `next` read last, as it was written, for a file of rejected rows.
  public func currentCells() -> [String] {
    if let cells = sheet?.currentCells() { return cells }
    if let text = lines?.currentText() { return [text] }
    return []
  }
}
