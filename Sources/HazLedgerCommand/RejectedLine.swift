internal import HazLedger
internal import Interchange

/// A refused row as a line of JSON: its number and the reasons, then what was written.
///
/// An event keeps its text, one line instead of several, behind the two remarks. Text that is no JSON
/// stands whole under `#text`, and the cells of a sheet under `#cells`: what a person has to write anew.
struct RejectedLine {
  private let row: RejectedRow
  private let reasons: String

  init(_ row: RejectedRow, reasons: String) {
    self.row = row
    self.reasons = reasons
  }

  /// True for a row of JSON Lines.
  static func isLine(_ row: RejectedRow) -> Bool { row.columns == ["#json"] }

  func append(to bytes: inout [UInt8]) {
    var json = JSONWriter()
    json.object { json in
      json.field("#row", row.refusal.row)
      json.field("#reason", reasons)
      if !RejectedLine.isLine(row) {
        json.field("#cells", row.cells)
      } else if !isEvent {
        json.field("#text", row.cells.first ?? "")
      }
    }
    var remarks = json.takeBytes()
    if isEvent, let text = row.cells.first {
      // Line ends stand between the parts of an event only: JSON has none inside a string.
      let event = text.utf8.map { byte in
        byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") ? UInt8(ascii: " ") : byte
      }
      let members = RejectedLine.withoutRemarks(event.dropFirst().drop(while: RejectedLine.isBlank))
      remarks.removeLast()
      if members.first != UInt8(ascii: "}") { remarks.append(UInt8(ascii: ",")) }
      remarks.append(contentsOf: members)
    }
    bytes.append(contentsOf: remarks)
    bytes.append(UInt8(ascii: "\n"))
  }

  /// The members of an object without the remarks of an earlier file of rejected rows.
  private static func withoutRemarks(_ members: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard members.starts(with: "\"#row\":".utf8) else { return members }
    let rest = members.dropFirst(7).drop { (0x30...0x39).contains($0) }
    let reason = ",\"#reason\":\"".utf8
    guard rest.starts(with: reason) else { return members }
    var isEscaped = false
    let end = rest.dropFirst(reason.count).firstIndex { byte in
      defer { isEscaped = byte == UInt8(ascii: "\\") && !isEscaped }
      return byte == UInt8(ascii: "\"") && !isEscaped
    }
    guard let end else { return members }
    let behind = rest[(end + 1)...].drop(while: isBlank)
    return behind.first == UInt8(ascii: ",") ? behind.dropFirst() : behind
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == UInt8(ascii: "\t") }

  /// True where the text is an object, whatever is wrong with its values.
  private var isEvent: Bool {
    guard RejectedLine.isLine(row), row.cells.first?.utf8.first == UInt8(ascii: "{") else {
      return false
    }
    if case .faults(let faults) = row.refusal.reason {
      return !faults.contains { if case .notJSON = $0.reason { true } else { false } }
    }
    return true
  }
}
