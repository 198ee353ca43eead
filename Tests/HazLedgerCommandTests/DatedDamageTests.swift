import Foundation
import Testing

/// Damage is told apart by its evidence, and bracketed between checkpoints.
@Suite("Damage, dated")
struct DatedDamageTests {
  let home: LedgerAtHome

  init() throws {
    home = try LedgerAtHome(named: "ledger")
    try home.create()
    for number in 1...5 {
      try #require(home.run("append", input: WitnessHome.event(number)).status == 0)
    }
  }

  private func damage(_ options: String...) throws -> [[String: Any]] {
    let found = try home.run(["verify", "--format", "json"] + options)
    #expect(found.status == 1)
    return try found.json()["damage"] as? [[String: Any]] ?? []
  }

  /// Where each entry begins in the first segment, and where the last one ends.
  private func places(_ bytes: Data) -> [Int] {
    var places = [0]
    while let last = places.last, last < bytes.count {
      places.append(last + 2 + Int(bytes[last]) << 8 + Int(bytes[last + 1]))
    }
    return places
  }

  private func change(_ body: (inout Data, [Int]) -> Void) throws {
    let url = home.url("entries/0000000000")
    var bytes = try Data(contentsOf: url)
    body(&bytes, places(bytes))
    try bytes.write(to: url)
  }

  @Test("changed bytes lie between the checkpoint before the entry and the first that covers it")
  func altered() throws {
    try change { bytes, places in bytes[places[4] - 5] ^= 1 }
    let found = try #require(damage().first)
    #expect(found["index"] as? Int == 3)
    #expect(found["class"] as? String == "altered")
    #expect(found["lastGoodCheckpoint"] as? Int == 3)
    #expect(found["firstBadCheckpoint"] as? Int == 4)
    #expect(found["lastGoodTimeBy"] as? String == "ledger")
    let text = try home.run("verify").output
    #expect(text.contains("last good checkpoint before it: 3 entries"))
    #expect(text.contains("first checkpoint that covers it: 4 entries"))
    #expect(try home.run("verify", "--lang", "zh").output.contains("首个覆盖它的检查点:4 条"))
  }

  @Test("a cut end is a truncation, a gap a removal, an exchange a reordering")
  func kinds() throws {
    let whole = try Data(contentsOf: home.url("entries/0000000000"))
    try change { bytes, places in bytes.removeSubrange(places[4]...) }
    #expect(try damage().contains { $0["class"] as? String == "truncated" })
    try whole.write(to: home.url("entries/0000000000"))
    try change { bytes, places in bytes.removeSubrange(places[2]..<places[3]) }
    #expect(try damage().map { $0["class"] as? String } == ["removed"])
    try whole.write(to: home.url("entries/0000000000"))
    try change { bytes, places in
      let (first, second) = (bytes[places[2]..<places[3]], bytes[places[3]..<places[4]])
      bytes.replaceSubrange(places[2]..<places[4], with: second + first)
    }
    #expect(try damage().contains { $0["class"] as? String == "reordered" })
    try whole.write(to: home.url("entries/0000000000"))
    try change { bytes, places in
      bytes.insert(contentsOf: bytes[places[1]..<places[2]], at: places[3])
    }
    #expect(try damage().contains { $0["class"] as? String == "inserted" })
    try whole.write(to: home.url("entries/0000000000"))
    #expect(try home.run("verify").status == 0)
  }

  @Test("an older copy put back is a rollback, by a checkpoint that was kept")
  func rolledBack() throws {
    let copy = home.scratch.path("copy")
    try #require(home.run("backup", copy).status == 0)
    try #require(home.run("append", input: WitnessHome.event(6)).status == 0)
    let kept = try home.file("kept", home.run("checkpoint").output)
    let found = try home.run("verify", "--ledger", copy, "--checkpoint", kept, "--format", "json")
    #expect(found.status == 1)
    let damage = try #require((found.json()["damage"] as? [[String: Any]])?.first)
    #expect(damage["class"] as? String == "rolledBack")
    #expect(damage["lastGoodCheckpoint"] as? Int == 6)
    #expect(damage["firstBadCheckpoint"] as? Int == 7)
  }

  @Test("a time stamp dates the bracket better than the ledger's own clock")
  func stamped() throws {
    let authority = try TimestampAuthority()
    let request = home.scratch.path("request.tsq")
    try #require(home.run("timestamp", "--request", request).status == 0)
    let recorded = try home.run(
      "timestamp", "--response", authority.answer(request), "--ca", authority.root, "--untrusted",
      authority.chain, "--format", "json"
    ).json()
    try change { bytes, places in bytes[places[6] - 5] ^= 1 }
    let found = try #require(damage("--ca", authority.root).first)
    #expect(found["index"] as? Int == 5)
    #expect(found["firstBadCheckpoint"] as? Int == 6)
    #expect(found["firstBadTimeBy"] as? String == "timestamp")
    #expect(found["firstBadTime"] as? String == recorded["time"] as? String)
  }
}
