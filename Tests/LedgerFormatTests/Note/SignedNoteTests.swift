import LedgerFormat
import Testing

@Suite("Signed notes")
struct SignedNoteTests {
  static let text = "This is an example message.\n"
  static let vkey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
  static let line =
    "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
  /// A well-formed signature line of a key that nobody here knows.
  static let stranger = "— example.com/bar AQIDBAU=\n"

  static func verify(_ note: String) throws -> [VerifierKey] {
    let bytes = Array(note.utf8)
    return try SignedNote(bytes.span).verify(with: [VerifierKey(vkey)])
  }

  @Test("the specification's example verifies, and is written as it was read")
  func example() throws {
    let note = SignedNoteTests.text + "\n" + SignedNoteTests.line
    let key = try VerifierKey(SignedNoteTests.vkey)
    #expect(key.text == SignedNoteTests.vkey)
    #expect(key.name == "example.com/foo" && key.id == 0x530d_903a)
    #expect(try SignedNoteTests.verify(note) == [key])
    let bytes = Array(note.utf8)
    #expect(try SignedNote(bytes.span).bytes == bytes)
  }

  @Test("signatures of unknown keys are ignored, before and after the known one")
  func unknownKeys() throws {
    let (text, line, stranger) = (
      SignedNoteTests.text, SignedNoteTests.line, SignedNoteTests.stranger
    )
    #expect(try SignedNoteTests.verify("\(text)\n\(stranger)\(line)\(stranger)").count == 1)
    #expect(throws: NoteError.unsigned) { try SignedNoteTests.verify("\(text)\n\(stranger)") }
    let many = String(repeating: stranger, count: 99)
    #expect(try SignedNoteTests.verify("\(text)\n\(many)\(line)").count == 1)
    #expect(throws: NoteError.tooManySignatures(countMax: 100)) {
      try SignedNoteTests.verify("\(text)\n\(many)\(line)\(line)")
    }
  }

  @Test("a bad signature of a known key refuses the note, even beside a good one")
  func badSignature() throws {
    let bad = Base64.decode(
      String(SignedNoteTests.line.dropFirst("— example.com/foo ".count).dropLast()))
    var blob = try #require(bad)
    for position in [4, 35, 67] {
      blob[position] ^= 1
      let line = "— example.com/foo \(Base64.encode(blob.span))\n"
      #expect(throws: NoteError.badSignature(name: "example.com/foo", id: 0x530d_903a)) {
        try SignedNoteTests.verify(SignedNoteTests.text + "\n" + SignedNoteTests.line + line)
      }
      blob[position] ^= 1
    }
    let short = Array(blob.dropLast())
    let line = "— example.com/foo \(Base64.encode(short.span))\n"
    #expect(throws: NoteError.badSignature(name: "example.com/foo", id: 0x530d_903a)) {
      try SignedNoteTests.verify(SignedNoteTests.text + "\n" + line)
    }
  }

  @Test("a changed text is refused, whichever byte was changed")
  func changedText() throws {
    let note = Array((SignedNoteTests.text + "\n" + SignedNoteTests.line).utf8)
    let key = try VerifierKey(SignedNoteTests.vkey)
    for position in 0..<SignedNoteTests.text.utf8.count {
      var changed = note
      changed[position] ^= 1
      #expect(throws: NoteError.self) { try SignedNote(changed.span).verify(with: [key]) }
    }
  }

  @Test(
    "what is not a note in every byte is refused",
    arguments: [
      "", "\n", "text\n", "text\n\n", "text\n\(line)", "text\n\n\(line.dropLast())",
      "text\n\n\(line)\n", "te\u{0}xt\n\n\(line)", "te\txt\n\n\(line)", "text\r\n\n\(line)",
      "text\n\n-\(line.dropFirst())", "text\n\n— foo\n", "text\n\n— foo \n",
      "text\n\n— foo AQIDBA==\n", "text\n\n— foo AQIDBAV=\n", "text\n\n— foo AQIDBAU\n",
      "text\n\n— fo+o AQIDBAU=\n", "text\n\n—  AQIDBAU=\n", "text\n\n— foo  AQIDBAU=\n",
      "text\n\n— foo AQIDBAU= \n", "text\n\n— f\u{A0}o AQIDBAU=\n", "text\n\n\(line)x\n",
    ])
  func malformed(note: String) {
    let bytes = Array(note.utf8)
    #expect(throws: NoteError.self) { try SignedNote(bytes.span) }
  }

  @Test("a text that is not UTF-8 is refused")
  func notText() {
    let bytes = [0x74, 0xFF, 0x0A, 0x0A] + Array(SignedNoteTests.line.utf8)
    #expect(throws: NoteError.text) { try SignedNote(bytes.span) }
  }

  @Test("the last empty line parts text and signatures")
  func emptyLines() throws {
    let bytes = Array("a\n\nb\n\n\(SignedNoteTests.stranger)".utf8)
    #expect(try SignedNote(bytes.span).text == "a\n\nb\n")
  }

  @Test("a note is at most one mebibyte")
  func sizeLimit() throws {
    func note(_ sizeBytes: Int) -> [UInt8] {
      let tail = "\n\n" + SignedNoteTests.stranger
      return Array((String(repeating: "x", count: sizeBytes - tail.utf8.count) + tail).utf8)
    }
    let (most, more) = (note(1 << 20), note(1 << 20 + 1))
    #expect(throws: Never.self) { try SignedNote(most.span) }
    #expect(throws: NoteError.tooLarge(sizeBytes: 1 << 20 + 1, sizeBytesMax: 1 << 20)) {
      try SignedNote(more.span)
    }
  }

  @Test("notes that follow one another are told apart")
  func ranges() throws {
    let first = Array("a\n1\n\n\(SignedNoteTests.stranger)\(SignedNoteTests.stranger)".utf8)
    let second = Array("b\n2\n\n\(SignedNoteTests.stranger)".utf8)
    let torn = Array("c\n3\n\n— exa".utf8)
    let all = first + second + torn
    let ranges = SignedNote.ranges(in: all.span)
    let notes = ranges.map { Array(all[$0]) }
    #expect(notes == [first, second, torn])
    let nothing: [UInt8] = []
    let none = SignedNote.ranges(in: nothing.span)
    #expect(none.isEmpty)
  }
}
