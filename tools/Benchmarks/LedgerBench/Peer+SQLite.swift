import CSQLite
import LedgerFormat

/// The same events in SQLite, through its C library, as a careful user would keep them.
///
/// One table with a hash chain that the client computes, WAL, `synchronous=FULL`, transactions of
/// 10,000, an index by lot, and a table from input to output for genealogies.
/// What it leaves out, so that it does less than we do: no validation, no fold of amounts, no resolving
/// of bare lots, one lot for each event, no chain per lot, no tree, no sealed private fields, no
/// protection against the same event twice.
final class SQLitePeer {
  static let eventsPerTransaction = 10_000

  private var database: OpaquePointer?

  init(path: String) {
    guard sqlite3_open(path, &database) == SQLITE_OK else { preconditionFailure("SQLite: \(path)") }
    run("PRAGMA journal_mode=WAL")
    run("PRAGMA synchronous=FULL")
    run(
      """
      CREATE TABLE IF NOT EXISTS event(
        seq INTEGER PRIMARY KEY, id TEXT, party TEXT, lot TEXT, row BLOB, previous BLOB, hash BLOB)
      """)
    run("CREATE INDEX IF NOT EXISTS event_by_lot ON event(lot)")
    run("CREATE TABLE IF NOT EXISTS edge(parent TEXT, child TEXT)")
    run("CREATE INDEX IF NOT EXISTS edge_by_parent ON edge(parent)")
  }

  deinit { sqlite3_close(database) }

  /// Imports a world's rows; gives how many.
  func importRows(_ path: String) -> Int {
    guard let bytes = try? Files.bytes(path) else { preconditionFailure("no \(path)") }
    let insert = prepare("INSERT INTO event(id,party,lot,row,previous,hash) VALUES(?,?,?,?,?,?)")
    let link = prepare("INSERT INTO edge VALUES(?,?)")
    defer {
      sqlite3_finalize(insert)
      sqlite3_finalize(link)
    }
    var hasher = LedgerFormat.Hasher()
    var previous = [UInt8](repeating: 0, count: 32)
    var (count, start) = (0, bytes.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0)
    var cells: [Range<Int>] = []
    run("BEGIN")
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      let row = bytes[start..<end]
      cells.removeAll(keepingCapacity: true)
      for place in start..<end where bytes[place] == UInt8(ascii: ",") {
        cells.append(start..<place)
        start = place + 1
      }
      cells.append(start..<end)
      start = end + 1
      func cell(_ column: Column) -> ArraySlice<UInt8> { bytes[cells[column.rawValue]] }
      let lots = [cell(.lot), cell(.inputs), cell(.goods), cell(.outputs)].map(SQLitePeer.lots)
      hasher.start()
      hasher.update(previous.span)
      hasher.update([UInt8](row).span)
      let hash = hasher.finish().bytes
      bind(insert, 1, text: cell(.id))
      bind(insert, 2, text: cell(.party))
      bind(insert, 3, text: lots.first { !$0.isEmpty }?.first ?? [])
      bind(insert, 4, blob: row)
      bind(insert, 5, blob: previous[...])
      bind(insert, 6, blob: hash[...])
      step(insert)
      previous = hash
      for parent in lots[1] {
        for child in lots[3] {
          bind(link, 1, text: parent)
          bind(link, 2, text: child)
          step(link)
        }
      }
      count += 1
      if count.isMultiple(of: SQLitePeer.eventsPerTransaction) {
        run("COMMIT")
        run("BEGIN")
      }
    }
    run("COMMIT")
    return count
  }

  /// The descendants of a lot, and all events of it and of them, by a recursive expression.
  func trace(_ lot: String) -> (lots: Int, events: Int) {
    let statement = prepare(
      """
      WITH RECURSIVE reached(lot) AS (
        VALUES(?1) UNION SELECT child FROM edge JOIN reached ON edge.parent = reached.lot)
      SELECT reached.lot, event.row FROM reached LEFT JOIN event ON event.lot = reached.lot
      """)
    defer { sqlite3_finalize(statement) }
    bind(statement, 1, text: Array(lot.utf8)[...])
    var (lots, events) = (Set<String>(), 0)
    while sqlite3_step(statement) == SQLITE_ROW {
      if let name = sqlite3_column_text(statement, 0) { lots.insert(String(cString: name)) }
      if sqlite3_column_bytes(statement, 1) > 0 { events += 1 }
    }
    return (lots.count, events)
  }

  /// The batches that a cell names: `P/B=1 kg|C=2 kg` names B and C.
  private static func lots(in cell: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    guard !cell.isEmpty else { return [] }
    return cell.split(separator: UInt8(ascii: "|")).map { part in
      let name = part.prefix { $0 != UInt8(ascii: "=") }
      guard let slash = name.firstIndex(of: UInt8(ascii: "/")) else { return name }
      return name[(slash + 1)...]
    }
  }

  private func run(_ statement: String) {
    let outcome = sqlite3_exec(database, statement, nil, nil, nil)
    precondition(outcome == SQLITE_OK, "SQLite: \(statement)")
  }

  private func prepare(_ text: String) -> OpaquePointer? {
    var statement: OpaquePointer?
    let outcome = sqlite3_prepare_v2(database, text, -1, &statement, nil)
    precondition(outcome == SQLITE_OK, "SQLite: \(text)")
    return statement
  }

  private func step(_ statement: OpaquePointer?) {
    precondition(sqlite3_step(statement) == SQLITE_DONE, "SQLite cannot insert")
    sqlite3_reset(statement)
  }

  /// SQLite copies what it is given.
  private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  private func bind(_ statement: OpaquePointer?, _ place: Int32, text: ArraySlice<UInt8>) {
    text.withUnsafeBytes { bytes in
      _ = sqlite3_bind_text(
        statement, place, bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
        Int32(bytes.count), SQLitePeer.transient)
    }
  }

  private func bind(_ statement: OpaquePointer?, _ place: Int32, blob: ArraySlice<UInt8>) {
    blob.withUnsafeBytes { bytes in
      _ = sqlite3_bind_blob(
        statement, place, bytes.baseAddress, Int32(bytes.count), SQLitePeer.transient)
    }
  }
}
