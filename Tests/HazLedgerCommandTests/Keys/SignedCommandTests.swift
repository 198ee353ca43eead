import Foundation
import Testing

/// Every command that records events takes the party's key, and says with 77 that one is needed.
@Suite("Signing with every command")
struct SignedCommandTests {
  /// A command line that records an event of party P, the first letter of its lots.
  private static let commands: [[String]] = [
    ["receive", "N1", "1 t", "--from", "X", "--name", "甲醇", "--party", "P"],
    ["use", "P/BP1", "1 kg", "--purpose", "x", "--party", "P"],
    ["dispose", "P/BP1", "1 kg", "--method", "x", "--party", "P"],
    ["lose", "P/BP1", "1 kg", "--cause", "spill", "--party", "P"],
    ["count", "P/BP1", "1 t", "--party", "P"],
    ["register", "party", "P", "--name", "甲厂", "--roles", "production", "--party", "P"],
    ["register", "import", "SHEET", "--kind", "vehicle", "--party", "P"],
  ]

  private static func ledger() throws -> SignedHome {
    let ledger = try SignedHome()
    try ledger.register("P")
    try ledger.register("Q")
    try #require(ledger.append(["P1"], keys: ["P"]).status == 0)
    return ledger
  }

  @Test(
    "a signed ledger takes each with the party's key, and refuses it with none or another's: 77")
  func signedPolicy() throws {
    let ledger = try SignedCommandTests.ledger()
    let sheet = try ledger.home.file("vehicles.csv", "subject,kind\n浙A12345,tanker\n")
    for command in SignedCommandTests.commands {
      let command = command.map { $0 == "SHEET" ? sheet : $0 }
      let size = try ledger.home.size()
      for keys in [[], ["--key", ledger.pem("Q")]] {
        let refused = try ledger.home.run(command + keys)
        #expect(refused.status == 77, "\(command) \(refused.status) \(refused.error)")
      }
      #expect(try ledger.home.size() == size, "\(command) wrote something")
      let recorded = try ledger.home.run(command + ["--key", ledger.pem("P")])
      #expect(recorded.status == 0, "\(command) \(recorded.error)")
    }
    let verified = try ledger.verified()
    #expect(verified["ok"] as? Bool == true)
    #expect(verified["signedEvents"] as? Int == 1 + SignedCommandTests.commands.count)
    let status = try ledger.run("status", "--format", "json").json()
    #expect(status["signedEvents"] as? Int == 1 + SignedCommandTests.commands.count)
  }

  @Test("what is done about an alert is signed as well")
  func handling() throws {
    let ledger = try SignedCommandTests.ledger()
    // Bought without document or registered supplier: its source is unknown.
    let bought = SignedCommandTests.commands[0] + ["--key", ledger.pem("P")]
    try #require(ledger.home.run(bought).status == 0)
    let alerts = try ledger.run("alerts", "list", "--format", "json").output
    let id = try #require(alerts.firstMatch(of: #/"id":\s*"([0-9a-f]{16})"/#)).1
    let command = ["alerts", "acknowledge", String(id), "--party", "P"]
    #expect(try ledger.home.run(command).status == 77)
    #expect(try ledger.home.run(command + ["--key", ledger.pem("P")]).status == 0)
  }

  @Test("each signs with a log key that lies elsewhere")
  func logKey() throws {
    let ledger = try SignedCommandTests.ledger()
    let names = try FileManager.default.subpathsOfDirectory(
      atPath: ledger.home.scratch.path("state"))
    let found = try #require(names.first { $0.hasSuffix(".pem") })
    let moved = ledger.home.scratch.path("moved.pem")
    try FileManager.default.moveItem(
      atPath: ledger.home.scratch.path("state/" + found), toPath: moved)
    let sheet = try ledger.home.file("vehicles.csv", "subject,kind\n浙A12345,tanker\n")
    for command in SignedCommandTests.commands {
      let command = command.map { $0 == "SHEET" ? sheet : $0 } + ["--key", ledger.pem("P")]
      #expect(try ledger.home.run(command).status == 77, "\(command): no log key is there")
      let recorded = try ledger.home.run(command + ["--log-key", moved])
      #expect(recorded.status == 0, "\(command) \(recorded.error)")
    }
    let receipt = try ledger.home.run(
      ["append", "--receipt", "--key", ledger.pem("P"), "--log-key", moved],
      input: SignedHome.event("P2"))
    #expect(receipt.status == 0, "\(receipt.error)")
    let file = try ledger.home.file("receipt", receipt.output)
    #expect(try ledger.run("check", file, "--key", ledger.vkey).status == 0)
  }
}
