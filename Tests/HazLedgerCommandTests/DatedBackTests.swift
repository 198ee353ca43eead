import Foundation
import Testing

/// Evidence of entries whose own word says an earlier time than what stands before them.
@Suite("Evidence dated back", .enabled(if: Host.canCompile, "needs a C compiler"))
struct DatedBackTests {
  private let home: LedgerAtHome
  private let authority: TimestampAuthority
  private let clock: WrongClock
  private let key: String

  init() throws {
    home = try LedgerAtHome()
    authority = try TimestampAuthority()
    clock = try WrongClock()
    key = try #require(home.create().json()["vkey"] as? String)
  }

  /// Records an event by a clock that is wrong by so many seconds.
  private func append(_ event: String, seconds: Int) throws {
    let file = try home.file("event.json", event)
    let outcome = try clock.run(home, seconds: seconds, ["append", file])
    try #require(outcome.status == 0, "\(outcome.error)")
  }

  private func produce(seconds: Int) throws {
    try append(
      """
      {"kind":"production","party":"a","id":"1","time":"2026-01-05T08:00:00Z","process":"produce",\
      "outputs":[{"lot":"L","quantity":"10 t","chemical":{"name":"methanol"}}]}
      """, seconds: seconds)
  }

  private func use(_ id: Int, seconds: Int) throws {
    try append(
      """
      {"kind":"use","party":"a","id":"use-\(id)","time":"2026-01-06T08:00:00Z","lot":"L",\
      "quantity":"1 t","purpose":"x"}
      """, seconds: seconds)
  }

  private func stamp() throws {
    let request = home.scratch.path("request.tsq")
    try #require(home.run("timestamp", "--request", request).status == 0)
    let recorded = try home.run(
      "timestamp", "--response", authority.answer(request), "--ca", authority.root,
      "--untrusted", authority.chain)
    try #require(recorded.status == 0, "\(recorded.error)")
  }

  /// What `check` says of the lot's file of evidence, which it finds good.
  private func check(_ options: String...) throws -> String {
    try #require(home.run("checkpoint", "--commit").status == 0)
    let path = home.scratch.path("L.evidence")
    try? FileManager.default.removeItem(atPath: path)
    try #require(home.run("prove", "--lot", "a/L", "-o", path).status == 0)
    let checked = try home.run(["check", path, "--key", key, "--lang", "en"] + options)
    #expect(checked.status == 0, "\(checked.error)")
    return checked.output
  }

  private static let wentBack = "recorded, by their own word, earlier than an entry before them"
  private static let behindStamp = "standing behind a verified time stamp, and recorded"

  @Test("an entry that says an earlier time than one before it is named")
  func earlierThanBefore() throws {
    try produce(seconds: 0)
    try use(1, seconds: -7_200)
    try use(2, seconds: 0)
    let text = try check()
    #expect(text.contains(DatedBackTests.wentBack))
    #expect(text.contains("(dated back, or by a wrong clock): 2\n"), "\(text)")
    #expect(!text.contains(DatedBackTests.behindStamp))
  }

  @Test("entries behind a verified time stamp that say a time before it are named as dated back")
  func behindStamp() throws {
    // Nothing in the lot's own history contradicts them; the stamp over its first entry does.
    try produce(seconds: -7_200)
    try stamp()
    try use(1, seconds: -3_600)
    try use(2, seconds: -1_800)
    try use(3, seconds: 3_600)
    let text = try check("--ca", authority.root)
    #expect(text.contains(DatedBackTests.behindStamp))
    #expect(text.contains("before it: dated back: 3–4\n"), "\(text)")
    #expect(!text.contains(DatedBackTests.wentBack), "\(text)")
    // A token that nobody judged says nothing.
    #expect(try !check().contains(DatedBackTests.behindStamp))
  }

  @Test("what was recorded in order, with and without a time stamp, is not accused")
  func inOrder() throws {
    try produce(seconds: -7_200)
    try stamp()
    try use(1, seconds: 1)
    let text = try check("--ca", authority.root)
    #expect(!text.contains("dated back"), "\(text)")
  }
}
