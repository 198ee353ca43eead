import LedgerFormat
import Testing

@Suite("Checkpoints")
struct CheckpointTests {
  static let root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="

  @Test("are written and read as three lines")
  func roundTrip() throws {
    let checkpoint = Checkpoint(origin: "county.example", size: 0, root: MerkleTree.emptyRoot)
    #expect(checkpoint.text == "county.example\n0\n\(CheckpointTests.root)\n")
    #expect(try Checkpoint(text: checkpoint.text) == checkpoint)
    let large = Checkpoint(origin: "县", size: .max, root: .zero, extensions: ["one", "two"])
    #expect(try Checkpoint(text: large.text) == large)
    #expect(large.text.hasPrefix("县\n18446744073709551615\nAAAA"))
  }

  @Test(
    "a line that does not belong there is named",
    arguments: [
      ("", 1), ("a\n", 2), ("a\n1\n", 3), ("a\n1\n\(root)", 3), ("\n1\n\(root)\n", 1),
      ("a\n\n\(root)\n", 2), ("a\n01\n\(root)\n", 2), ("a\n00\n\(root)\n", 2),
      ("a\n-1\n\(root)\n", 2), ("a\n+1\n\(root)\n", 2), ("a\n1 \n\(root)\n", 2),
      ("a\n１\n\(root)\n", 2), ("a\n18446744073709551616\n\(root)\n", 2),
      ("a\n99999999999999999999\n\(root)\n", 2), ("a\n1\n\n", 3), ("a\n1\n\(root.dropLast())\n", 3),
      ("a\n1\nAAAA\n", 3), ("a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n", 3),
      ("a\n1\n\(root)\n\n", 4), ("a\n1\n\(root)\nx\n\ny\n", 5),
    ])
  func refusals(text: String, line: Int) {
    #expect(throws: NoteError.checkpointLine(line)) { try Checkpoint(text: text) }
  }

  @Test("opens under the ledger's own key only")
  func signed() throws {
    let key = try SigningKey.generate(name: "county.example")
    let other = try SigningKey.generate(name: "county.example")
    let neighbour = try SigningKey.generate(name: "neighbour.example")
    let checkpoint = Checkpoint(origin: "county.example", size: 7, root: MerkleTree.emptyRoot)
    let bytes = try checkpoint.signed(by: key).bytes
    let opened = try Checkpoint.open(bytes.span, key: key.verifierKey)
    #expect(opened == checkpoint)
    let (otherKey, neighbourKey) = (other.verifierKey, neighbour.verifierKey)
    #expect(throws: NoteError.unsigned) { try Checkpoint.open(bytes.span, key: otherKey) }
    #expect(throws: NoteError.unsigned) { try Checkpoint.open(bytes.span, key: neighbourKey) }
    do {
      _ = try checkpoint.signed(by: neighbour)
      Issue.record("signed for a neighbour")
    } catch {
      #expect(error == .origin(expected: "neighbour.example", found: "county.example"))
    }
    // A neighbour's key under a text that claims to be ours.
    var note = try SignedNote(text: checkpoint.text)
    note.sign(with: neighbour)
    let forged = note.bytes
    #expect(throws: NoteError.origin(expected: "neighbour.example", found: "county.example")) {
      try Checkpoint.open(forged.span, key: neighbourKey)
    }
  }
}
