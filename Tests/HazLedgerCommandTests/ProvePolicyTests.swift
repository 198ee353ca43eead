import Foundation
import Testing

/// Proofs for somebody who believes a checkpoint only when witnesses cosigned it.
@Suite("Proofs up to a witnessed checkpoint")
struct ProvePolicyTests {
  @Test("lead to the newest checkpoint that satisfies the policy, or are not made")
  func witnessed() throws {
    let witness = try WitnessHome()
    let home = witness.home
    let policy = try witness.policy()
    #expect(try home.run("prove", "--index", "1", "--policy", policy).status == 1)
    try #require(home.run("checkpoint", "--commit").status == 0)
    let line = try home.file("line", witness.cosign(witness.checkpoint()).output)
    try #require(
      home.run("checkpoint", "--add-cosignatures", line, "--policy", policy).status == 0)
    // The ledger goes on; its newest checkpoints are nobody's but its own.
    try witness.append(3)
    try witness.append(4)
    let proofs = [
      ["--index", "1"], ["--event", "P/2"], ["--consistency", "2", "3"], ["--lot", "P/B1"],
    ]
    for what in proofs {
      let path = home.scratch.path("proof")
      let made = try home.run(["prove"] + what + ["--policy", policy, "-o", path])
      #expect(made.status == 0, "\(what) \(made.error)")
      let checked = try home.run("check", path, "--policy", policy, "--format", "json")
      #expect(checked.status == 0, "\(what) \(checked.output)")
      // Without the policy the proof leads to the newest checkpoint, which the policy does not take.
      try #require(home.run(["prove"] + what + ["-o", path]).status == 0)
      #expect(try home.run("check", path, "--policy", policy).status == 1, "\(what)")
    }
    let beyond = try home.run("prove", "--index", "5", "--policy", policy, "--lang", "en")
    #expect(beyond.status == 1 && beyond.error.contains("the newest that does has 4"))
    let broken = try home.file("broken", "log nonsense\n")
    #expect(try home.run("prove", "--index", "1", "--policy", broken).status == 65)
    #expect(try home.run("prove", "--index", "1", "--policy", home.scratch.path("no")).status == 66)
    // A policy about other ledgers accepts none of this one's checkpoints.
    let other = try LedgerAtHome()
    let strange = try #require(other.create().json()["vkey"] as? String)
    let foreign = try home.file("foreign", "log \(strange)\nquorum none\n")
    #expect(try home.run("prove", "--index", "1", "--policy", foreign).status == 1)
  }
}
