import Custody
import LedgerFormat
import TestSupport
import Testing

@testable import Interchange

@Suite("Bad JSON Lines are refused with their line, their path and the reason")
struct BadJSONTests {
  private static let good =
    #"{"id":"1","kind":"use","time":"2026-01-01T08:00:00Z","party":"P","lot":"B","quantity":"1 kg","purpose":"paint"}"#

  /// The good event with more at its end.
  private func event(_ more: String) -> String { Self.good.dropLast() + "," + more + "}" }

  private func fault(_ text: String) throws -> RowFault {
    let file = try ReadFile(text)
    #expect(file.events.isEmpty && file.faults.count == 1, "\(file.faults)")
    return try #require(file.faults.first)
  }

  @Test("a line that is no JSON is one fault, and the next line is read")
  func brokenLines() throws {
    for broken in [
      #"{"id":"1""#, #"{"id":"1",}"#, #"{"id" "1"}"#, #"{"id":'1'}"#, "{id:1}", #"{"id":"1"}}"#,
      #"{"id":NaN}"#, #"{"id":01}"#, #"{"id":1.}"#, #"{"id":tru}"#, "{\"id\":\"a\u{1}\"}",
      #"{"id":"\x"}"#, #"{"id":"\u12"}"#, #"{"id":"1"#,
    ] {
      let file = try ReadFile(broken + "\n" + Self.good + "\n")
      #expect(file.events.count == 1, "\(broken)")
      let broken = file.faults.filter { fault in
        if case .notJSON = fault.reason { true } else { false }
      }
      #expect(broken.count == 1 && broken[0].row == 1, "\(broken)")
      #expect(file.rows == [2])
    }
  }

