internal import Dispatch
internal import Interchange
internal import LedgerFormat
internal import Synchronization

/// Reads the rows of a file on a thread of its own, and hands them over in batches, in their order.
///
/// Reading rows and sealing private fields need nothing of the ledger, so that two processors share an
/// import. A thread of Dispatch and not a task, because it waits for the file and for its reader. At
/// most `batchesMax` batches wait; whoever makes a feed calls `stop`, whatever happened.
final class RowFeed: Sendable {
  private static let rowsPerBatch = 256
  private static let batchesMax = 4

  /// What was read: nil after the last batch.
  private typealias Outcome = Result<RowBatch?, InterchangeError>

  private let outcomes = Mutex<[Outcome]>([])
  // Both start at zero, for such a semaphore may be given up at any value.
  private let free = DispatchSemaphore(value: 0)
  private let filled = DispatchSemaphore(value: 0)
  private let isStopped = Atomic<Bool>(false)
  private let thread = DispatchGroup()

  /// Begins to read `file`.
  ///
  /// - Parameter keepsCells: gives with every row its cells as they were written.
  init(_ file: InputFile, _ format: FileFormat, _ settings: ReadingSettings, keepsCells: Bool) {
    for _ in 0..<RowFeed.batchesMax { free.signal() }
    DispatchQueue(label: "rows").async(group: thread) {
      do throws(InterchangeError) {
        var reader = try EventFileReader(file.source(), format: format, settings: settings)
        try self.read(&reader, keepsCells: keepsCells)
      } catch { self.put(.failure(error)) }
    }
  }

  /// The next rows; nil at the end of the file.
  func next() throws(InterchangeError) -> RowBatch? {
    filled.wait()
    let outcome = outcomes.withLock { $0.removeFirst() }
    free.signal()
    return try outcome.get()
  }

  /// Ends the thread, wherever it is, and waits for it.
  func stop() {
    isStopped.store(true, ordering: .releasing)
    free.signal()
    thread.wait()
  }

  private func read(
    _ reader: inout EventFileReader, keepsCells: Bool
  ) throws(InterchangeError) {
    var sealer = EventSealer()
    var rows: [ReadRow] = []
    var failure: InterchangeError?
    var isAtEnd = false
    while !isAtEnd {
      do throws(InterchangeError) {
        if let result = try reader.next() {
          let cells = keepsCells ? reader.currentCells() : []
          rows.append(ReadRow(consume result, cells: cells, &sealer))
        } else {
          isAtEnd = true
        }
      } catch { (failure, isAtEnd) = (error, true) }
      guard isAtEnd || rows.count == RowFeed.rowsPerBatch else { continue }
      // The rows before what cannot be read are judged all the same.
      guard put(.success(RowBatch(rows, columns: reader.columns))) else { return }
      rows.removeAll(keepingCapacity: true)
    }
    if let failure { throw failure }
    put(.success(nil))
  }

  /// Hands an outcome over; false when nobody wants it any more.
  @discardableResult
  private func put(_ outcome: Outcome) -> Bool {
    free.wait()
    guard !isStopped.load(ordering: .acquiring) else { return false }
    outcomes.withLock { $0.append(outcome) }
    filled.signal()
    return true
  }
}

/// Rows that follow one another.
struct RowBatch: Sendable {
  /// The file's columns; of JSON Lines one, `#json`.
  let columns: [String]
  /// The last row first, so that each can be taken from the end without copying it.
  private var rows: [ReadRow]

  fileprivate init(_ rows: [ReadRow], columns: [String]) {
    self.columns = columns
    self.rows = rows.reversed()
  }

  /// Takes the next row.
  mutating func popFirst() -> ReadRow? { rows.popLast() }
}

/// A row as it was read.
struct ReadRow: Sendable {
  enum Content {
    case event(IncomingEvent, row: Int, warnings: [RowWarning])
    case faults([RowFault])
  }

  let content: Content
  /// As they were written, where they are kept.
  let cells: [String]

  fileprivate init(
    _ result: consuming RowResult, cells: [String], _ sealer: inout EventSealer
  ) {
    self.cells = cells
    switch consume result {
    case .event(let event, let row, let warnings):
      content = .event(sealer.seal(event), row: row, warnings: warnings)
    case .faults(let faults): content = .faults(faults)
    }
  }
}
