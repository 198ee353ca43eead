import Foundation
import Testing

/// Evidence that rests on a key that ends at a time: that it still counted is the ledger's own word until a time
/// stamp says so too.
@Suite("Evidence signed by a key that expires")
struct ExpiringKeyTests {
  @Test("check says what the signature rests on, until a verified time stamp bounds it")
  func note() throws {
    let ledger = try SignedHome()
    let authority = try TimestampAuthority()
    try ledger.register("P", "--expires", "2099-01-01T00:00:00Z")
    try ledger.register("Q")
    try #require(ledger.append(["P1"], keys: ["P"]).status == 0)
    try #require(ledger.append(["Q1"], keys: ["Q"]).status == 0)
    try #require(ledger.run("checkpoint", "--commit").status == 0)
    let note =
      "that it still did is the ledger's own word, which no verified time stamp supports: 3"
    let unstamped = try check("P/BP1", in: ledger)
    #expect(unstamped.output.contains(note), "\(unstamped.output)")
    // A key without an end rests on nothing of the kind.
    #expect(try !check("Q/BQ1", in: ledger).output.contains("own word, which"))

    let request = ledger.home.scratch.path("request.tsq")
    try #require(ledger.run("timestamp", "--request", request).status == 0)
    let answer = try authority.answer(request)
    let stamped = try ledger.run(
      "timestamp", "--response", answer, "--ca", authority.root, "--untrusted", authority.chain)
    try #require(stamped.status == 0, "\(stamped.error)")
    // A token that nobody judged supports nothing.
    #expect(try check("P/BP1", in: ledger).output.contains(note))
    let judged = try check("P/BP1", in: ledger, "--ca", authority.root)
    #expect(judged.status == 0, "\(judged.error)")
    #expect(!judged.output.contains("own word, which"), "\(judged.output)")
  }

  private func check(
    _ lot: String, in ledger: SignedHome, _ options: String...
  ) throws -> Program.Outcome {
    let path = ledger.home.scratch.path("evidence")
    try? FileManager.default.removeItem(atPath: path)
    let made = try ledger.run("prove", "--lot", lot, "-o", path)
    try #require(made.status == 0, "\(made.error)")
    return try ledger.home.run(["check", path, "--key", ledger.vkey, "--lang", "en"] + options)
  }
}
