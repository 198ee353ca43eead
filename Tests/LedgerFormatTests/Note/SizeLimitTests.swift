import LedgerFormat
import Testing

/// What strangers send is refused by its size before anything else is made of it.
@Suite("Sizes of notes and policies")
struct SizeLimitTests {
  @Test("a note has 1 MiB at most", arguments: [0, 1])
  func note(excess: Int) throws {
    let key = try SigningKey.generate(name: "limit.example")
    func note(textSizeBytes: Int) throws -> SignedNote {
      var note = try SignedNote(text: String(repeating: "n", count: textSizeBytes - 1) + "\n")
      note.sign(with: key)
      return note
    }
    let overheadSizeBytes = try note(textSizeBytes: 2).bytes.count - 2
    let bytes = try note(
      textSizeBytes: SignedNote.sizeBytesMax - overheadSizeBytes + excess
    ).bytes
    #expect(bytes.count == SignedNote.sizeBytesMax + excess)
    if excess == 0 {
      #expect(try SignedNote(bytes.span).bytes == bytes)
    } else {
      #expect(
        throws: NoteError.tooLarge(sizeBytes: bytes.count, sizeBytesMax: SignedNote.sizeBytesMax)
      ) { try SignedNote(bytes.span) }
    }
  }

  @Test("a policy of trust has 1 MiB at most", arguments: [0, 1])
  func policy(excess: Int) throws {
    let end = Array("\nquorum none\n".utf8)
    let comment = [UInt8](
      repeating: UInt8(ascii: "#"), count: TrustPolicy.sizeBytesMax - end.count + excess)
    let bytes = comment + end
    if excess == 0 {
      #expect(throws: Never.self) { try TrustPolicy(bytes.span) }
    } else {
      #expect(
        throws: TrustPolicyError.tooLarge(
          sizeBytes: bytes.count, sizeBytesMax: TrustPolicy.sizeBytesMax)
      ) { try TrustPolicy(bytes.span) }
    }
  }
}
