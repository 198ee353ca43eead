import Foundation
import Testing

/// An operator rebuilds the whole ledger around one changed old event and signs it with the same key.
///
/// The forgery is whole in itself. Each of four things from outside exposes it alone.
@Suite("A ledger rebuilt around a changed event and signed again")
struct ForgeryTests {
  let witness: WitnessHome
  let authority: TimestampAuthority
  let forged: LedgerAtHome
  /// What others kept of the true ledger.
  let older: String
  let cosigned: String
  let record: String

  init() throws {
    witness = try WitnessHome(events: 3)
    let home = witness.home
    authority = try TimestampAuthority()
    older = try witness.checkpoint("older")
    cosigned = try home.file("cosigned", witness.cosign(older, "--note").output)
    let request = home.scratch.path("request.tsq")
    try #require(home.run("timestamp", "--request", request).status == 0)
    let stamped = try home.run(
      "timestamp", "--response", authority.answer(request), "--ca", authority.root, "--untrusted",
      authority.chain)
    try #require(stamped.status == 0)

    forged = try LedgerAtHome(named: "forged")
    let folder = try #require(
      FileManager.default.contentsOfDirectory(atPath: home.scratch.path("state/hazledger")).first)
    let name = try #require(
      FileManager.default.contentsOfDirectory(
        atPath: home.scratch.path("state/hazledger/" + folder)
      ).first { $0.hasPrefix("newest") })
    record = "state/hazledger/" + folder + "/" + name
    try forged.rebuild(from: home, copy: home.folder, keeping: 1)
    let events = [WitnessHome.event(1, quantity: "9 t")] + (2...6).map { WitnessHome.event($0) }
    for event in events { try #require(forged.run("append", input: event).status == 0) }
  }

  private func verify(_ options: String...) throws -> Program.Outcome {
    try forged.run(["verify", "--format", "json"] + options)
  }

  @Test("alone it is whole: every hash and signature in it is right")
  func alone() throws {
    #expect(try verify().status == 0)
    #expect(try verify("--key", witness.log).status == 0)
    let proof = try forged.run("prove", "--event", "P/1").output
    let file = try forged.file("proof", proof)
    #expect(try forged.run("check", file, "--key", witness.log).status == 0)
  }

  @Test("an older checkpoint that somebody kept exposes it")
  func olderCheckpoint() throws {
    let found = try verify("--checkpoint", older)
    #expect(found.status == 1)
    let damage = try #require((found.json()["damage"] as? [[String: Any]])?.first)
    #expect(damage["class"] as? String == "rewritten")
    #expect(damage["firstBadCheckpoint"] as? Int == 4)
    #expect(damage["lastGoodCheckpoint"] as? Int == 3)
  }

  @Test("a witness exposes it: it cosigns no more, and its older cosignature contradicts it")
  func cosignature() throws {
    let policy = try witness.policy()
    #expect(try verify("--policy", policy).status == 1)
    #expect(try witness.home.run("check", cosigned, "--policy", policy).status == 0)
    let found = try verify("--policy", policy, "--checkpoint", cosigned)
    #expect(found.status == 1)
    let damage = try #require(found.json()["damage"] as? [[String: Any]])
    let dated = try #require(damage.first { $0["class"] as? String == "rewritten" })
    #expect(dated["firstBadTimeBy"] as? String == "cosignature")
    // The witness itself is shown the new tree, with the best proof that the forger has.
    let next = try forged.file("next", forged.run("checkpoint").output)
    let growth = try forged.file("growth", forged.run("prove", "--consistency", "4", "7").output)
    let refused = try witness.cosign(next, "--proof", growth, "--format", "json")
    #expect(refused.status == 1)
    #expect(try refused.json()["httpStatus"] as? Int == 422)
  }

  @Test("a time stamp exposes it: the token is over another tree")
  func timestamp() throws {
    let kept = witness.home.url("timestamps")
    let names = try FileManager.default.contentsOfDirectory(atPath: kept.path)
    let stamped = try #require(names.first { $0.hasSuffix(".checkpoint") })
    // In the hands of somebody who kept the folder, or put back into the forgery.
    #expect(try verify("--checkpoint", kept.appending(path: stamped).path).status == 1)
    try FileManager.default.copyItem(at: kept, to: forged.url("timestamps"))
    let found = try verify("--ca", authority.root)
    #expect(found.status == 1)
    let damage = try #require((found.json()["damage"] as? [[String: Any]])?.first)
    #expect(damage["class"] as? String == "rewritten")
    #expect(damage["firstBadTimeBy"] as? String == "timestamp")
  }

  @Test("the anti-rollback record exposes it: nothing more is signed")
  func antiRollbackRecord() throws {
    try FileManager.default.removeItem(at: forged.scratch.url(record))
    try FileManager.default.copyItem(
      at: witness.home.scratch.url(record), to: forged.scratch.url(record))
    let refused = try forged.run("append", input: WitnessHome.event(8))
    #expect(refused.status == 77)
    #expect(refused.error.contains("rewritten"))
  }
}
