import Custody
import LedgerFormat
import Synchronization
import Testing

@testable import Interchange

@Suite("A file's events do not depend on how the file is written")
struct FileReadingTests {
  @Test("a sheet in English, a sheet in Chinese and JSON Lines give the same events")
  func threeFilesAgree() throws {
    let english = try ReadFile(Sample.english)
    let chinese = try ReadFile(Sample.chinese)
    let json = try ReadFile(Sample.json)
    #expect(english.reasons.isEmpty && chinese.reasons.isEmpty && json.reasons.isEmpty)
    #expect(english.events.count == 3)
    // The units written differ only where the amounts do not.
    #expect(english.events == json.events)
    #expect(chinese.events == english.events)
    #expect(english.rows == [2, 3, 4])
    #expect(json.rows == [1, 2, 6])
  }

  @Test(
    "the encoding is told by content",
    arguments: [
      ([0xEF, 0xBB, 0xBF], SourceEncoding.utf8), ([0xFF, 0xFE], .utf16LittleEndian),
      ([0xFE, 0xFF], .utf16BigEndian), ([], .gb18030), ([], .utf8),
    ] as [([UInt8], SourceEncoding)])
  func encodings(mark: [UInt8], encoding: SourceEncoding) throws {
    let bytes = mark + encode(Sample.chinese, encoding)
    let file = try ReadFile(bytes)
    #expect(file.format == FileFormat(encoding: encoding, shape: .separatedValues))
    #expect(file.events == (try ReadFile(Sample.english).events))
  }

  @Test("wherever a chunk ends, the events are the same", arguments: 1...40)
  func chunks(chunkSizeBytes: Int) throws {
    for encoding in SourceEncoding.allCases where encoding == .utf8 || encoding == .gb18030 {
      let sheet = try ReadFile(
        encode(Sample.chinese, encoding), chunkSizeBytes: chunkSizeBytes)
      #expect(sheet.events == (try ReadFile(Sample.english).events))
    }
    let json = try ReadFile(Sample.json, chunkSizeBytes: chunkSizeBytes)
    #expect(json.events == (try ReadFile(Sample.english).events))
    #expect(json.rows == [1, 2, 6])
  }

  @Test("line ends may be mixed, and blank lines and cleared rows are no rows")
  func lineEnds() throws {
    let lines = Sample.use().split(separator: "\r\n").map(String.init)
    let text = "\n\(lines[0])\r\n\n\(lines[1])\r,,,,,,\n  \n\(lines[1])\n\(lines[1])"
    let file = try ReadFile(text)
    #expect(file.events.count == 3 && file.faults.isEmpty)
    #expect(file.rows == [4, 7, 8])
  }

  @Test("semicolons divide cells too, and a remark column is left alone")
  func semicolons() throws {
    let text = Sample.use(["#row": "12"]).replacing(",", with: ";")
    #expect(try ReadFile(text).events == (try ReadFile(Sample.use()).events))
  }

  @Test("an export reads back as the events that it was written from")
  func exportReadsBack() throws {
    let events = try ReadFile(Sample.json).events
    var writer = JSONWriter()
    for (index, event) in events.enumerated() {
      writer.object { writer in
        writer.field("index", index)
        writer.fields(of: event)
      }
      writer.endLine()
    }
    #expect(try ReadFile(writer.bytes).events == events)
  }

  @Test(
    "a row of as many bytes as one may have is read, and one byte more is refused",
    arguments: [4_096, 65_536, 262_144])
  func rowLimit(chunkSizeBytes: Int) throws {
    let limit = EventFileReader.rowSizeBytesMax
    let header = "id,kind,time,party,note\n"
    for (surplus, isRefused) in [(0, false), (1, true)] {
      let row = "1,use,,P," + String(repeating: "n", count: limit + surplus - 10) + "\n"
      let json = "{\"note\":\"" + String(repeating: "n", count: limit + surplus - 11) + "\"}"
      for text in [header + row + row, json + "\n" + json] {
        if isRefused {
          let isSheet = text.hasPrefix("id")
          let expected = InterchangeError.rowTooLong(row: isSheet ? 2 : 1, limitBytes: limit)
          #expect(throws: expected) { try ReadFile(text, chunkSizeBytes: chunkSizeBytes) }
        } else {
          #expect(try ReadFile(text, chunkSizeBytes: chunkSizeBytes).rejected.count == 2)
        }
      }
    }
  }

  @Test("of a row with a hundred thousand bad cells a hundred faults are told")
  func faultLimit() throws {
    let item = "{\"lot\":\"B\",\"quantity\":\"?\"}"
    let items = Array(repeating: item, count: 30_000).joined(separator: ",")
    let event = "{\"kind\":\"production\",\"outputs\":[\(items)]}"
    #expect(try ReadFile(event).faults.count == RowFault.countMax)
    let columns = Array(repeating: "#", count: 100_000).joined(separator: ",")
    let cells = Array(repeating: "\"\"x", count: 100_000).joined(separator: ",")
    let sheet = "id,kind,time,party,\(columns)\n1,use,,P,\(cells)\n"
    #expect(try ReadFile(sheet).faults.count <= RowFault.countMax + 4)
  }

  @Test("keys that begin with # are remarks and read over, in an event's own object only")
  func remarkKeys() throws {
    let event = Sample.json.split(separator: "\n")[0].dropFirst()
    let remarked = try ReadFile("{\"#row\":3,\"#reason\":{\"a\":[1]}," + event)
    #expect(remarked.events == (try ReadFile("{" + event).events) && remarked.faults.isEmpty)
    let within = event.replacing("{\"name\"", with: "{\"#x\":1,\"name\"")
    #expect(try ReadFile("{" + within).faults.count == 1)
  }

  @Test("a sheet with a header only has no rows")
  func headerOnly() throws {
    let header = Sample.use().split(separator: "\r\n")[0]
    let file = try ReadFile(String(header))
    #expect(file.events.isEmpty && file.faults.isEmpty)
  }

  @Test("names are brought to NFC by what the caller gives, and only where they may change")
  func normalises() throws {
    let asked = Mutex<[String]>([])
    let text = Sample.use(["party": "Cafe\u{301}", "purpose": "喷漆", "lot": "B-é"])
    let file = try ReadFile(
      Array(text.utf8),
      normalise: { text in
        asked.withLock { $0.append(text) }
        return "Caf\u{E9}"
      })
    #expect(asked.withLock { $0.count } == 1)
    #expect(file.events[0].party == "Caf\u{E9}")
    #expect(
      file.events[0].detail
        == .use(
          Use(
            lot: LotID("B-é"), quantity: Quantity(amount: 1_000_000, unit: .kilogram), purpose: "喷漆"
          )))
  }

  /// Encodes text; the test's own words for the few Chinese characters of the sample.
  private func encode(_ text: String, _ encoding: SourceEncoding) -> [UInt8] {
    switch encoding {
    case .utf8: Array(text.utf8)
    case .utf16LittleEndian: text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case .utf16BigEndian: text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    case .gb18030: GB18030.encode(text)
    }
  }
}
