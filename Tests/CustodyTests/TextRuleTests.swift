import Custody
import LedgerFormat
import Testing

@Suite("Names and texts that may be recorded")
struct TextRuleTests {
  private func name(_ text: String) throws(TextError) { try IdentifierRule.check(text.utf8.span) }
  private func party(_ text: String) throws(TextError) {
    try IdentifierRule.checkParty(text.utf8.span)
  }
  private func lot(_ text: String, bare: Bool = false) throws(TextError) {
    try IdentifierRule.checkLot(text.utf8.span, isBareAllowed: bare)
  }
  private func text(_ text: String) throws(TextError) { try TextRule.check(text.utf8.span) }

  @Test("a name of 128 bytes is one, of 129 is none")
  func nameLimit() throws {
    try name(String(repeating: "x", count: 128))
    try name(String(repeating: "甲", count: 42) + "ab")
    #expect(throws: TextError.tooLong(sizeBytes: 129, sizeBytesMax: 128)) {
      try name(String(repeating: "甲", count: 43))
    }
    #expect(throws: TextError.empty) { try name("") }
  }

  @Test("no white space at a name's ends, none of Unicode's", arguments: whiteSpace)
  func whiteSpaceAtEnds(space: String) throws {
    try name("a\(space)b")
    #expect(throws: TextError.whiteSpaceAtEnd(position: 0)) { try name("\(space)ab") }
    #expect(throws: TextError.whiteSpaceAtEnd(position: 2)) { try name("ab\(space)") }
    #expect(throws: TextError.whiteSpaceAtEnd(position: 0)) { try name(space) }
  }

  /// All of White_Space that is no control character, as the standard library knows it.
  static let whiteSpace: [String] = (0x20...0xFFFF).compactMap { code in
    guard let scalar = Unicode.Scalar(code as Int), scalar.properties.isWhitespace,
      scalar.properties.generalCategory != .control
    else { return nil }
    return String(scalar)
  }

  @Test("no control character stands in a name", arguments: [0, 9, 10, 31, 127, 0x80, 0x85, 0x9F])
  func controls(code: UInt8) {
    let text = "a" + String(Unicode.Scalar(code)) + "b"
    #expect(throws: TextError.control(code: code, position: 1)) { try name(text) }
  }

  @Test("a party has no slash; a lot is a party, the first slash and a batch")
  func slashes() throws {
    #expect(throws: TextError.slashInParty(position: 1)) { try party("A/S") }
    try lot("A/S/1")
    try lot("B-1", bare: true)
    #expect(throws: TextError.notQualified) { try lot("B-1") }
    #expect(throws: TextError.empty) { try lot("/B") }
    #expect(throws: TextError.empty) { try lot("A/") }
    #expect(throws: TextError.empty) { try lot("", bare: true) }
    #expect(throws: TextError.whiteSpaceAtEnd(position: 1)) { try lot("A /B") }
  }

  @Test("a lot's party and batch have 128 bytes each")
  func lotLimit() throws {
    let most = String(repeating: "x", count: 128)
    try lot(most + "/" + most)
    #expect(throws: TextError.tooLong(sizeBytes: 129, sizeBytesMax: 128)) {
      try lot(most + "/x" + most)
    }
    #expect(throws: TextError.tooLong(sizeBytes: 129, sizeBytesMax: 128)) {
      try lot(most + "x/" + most)
    }
  }

  @Test("a text may have lines and tabs, 4,096 bytes, and no other control character")
  func texts() throws {
    try text("first\r\n\tsecond")
    try text(String(repeating: "x", count: 4_096))
    #expect(throws: TextError.tooLong(sizeBytes: 4_097, sizeBytesMax: 4_096)) {
      try text(String(repeating: "x", count: 4_097))
    }
    #expect(throws: TextError.control(code: 0, position: 1)) { try text("a\0") }
    #expect(throws: TextError.empty) { try text("") }
  }
}
