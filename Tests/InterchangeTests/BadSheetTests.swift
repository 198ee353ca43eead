import Custody
import LedgerFormat
import Testing

@testable import Interchange

@Suite("A bad sheet is refused with its row, its column and the reason")
struct BadSheetTests {
  private func error(_ bytes: [UInt8]) -> InterchangeError? {
    do {
      _ = try ReadFile(bytes)
      return nil
    } catch {
      return error
    }
  }

  private func fault(_ changes: [String: String], zone: String? = "+08:00") throws -> RowFault {
    let file = try ReadFile(Sample.use(changes), zone: zone)
    #expect(file.events.isEmpty)
    return try #require(file.faults.first)
  }

  @Test("an empty file is refused, with or without blanks", arguments: ["", "\n \r\n", "\u{FEFF}"])
  func emptyFile(text: String) {
    #expect(error(Array(text.utf8)) == .empty)
  }

  @Test("NUL bytes, broken characters and endless quotes end a file, with their row")
  func unreadable() {
    let good = Array(Sample.use().utf8)
    #expect(error(good + [0x41, 0x00]) == .nulByte(row: 3))
    #expect(error(good + [0xFF]) == .notText(.gb18030, byteOffset: good.count, row: 3))
    #expect(error(good + Array("1,\"use".utf8)) == .openQuote(row: 3))
    #expect(
      error([0xFF, 0xFE, 0x00, 0xD8, 0x41, 0x00])
        == .notText(.utf16LittleEndian, byteOffset: 2, row: 1))
  }

  @Test("a row over the limit is refused without being held")
  func endlessRow() throws {
    var given = 0
    let sizeBytes = 1_073_741_824
    let source = ByteSource { buffer in
      for index in buffer.indices { buffer[index] = UInt8(ascii: "x") }
      given += buffer.count
      return given <= sizeBytes ? buffer.count : 0
    }
    let limit = EventFileReader.rowSizeBytesMax
    #expect(throws: InterchangeError.rowTooLong(row: 1, limitBytes: limit)) {
      _ = try EventFileReader(
        source, format: FileFormat(encoding: .utf8, shape: .separatedValues))
    }
    #expect(given < 8 * limit)
  }

  @Test("the header names its unknown, doubled and missing columns all at once")
  func header() throws {
    let text = "id,knd,时间,party,time,owner,处置方\n"
    guard case .header(let faults) = error(Array(text.utf8)) else {
      Issue.record("the header was accepted")
      return
    }
    #expect(
      faults.map(\.reason) == [
        .unknownColumn(nearest: "kind"), .duplicateColumn(first: 3), .needsJSONLines,
        .unknownColumn(nearest: "处置方式"), .missingColumn,
      ])
    #expect(faults.map(\.place).first == .column("knd"))
    #expect(faults.allSatisfy { $0.row == 1 })
  }

  @Test("a row with too few or too many cells says how many are wanted")
  func cellCount() throws {
    let file = try ReadFile(Sample.use() + "1,use\r\n1,use,,,,,,,,\r\n")
    #expect(
      file.reasons == [.cellCount(expected: 7, found: 2), .cellCount(expected: 7, found: 10)])
    #expect(file.faults.map(\.row) == [3, 4])
    #expect(file.rejected == [["1", "use"], ["1", "use", "", "", "", "", "", "", "", ""]])
    #expect(file.events.count == 1)
  }

  @Test("text after a closing quote and a value without a column are refused")
  func malformedCells() throws {
    let header = "id,kind,time,party,lot,quantity,purpose,\n"
    let file = try ReadFile(
      header + "1,use,2026-01-01T08:00:00Z,P,\"B\"x,1 kg,paint,7\n"
        + "1,use,2026-01-01T08:00:00Z,P,B,1 kg,paint,\n")
    #expect(file.reasons == [.textAfterQuote, .columnWithoutName])
    #expect(file.faults.map(\.place) == [.column("lot"), .column("8")])
    #expect(file.events.count == 1)
  }

  @Test("every fault of a row is named")
  func severalFaults() throws {
    let file = try ReadFile(
      Sample.use(["quantity": "-1 kg", "time": "soon", "purpose": "", "site": " T", "method": "x"]))
    #expect(
      Set(file.faults.map(\.place)) == [
        .column("quantity"), .column("time"), .column("purpose"), .column("site"),
        .column("method"),
      ])
    #expect(file.reasons.contains(.missing(.use)))
    #expect(file.reasons.contains(.notOfKind(.use)))
    #expect(file.faults.first { $0.field == .quantity }?.value == "-1 kg")
  }

  @Test("an unknown word is answered with the words there are")
  func unknownWords() throws {
    let fault = try fault(["kind": "生成"])
    guard case .unknownWord(let accepted, let nearest) = fault.reason else {
      Issue.record("\(fault)")
      return
    }
    #expect(accepted.count == 9 && nearest?.chinese == "生产")
    #expect(try self.fault(["kind": "更正"]).reason == .kindNotImported(.correction))
  }

  @Test(
    "what a spreadsheet damages in a quantity is named",
    arguments: [
      ("1,234.5 kg", QuantityError.separator(text: "1,234.5 kg")),
      ("１２ kg", .fullWidth(text: "１２ kg")), ("9.15E+16 kg", .exponent(text: "9.15E+16 kg")),
      ("12.5", .missingUnit(number: "12.5")), ("NaN kg", .notDecimal(text: "NaN kg")),
      ("0 kg", .zero), ("1 pound", .unknownUnit(text: "pound", nearest: nil)),
      ("1.0000001 kg", .tooPrecise(decimals: 7, decimalsMax: 6, unit: .kilogram)),
      ("99999999999999999999 t", .tooLarge(text: "99999999999999999999 t")),
    ])
  func quantities(text: String, error: QuantityError) throws {
    #expect(try fault(["quantity": text]).reason == .quantity(error))
  }

  @Test("a long number that lost its digits is refused in any name, and a short one is a name")
  func exponents() throws {
    for damaged in ["9.15E+16", "9.15E16", "9E+16", "2.0e-5"] {
      #expect(try fault(["lot": damaged]).reason == .exponent)
      #expect(try fault(["id": damaged]).reason == .exponent)
      #expect(try fault(["lot": "P/\(damaged)"]).reason == .exponent)
    }
    #expect(try ReadFile(Sample.use(["lot": "12E4"])).faults.isEmpty)
  }

  @Test("a name has at most 128 bytes")
  func names() throws {
    let longest = String(repeating: "甲", count: 42) + "ab"
    #expect(try ReadFile(Sample.use(["lot": longest])).faults.isEmpty)
    #expect(
      try fault(["lot": longest + "c"]).reason
        == .text(.tooLong(sizeBytes: 129, sizeBytesMax: 128)))
    #expect(try fault(["party": "A/B"]).reason == .text(.slashInParty(position: 1)))
  }

  @Test("a value is shown, but never more of it than a message can hold")
  func shortValues() throws {
    let fault = try fault(["quantity": String(repeating: "9", count: 5_000)])
    #expect(fault.value?.count == RowFault.valueLengthMax)
  }
}
