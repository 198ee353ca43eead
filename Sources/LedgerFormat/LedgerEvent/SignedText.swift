/// The texts that keys sign inside of a ledger: lines, each ended by a line feed.
///
/// The first line says what the text is and in which version, the second to which ledger it belongs;
/// so no signature counts for another purpose or in another ledger. A checkpoint is none of them: its
/// second line is a size, of at most 20 digits, where these have an id of 32.
enum SignedText {
  static func make(_ purpose: String, _ ledgerID: LedgerID, _ lines: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    for line in [purpose, ledgerID.hex] + lines {
      assert(line.utf8.allSatisfy { $0 >= 0x20 }, "a line that breaks could say something else")
      bytes.append(contentsOf: line.utf8)
      bytes.append(0x0A)
    }
    return bytes
  }
}
