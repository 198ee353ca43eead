internal import Dispatch
internal import Interchange
internal import LedgerFormat
internal import Synchronization

/// Reads the rows of a file on a thread of its own, and hands them over in batches, in their order.
///
/// Reading rows, and all that `EventPreparer` does, needs nothing of the ledger, so that two processors
/// share an import. A thread of Dispatch and not a task, because it waits for the file and for its reader. At
/// most `batchesMax` batches wait; whoever makes a feed calls `stop`, whatever happened.
final class RowFeed: Sendable {
  fileprivate static let rowsPerBatch = 32
  /// The most bytes of cells that a batch keeps before it is handed over, and one row more.
  private static let keptBytesPerBatch = 1 << 20
  private static let batchesMax = 4

  /// What was read: nil after the last batch.
  private typealias Outcome = Result<RowBatch?, InterchangeError>

  private let outcomes = Mutex<[Outcome]>([])
  /// What was given back, to be filled again.
  private let spent = Mutex<[RowBatch]>([])
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

  /// Takes rows back that are done with: their memory is given back and used again by the thread that
  /// made them, which is cheaper, and leaves the other more time.
  func giveBack(_ batch: consuming RowBatch) {
    let batch = consume batch
    spent.withLock { $0.append(batch) }
  }

  private func read(
    _ reader: inout EventFileReader, keepsCells: Bool
  ) throws(InterchangeError) {
    var preparer = EventPreparer()
    var batch = RowBatch(columns: reader.columns)
    while true {
      do throws(InterchangeError) {
        guard try batch.read(&reader, &preparer, keepsCells: keepsCells) else { break }
      } catch {
        // The rows before what cannot be read are judged all the same.
        put(.success(batch))
        throw error
      }
      let isFull =
        batch.count == RowFeed.rowsPerBatch || batch.keptBytes >= RowFeed.keptBytesPerBatch
      guard isFull else { continue }
      guard put(.success(batch)) else { return }
      batch = spent.withLock { $0.popLast() } ?? RowBatch(columns: reader.columns)
      batch.removeAll()
    }
    put(.success(batch))
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
///
/// Filled again and again: its rows stay where they are, with all memory that they took.
struct RowBatch: Sendable {
  /// The file's columns; of JSON Lines one, `#json`.
  let columns: [String]
  /// To be recorded where they stand, for they are large; those from `count` on are of no meaning.
  var rows: [IncomingRow] = []
  /// How many rows were read.
  private(set) var count = 0
  private var cells: [[String]] = []
  /// The bytes of all cells that are kept.
  fileprivate private(set) var keptBytes = 0

  fileprivate init(columns: [String]) {
    self.columns = columns
    rows.reserveCapacity(RowFeed.rowsPerBatch)
  }

  /// The cells of a row as they were written, where they are kept.
  func cells(at position: Int) -> [String] { cells.isEmpty ? [] : cells[position] }

  /// Reads the next row; false at the end of the file.
  fileprivate mutating func read(
    _ reader: inout EventFileReader, _ preparer: inout EventPreparer, keepsCells: Bool
  ) throws(InterchangeError) -> Bool {
    if count == rows.count { rows.append(IncomingRow()) }
    guard try rows[count].read(&reader, &preparer) else { return false }
    count += 1
    if keepsCells {
      let cells = reader.currentCells()
      self.cells.append(cells)
      keptBytes += cells.reduce(0) { $0 + $1.utf8.count }
    }
    return true
  }

  fileprivate mutating func removeAll() {
    count = 0
    cells.removeAll()
    keptBytes = 0
  }
}

/// A row and what it was read as.
struct IncomingRow: Sendable {
  /// What is to be said of the row.
  private(set) var read: ReadRow
  /// Of no meaning where the row has faults.
  var event = IncomingEvent()

  fileprivate init() { read = ReadRow(row: 0) }

  /// Reads the next row in place of this one; false at the end of the file.
  fileprivate mutating func read(
    _ reader: inout EventFileReader, _ preparer: inout EventPreparer
  ) throws(InterchangeError) -> Bool {
    guard let read = try reader.next(into: &event.event) else { return false }
    self.read = read
    if read.hasEvent { preparer.prepare(&event) }
    return true
  }
}
