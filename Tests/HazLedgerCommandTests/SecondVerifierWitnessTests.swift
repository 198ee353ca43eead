import Foundation
import Testing

/// The second verifier's reading of policies and cosignatures agrees with the program.
@Suite("The second verifier on witnesses")
struct SecondVerifierWitnessTests {
  private let second: SecondVerifier?
  private let witness: WitnessHome
  private var home: LedgerAtHome { witness.home }

  init() throws {
    second = SecondVerifier()
    witness = try WitnessHome()
    try #require(witness.home.run("checkpoint", "--commit").status == 0)
  }

  /// Has the newest checkpoint cosigned, and keeps the line with it.
  private func cosign() throws {
    let line = try home.file("line", witness.cosign(witness.checkpoint()).output)
    let kept = try home.run(
      "checkpoint", "--add-cosignatures", line, "--policy", witness.policy())
    try #require(kept.status == 0, "\(kept.error)")
  }

  @Test("accepts a checkpoint, evidence, tiles and a ledger by their quorum, and by no less")
  func quorum() throws {
    guard let second else { return }
    let none = try home.file("none", "# anybody\n\nlog \(witness.log)\nquorum none\n")
    let (policy, lone) = (try witness.policy(), try witness.checkpoint("lone"))
    #expect(try second.judge(lone, none) == 0)
    #expect(try second.judge(lone, policy) == 1)
    #expect(try second.judge(home.folder, policy) == 1)
    try cosign()
    let tree = home.scratch.path("tree")
    try #require(home.run("tiles", tree).status == 0)
    let evidence = home.scratch.path("evidence")
    try #require(home.run("prove", "--lot", "P/B1", "-o", evidence).status == 0)
    let cosigned = try witness.checkpoint("cosigned")
    for path in [cosigned, evidence, tree, home.folder] {
      #expect(try second.judge(path, policy) == 0, "\(path)")
    }
    let stranger = try WitnessHome()
    #expect(try second.judge(cosigned, stranger.policy()) == 1)
    // Of a second witness that did not cosign: any of the two is enough, both are not there.
    let two = "log \(witness.log)\nwitness w \(witness.vkey)\nwitness v \(stranger.vkey)\n"
    for (group, status) in [("any", 0), ("all", 1), ("1", 0), ("2", 1)] {
      let policy = try home.file("two", two + "group g \(group) w v\nquorum g\n")
      #expect(try second.judge(cosigned, policy) == Int32(status), "\(group)")
      let checked = try home.run("check", cosigned, "--policy", policy)
      #expect(checked.status == Int32(status), "\(group)")
    }
  }

  @Test("refuses a cosigned checkpoint of which a byte is changed, as check does")
  func changed() throws {
    guard let second else { return }
    try cosign()
    let policy = try witness.policy()
    let whole = try Data(contentsOf: URL(filePath: witness.checkpoint("cosigned")))
    for position in stride(from: 3, to: whole.count, by: whole.count / 12) {
      var changed = whole
      changed[position] ^= 1
      let file = home.scratch.path("changed")
      try changed.write(to: URL(filePath: file))
      #expect(try second.judge(file, policy) == 1, "\(position)")
      #expect(try home.run("check", file, "--policy", policy).status == 1, "\(position)")
    }
  }

  @Test("takes no policy that the program does not take")
  func policies() throws {
    guard let second else { return }
    let checkpoint = try witness.checkpoint()
    let (log, key) = ("log \(witness.log)\n", witness.vkey)
    let bad = [
      log, log + "quorum none", log + "quorum w\n", log + "quorum none\nquorum none\n",
      log + log + "quorum none\n", log + "witness w \(key)\nwitness w \(key)\nquorum w\n",
      log + "witness w \(key)\nwitness v \(key)\nquorum w\n",
      log + "witness none \(key)\nquorum none\n", log + "witness w \(witness.log)\nquorum none\n",
      log + "group g any w\nwitness w \(key)\nquorum g\n",
      log + "witness w \(key)\ngroup g 0 w\nquorum g\n",
      log + "witness w \(key)\ngroup g 2 w\nquorum g\n",
      log + "witness w \(key)\ngroup g any w w\nquorum g\n",
      log + "witness w \(key)\ngroup g 1 w\ngroup h 1 w\nquorum h\n",
      log + "trust everybody\nquorum none\n", log + "quorum none \n\u{1}\n",
      log + "witness w\nquorum none\n", log + "quorum none none\n",
    ]
    for text in bad {
      let policy = try home.file("policy", text)
      #expect(try second.judge(checkpoint, policy) == 64, "\(text)")
      #expect(try home.run("check", checkpoint, "--policy", policy).status == 65, "\(text)")
    }
  }
}
