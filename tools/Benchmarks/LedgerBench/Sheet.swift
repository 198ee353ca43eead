import Glibc

/// The columns of the worlds' spreadsheets.
enum Column: Int, CaseIterable {
  case id, kind, time, party, site, lot, quantity, process, action, step
  case consignment, consignee, carrier, vehicle, driver, escort, place, toSite
  case purpose, method, cause, reason, loss, partial, counterparty, agent, handler
  case checker, name, cas, un, concentration, document, inputs, outputs, goods
}

/// One row of a spreadsheet.
struct Row {
  private var cells = [String](repeating: "", count: Column.allCases.count)

  init(_ kind: String, party: String) {
    self[.kind] = kind
    self[.party] = party
  }

  subscript(column: Column) -> String {
    get { cells[column.rawValue] }
    set { cells[column.rawValue] = newValue }
  }

  func write(to bytes: inout [UInt8]) {
    for (position, cell) in cells.enumerated() {
      if position > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(contentsOf: cell.utf8)
    }
    bytes.append(UInt8(ascii: "\n"))
  }
}

/// Writes a spreadsheet, a megabyte at a time.
struct SheetWriter: ~Copyable {
  private let file: UnsafeMutablePointer<FILE>
  private var bytes: [UInt8] = []
  private var number = 0

  init(path: String) {
    guard let file = fopen(path, "w") else { preconditionFailure("cannot write \(path)") }
    self.file = file
    bytes.append(contentsOf: Column.allCases.map { "\($0)" }.joined(separator: ",").utf8)
    bytes.append(UInt8(ascii: "\n"))
  }

  /// Writes a row, to which it gives an id and a time: the clock goes on a second with every event.
  mutating func write(_ row: consuming Row, prefix: String) {
    row[.id] = prefix + "E" + digits(number, 8)
    row[.time] = moment(number)
    number += 1
    row.write(to: &bytes)
    if bytes.count >= 1 << 20 { flush() }
  }

  consuming func close() {
    flush()
    fclose(file)
  }

  private mutating func flush() {
    let count = fwrite(bytes, 1, bytes.count, file)
    precondition(count == bytes.count, "the disk is full")
    bytes.removeAll(keepingCapacity: true)
  }

  /// The time so many seconds after the beginning of 2020, in China, with months of 28 days.
  private func moment(_ second: Int) -> String {
    let (minute, hour, day) = (second / 60, second / 3_600, second / 86_400)
    let (month, year) = (day / 28, day / 336)
    return "\(2020 + year)-\(digits(month % 12 + 1, 2))-\(digits(day % 28 + 1, 2))T"
      + "\(digits(hour % 24, 2)):\(digits(minute % 60, 2)):\(digits(second % 60, 2))+08:00"
  }
}

/// A number in so many digits.
func digits(_ number: Int, _ count: Int) -> String {
  let text = String(number)
  return text.utf8.count >= count
    ? text : String(repeating: "0", count: count - text.utf8.count) + text
}
