import Foundation
import Testing

/// Files of evidence that say by when their entries were there, by an authority of the test's own.
@Suite("Time stamps in evidence")
struct EvidenceStampTests {
  let home: LedgerAtHome
  let inspector: LedgerAtHome
  let authority: TimestampAuthority
  let key: String

  init() throws {
    home = try LedgerAtHome()
    inspector = try LedgerAtHome()
    authority = try TimestampAuthority()
    key = try #require(home.create().json()["vkey"] as? String)
    try append(
      """
      {"kind":"production","party":"a","id":"1","time":"2026-01-05T08:00:00Z","process":"produce",\
      "outputs":[{"lot":"L","quantity":"10 t","chemical":{"name":"methanol"}}]}
      """)
  }

  private func append(_ event: String) throws {
    let outcome = try home.run("append", input: event)
    try #require(outcome.status == 0, "\(outcome.error)")
  }

  /// Has the newest checkpoint stamped, and recorded; gives the entry that says so.
  @discardableResult
  private func stamp() throws -> Int {
    let request = home.scratch.path("request.tsq")
    try #require(home.run("timestamp", "--request", request).status == 0)
    let recorded = try home.run(
      "timestamp", "--response", authority.answer(request), "--ca", authority.root,
      "--untrusted", authority.chain, "--format", "json")
    return try #require(recorded.json()["index"] as? Int, "\(recorded.error)")
  }

  /// Commits, and makes the lot's file.
  private func prove() throws -> String {
    try #require(home.run("checkpoint", "--commit").status == 0)
    let path = home.scratch.path("L.evidence")
    let outcome = try home.run("prove", "--lot", "a/L", "-o", path)
    try #require(outcome.status == 0, "\(outcome.error)")
    return path
  }

  private func check(_ path: String, _ options: String...) throws -> Program.Outcome {
    try inspector.run(["check", path, "--key", key, "--lang", "en"] + options)
  }

  private func use(_ id: Int) -> String {
    """
    {"kind":"use","party":"a","id":"use-\(id)","time":"2026-01-06T08:00:00Z","lot":"L",\
    "quantity":"1 t","purpose":"x"}
    """
  }

  @Test("each entry is bounded by the first token behind it, offline, and the newest by none")
  func bounds() throws {
    let first = try stamp()
    try append(use(1))
    try append(use(2))
    try #require(home.run("checkpoint", "--commit").status == 0)
    let second = try stamp()
    // Stamps nothing new of this lot, and so has no place in its file.
    try stamp()
    let path = home.scratch.path("L.evidence")
    try append(use(3))
    try #require(home.run("prove", "--lot", "a/L", "-o", path).status == 0)
    try FileManager.default.removeItem(atPath: home.folder)

    let answer = try check(path, "--ca", authority.root, "--format", "json").json()
    let stamps = try #require(answer["timestamps"] as? [[String: Any]])
    #expect(stamps.map { $0["entries"] as? [Int] } == [[1], [first + 1, first + 2]])
    #expect(stamps.map { $0["verified"] as? Bool } == [true, true])
    #expect(stamps.map { $0["commitment"] as? Bool } == [false, true])
    let text = try check(path, "--ca", authority.root).output
    let times = stamps.compactMap { $0["time"] as? String }
    #expect(text.contains("Recorded at the latest at \(times[0]), by a verified time stamp: 1"))
    #expect(text.contains("by a verified time stamp: \(first + 1)–\(first + 2)"))
    #expect(text.contains("That these are all was recorded at the latest at \(times[1])"))
    #expect(text.contains("Bounded by no time stamp: \(second + 2)"))

    let unjudged = try check(path)
    #expect(unjudged.status == 0 && unjudged.output.contains("in the file: 2, not judged"))
    #expect(!unjudged.output.contains("at the latest"))
    let quiet = try check(path, "--format", "json").json()["timestamps"] as? [[String: Any]]
    #expect(quiet?.map { $0["verified"] as? Bool } == [false, false])
  }

  @Test("another authority refuses the file, rubbish is no authority, and a proof has no tokens")
  func authorities() throws {
    try stamp()
    let path = try prove()
    let stranger = try TimestampAuthority()
    #expect(try check(path, "--ca", stranger.root).status == 1)
    #expect(try check(path, "--ca", try home.file("rubbish", "nothing")).status == 65)
    #expect(try check(path, "--ca", authority.root + ".missing").status == 66)
    let proof = home.scratch.path("proof")
    try #require(home.run("prove", "--index", "1", "-o", proof).status == 0)
    #expect(try check(proof, "--ca", authority.root).status == 64)
  }

  @Test(
    "a lost or damaged token is not put in, and a ledger without stamps says that there are none")
  func passedOver() throws {
    try stamp()
    let names = try FileManager.default.contentsOfDirectory(atPath: home.url("timestamps").path)
    let token = try #require(names.first { $0.hasSuffix(".token") })
    var bytes = try Data(contentsOf: home.url("timestamps/" + token))
    bytes[bytes.count - 1] ^= 1
    try bytes.write(to: home.url("timestamps/" + token))
    let answer = try check(prove(), "--ca", authority.root)
    #expect(answer.status == 0 && answer.output.contains("No time-stamp token is in the file"))
  }
}
