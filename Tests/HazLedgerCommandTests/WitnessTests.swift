import Foundation
import Testing

/// Witnesses, as their operators and those who trust them meet them.
@Suite("Witnesses on the command line")
struct WitnessTests {
  @Test("a witness cosigns, its line is kept with the checkpoint, and check and verify honour it")
  func wholeWay() throws {
    let witness = try WitnessHome()
    let home = witness.home
    let checkpoint = try witness.checkpoint()
    let first = try witness.cosign(checkpoint)
    #expect(first.status == 0)
    #expect(first.output.hasPrefix("— w.example "))
    #expect(first.output.split(separator: "\n").count == 1)
    #expect(first.error.contains("first time"))
    let policy = try witness.policy()
    #expect(try home.run("check", checkpoint, "--policy", policy).status == 1)
    #expect(try home.run("verify", "--policy", policy).status == 1)

    let line = try home.file("line", first.output)
    let kept = try home.run(
      "checkpoint", "--add-cosignatures", line, "--policy", policy, "--format", "json")
    #expect(try kept.json()["added"] as? [String] == ["w.example"])
    let again = try home.run(
      "checkpoint", "--add-cosignatures", line, "--policy", policy, "--format", "json")
    #expect(try again.json()["present"] as? [String] == ["w.example"])

    let cosigned = try witness.checkpoint("cosigned")
    let answer = try home.run("check", cosigned, "--policy", policy, "--format", "json").json()
    let cosigners = try #require(answer["cosigners"] as? [[String: Any]])
    #expect(cosigners.map { $0["name"] as? String } == ["w"])
    let verified = try home.run("verify", "--policy", policy, "--format", "json").json()
    #expect((verified["witnessed"] as? [String: Any])?["size"] as? Int == 3)
    // What was cosigned stays when the ledger goes on, and still counts.
    try witness.append(3)
    let history = try home.run("checkpoint", "--history", "--format", "json").jsonLines()
    let signers = history.map { $0["signers"] as? [String] ?? [] }
    #expect(signers.filter { $0.contains("w.example") }.count == 1)
    #expect(try home.run("verify", "--policy", policy).status == 0)
    #expect(try home.run("verify").status == 0)
  }