  @Test("the flaw is told by its path and its byte")
  func flawPlace() throws {
    let fault = try fault(#"{"id":"1","outputs":[{"lot":"\ud800"}]}"#)
    #expect(fault.place == .path("$.outputs[0].lot"))
    #expect(fault.reason == .notJSON(.loneSurrogate(byteOffset: 29)))
  }

  @Test(
    "half a surrogate pair is no character",
    arguments: [#""\ud83d""#, #""\ude00""#, #""\ud83d\u0041""#, #""\ude00\ud83d""#, #""\ud83dx""#])
  func loneSurrogates(text: String) throws {
    let reason = try fault(event("\"note\":\(text)")).reason
    guard case .notJSON(.loneSurrogate) = reason else {
      Issue.record("\(reason)")
      return
    }
    #expect(try ReadFile(event(#""note":"\ud83d\uDE00\u0031""#)).events[0].note == "😀1")
  }

  @Test("an unknown key names the nearest, and a doubled key its path")
  func keys() throws {
    #expect(try fault(event(#""prupose":"x""#)).reason == .unknownKey(nearest: "purpose"))
    let doubled = try fault(event(#""\u006cot":"C""#))
    #expect(doubled.reason == .duplicateKey && doubled.place == .path("$.lot"))
    #expect(doubled.value == "\"C\"")
    let item =
      #"{"id":"1","kind":"托运","time":"2026-01-01T08:00:00Z","party":"P","consignment":"C","consignee":"Q","goods":[{"lot":"A","quantity":"1 t"},{"lot":"B","lot":"C","quantity":"1 t"}]}"#
    #expect(try fault(item).place == .path("$.goods[1].lot"))
    #expect(
      try fault(event(#""cas":"108-88-3""#)).reason
        == .unknownKey(nearest: "outputs[].chemical.cas"))
  }

  @Test("values of other types are refused by path, and null is an absent value")
  func types() throws {
    let number = try fault(event(#""note":12"#))
    #expect(number.reason == .wrongType(expected: .string, found: .number))
    #expect(number.place == .path("$.note") && number.value == "12")
    #expect(
      try fault("[1]\n").reason == .wrongType(expected: .object, found: .array))
    #expect(try ReadFile(event(#""note":null"#)).events.count == 1)
    #expect(
      try fault(event(#""site":{"name":"x"}"#)).reason
        == .wrongType(expected: .string, found: .object))
  }

  @Test("a number beyond Int64 is refused, and one within it is read")
  func numbers() throws {
    #expect(try ReadFile(event(#""index":9223372036854775807"#)).events.count == 1)
    for number in ["9223372036854775808", "1e3", "1.5"] {
      #expect(try fault(event("\"index\":\(number)")).reason == .notInteger)
    }
    let goods =
      #"{"id":"1","kind":"consignment","time":"2026-01-01T08:00:00Z","party":"P","consignment":"C","consignee":"Q","goods":[{"lot":"A","quantity":"1 t","packages":12}]}"#
    guard case .consignment(let consignment) = try ReadFile(goods).events[0].detail else {
      Issue.record("no consignment")
      return
    }
    #expect(consignment.goods[0].packages == "12")
  }

  @Test("deep nesting is refused wherever it stands")
  func depth() throws {
    for (open, close) in [("[", "]"), (#"{"a":"#, "}")] {
      let deep = String(repeating: open, count: 100_000)
      #expect(
        try fault(event("\"x\":\(deep)")).reason
          == .notJSON(.tooDeep(limit: JSONCursor.depthMax)))
      let allowed =
        String(repeating: open, count: JSONCursor.depthMax) + "1"
        + String(repeating: close, count: JSONCursor.depthMax)
      #expect(
        try fault(event("\"x\":\(allowed.replacing("[1]", with: "[]"))")).reason
          == .unknownKey(nearest: "id"))
    }
  }

  @Test("bytes that are not UTF-8 are an error, not another encoding")
  func notUTF8() throws {
    let bytes =
      Array(Self.good.utf8) + Array("\n{\"id\":\"".utf8) + [0xB1, 0xBD] + Array("\"}".utf8)
    #expect(
      throws: InterchangeError.notText(.utf8, byteOffset: Self.good.utf8.count + 8, row: 2)
    ) { try ReadFile(bytes) }
  }

  @Test("a value over the limit is refused without being held")
  func endlessString() throws {
    var given = 0
    var isFirst = true
    let source = ByteSource { buffer in
      for index in buffer.indices { buffer[index] = UInt8(ascii: "x") }
      if isFirst { buffer.replaceSubrange(0..<7, with: Array("{\"id\":\"".utf8)) }
      isFirst = false
      given += buffer.count
      return given <= 1_073_741_824 ? buffer.count : 0
    }
    var reader = try EventFileReader(source, format: FileFormat(encoding: .utf8, shape: .jsonLines))
    var error: InterchangeError?
    do { _ = try reader.next() } catch let thrown { error = thrown }
    #expect(error == .rowTooLong(row: 1, limitBytes: EventFileReader.rowSizeBytesMax))
    #expect(given < 8 * EventFileReader.rowSizeBytesMax)
  }

  @Test("a rejected line is kept as it was written")
  func rejected() throws {
    let file = try ReadFile("\n{\"id\":\"\\u0031\"}\n{oops\n" + Self.good)
    #expect(file.rejected == [["{\"id\":\"\\u0031\"}"], ["{oops"]])
    #expect(file.faults.first?.row == 2 && file.faults.last?.row == 3)
    #expect(file.rows == [4])
  }

  @Test("no bytes whatever trap the reader", arguments: 0..<300)
  func anyBytes(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    var bytes = Array((seed.isMultiple(of: 2) ? Sample.json : Sample.chinese).utf8)
    for _ in 0..<Int.random(in: 1...8, using: &random) {
      let position = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: bytes[position] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.remove(at: position)
      default: bytes.insert(bytes[Int.random(in: 0..<bytes.count, using: &random)], at: position)
      }
    }
    let chunkSizeBytes = Int.random(in: 1...200, using: &random)
    do {
      let small = try ReadFile(bytes, chunkSizeBytes: chunkSizeBytes)
      let large = try ReadFile(bytes)
      #expect(small.events == large.events && small.faults == large.faults)
      #expect(small.rejected == large.rejected)
    } catch {
      #expect(throws: error) { try ReadFile(bytes) }
    }
  }
}
