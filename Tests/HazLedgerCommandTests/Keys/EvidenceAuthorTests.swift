import Foundation
import Testing

@Suite("Who vouched, in a file of evidence")
struct EvidenceAuthorTests {
  private static func prove(_ ledger: SignedHome, _ lot: String) throws -> String {
    let path = ledger.home.scratch.path("evidence")
    let made = try ledger.run("prove", "--lot", lot, "-o", path)
    try #require(made.status == 0, "\(made.error)")
    return path
  }

  @Test("a file names the key that vouched for each event, and the events of nobody")
  func authors() throws {
    let ledger = try SignedHome(signatures: "open")
    try ledger.register("P")
    let file = try ledger.home.file(
      "file.jsonl", ["P1", "P2", "P3"].map(SignedHome.event).joined(separator: "\n"))
    try #require(ledger.run("import", file, "--key", ledger.pem("P")).status == 0)
    try #require(ledger.append(["P4"]).status == 0)
    try #require(
      ledger.run(
        "keys", "revoke", "--party", "P", "--public", ledger.pub("P"), "--registrar-key",
        ledger.pem("registrar")
      ).status == 0)
    try #require(ledger.run("checkpoint", "--commit").status == 0)
    for (lot, isSigned) in [("P/BP2", true), ("P/BP4", false)] {
      let path = try EvidenceAuthorTests.prove(ledger, lot)
      let stranger = try LedgerAtHome()
      let outcome = try stranger.run(
        "check", path, "--key", ledger.vkey, "--format", "json")
      try #require(outcome.status == 0, "\(outcome.output)")
      let authors = try #require(try outcome.json()["authors"] as? [[String: Any]])
      #expect(authors.map { $0["party"] as? String } == (isSigned ? ["P"] : []))
      let text = try stranger.run("check", path, "--key", ledger.vkey, "--lang", "en").output
      #expect(text.contains(isSigned ? "Vouched for by P" : "by nobody that this file names"))
      guard isSigned else { continue }
      // Every byte of the file is held against another.
      let whole = try Data(contentsOf: URL(filePath: path))
      for position in stride(from: 500, to: whole.count, by: whole.count / 25) {
        var changed = whole
        changed[position] ^= 1
        try changed.write(to: URL(filePath: path))
        #expect(try stranger.run("check", path, "--key", ledger.vkey).status == 1, "\(position)")
      }
    }
    #expect(try ledger.run("verify").status == 0)
  }

  @Test("a party of which the ledger has keys and nothing else is not said to be absent")
  func keysAlone() throws {
    let ledger = try SignedHome(signatures: "open")
    try ledger.register("P")
    try #require(ledger.run("checkpoint", "--commit").status == 0)
    let path = ledger.home.scratch.path("evidence")
    try #require(ledger.run("prove", "--stream", "party:P", "-o", path).status == 0)
    let checked = try ledger.run("check", path, "--key", ledger.vkey, "--format", "json").json()
    #expect(checked["absent"] as? Bool == false)
    let text = try ledger.run("check", path, "--key", ledger.vkey, "--lang", "en").output
    #expect(text.contains("1 more entries register") && !text.contains("no entry"))
  }

  @Test("a file made after the ledger's key was replaced is checked with the new key")
  func rotation() throws {
    let ledger = try SignedHome(signatures: "open")
    try #require(ledger.append(["P1"]).status == 0)
    let rotated = try ledger.run("keys", "rotate-log", "--format", "json")
    let new = try #require(try rotated.json()["vkey"] as? String, "\(rotated.error)")
    try #require(ledger.run("checkpoint", "--commit").status == 0)
    let path = try EvidenceAuthorTests.prove(ledger, "P/BP1")
    #expect(try ledger.run("check", path, "--key", new).status == 0)
    #expect(try ledger.run("check", path, "--key", ledger.vkey).status == 1)
  }
}