  @Test("growth needs its proof, in this program's form or in tlog-witness's")
  func growth() throws {
    let witness = try WitnessHome()
    #expect(try witness.cosign(witness.checkpoint()).status == 0)
    try witness.append(3)
    let next = try witness.checkpoint("next")
    let bare = try witness.cosign(next, "--format", "json")
    #expect(bare.status == 1)
    #expect(try bare.json()["httpStatus"] as? Int == 409)
    #expect(try bare.json()["knownSize"] as? Int == 3)
    #expect(try witness.cosign(next, "--proof", witness.proof(3, 4)).status == 0)
    #expect(try witness.cosign(next).status == 0, "the same tree again")

    try witness.append(4)
    let growth = try witness.home.run("prove", "--consistency", "4", "5").output
    let hashes = growth.split(separator: "\n", omittingEmptySubsequences: false)[3...]
      .prefix { $0 != "signed" }.map { $0 + "\n" }.joined()
    let request = "old 4\n\(hashes)\n\(try witness.home.run("checkpoint").output)"
    let wrong = "old 3\n\(hashes)\n\(try witness.home.run("checkpoint").output)"
    #expect(try witness.cosign("-", input: wrong).status == 1)
    #expect(try witness.cosign("-", input: request).output.hasPrefix("— w.example "))
    #expect(try witness.cosign("-", input: "old 5\nrubbish").status == 65)
    #expect(
      try witness.cosign("-", "--format", "json", input: wrong).json()["knownSize"] as? Int == 5)
  }

  @Test("an older checkpoint, a memory that was changed, and a stranger's ledger are refused")
  func refusals() throws {
    let witness = try WitnessHome()
    let old = try witness.checkpoint("old")
    try witness.append(3)
    #expect(try witness.cosign(witness.checkpoint("new"), "--known").status == 77)
    #expect(try witness.cosign(witness.checkpoint("new")).status == 0)
    let rolledBack = try witness.cosign(old)
    #expect(rolledBack.status == 1)
    #expect(rolledBack.output.isEmpty)

    let stranger = try WitnessHome()
    #expect(try witness.cosign(stranger.checkpoint()).status == 1)

    let memory = witness.home.scratch.url("memory")
    let name = try #require(FileManager.default.contentsOfDirectory(atPath: memory.path).first)
    let file = memory.appending(path: name + "/checkpoint")
    let text = try String(contentsOf: file, encoding: .utf8)
    try Data(text.replacing("\n4\n", with: "\n3\n").utf8).write(to: file)
    #expect(try witness.cosign(witness.checkpoint("new")).status == 77)
    let own = try witness.home.run(
      "cosign", old, "--key", witness.home.scratch.path("nothing"), "--name", "w.example",
      "--state", witness.home.scratch.path("memory"), "--log", witness.log)
    #expect(own.status == 66)
  }

  @Test("a cosignature is kept only with the checkpoint whose text it signs")
  func foreignCosignatures() throws {
    let witness = try WitnessHome()
    let home = witness.home
    let note = try home.file("note", witness.cosign(witness.checkpoint(), "--note").output)
    let policy = try witness.policy()
    let other = try WitnessHome()
    let foreign = try other.home.file("foreign", other.cosign(other.checkpoint(), "--note").output)
    #expect(try home.run("checkpoint", "--add-cosignatures", foreign).status == 1)
    let line = try home.file("foreign line", other.cosign(other.checkpoint()).output)
    #expect(
      try home.run("checkpoint", "--add-cosignatures", line, "--policy", policy).status == 1)
    let rubbish = try home.file("rubbish", "— w.example AAAABBBB\n")
    #expect(try home.run("checkpoint", "--add-cosignatures", rubbish).status == 65)
    // A line of an older checkpoint finds its place by the witness's key, a whole note by its text.
    let older = try home.file("older", witness.cosign(witness.checkpoint()).output)
    try witness.append(3)
    let placed = try home.run(
      "checkpoint", "--add-cosignatures", older, "--policy", policy, "--format", "json")
    #expect(try placed.json()["size"] as? Int == 3)
    let whole = try home.run("checkpoint", "--add-cosignatures", note, "--format", "json")
    #expect(try whole.json()["size"] as? Int == 3)
    #expect(try home.run("verify", "--policy", policy).status == 0)
  }

  @Test(
    "the memory is stored before the signature is given: whatever call fails, it never forgets",
    .enabled(if: Host.canTrace, "strace is not there, or processes may not be traced here"),
    arguments: ["fsync", "rename", "pwrite64"])
  func durableFirst(call: String) throws {
    for fault in ["error=EIO", "signal=SIGKILL"] {
      for number in 1...2 {
        let witness = try WitnessHome(events: 1)
        #expect(try witness.cosign(witness.checkpoint()).status == 0)
        try witness.append(2)
        let next = try witness.checkpoint("next")
        let outcome = try witness.home.run(
          tool: "strace",
          [
            "-f", "-qq", "-o", "/dev/null", "-e", "inject=\(call):\(fault):when=\(number)",
            Program.url.path, "cosign", next, "--key", witness.home.scratch.path("witness.pem"),
            "--name", "w.example", "--state", witness.home.scratch.path("memory"), "--log",
            witness.log, "--proof", try witness.proof(2, 3),
          ])
        let memory = witness.home.scratch.url("memory")
        let name = try #require(FileManager.default.contentsOfDirectory(atPath: memory.path).first)
        let stored = try String(
          contentsOf: memory.appending(path: name + "/checkpoint"), encoding: .utf8)
        // Either the larger tree is remembered, or nobody has a signature over it.
        #expect(stored.contains("\n3\n") || outcome.output.isEmpty, "\(call) \(fault) \(number)")
        #expect(try witness.cosign(next, "--proof", witness.proof(2, 3)).status != 77)
      }
    }
  }
}
