import Foundation
import Testing

/// The cases of the page on operating, each done with the page's own commands.
///
/// A full disk is in `DiskTests`, planned restores in `BackupTests`, a planned rotation in `LogKeyTests`,
/// parties' keys in `KeysTests`.
@Suite("The operator's page")
struct OperatingTests {
  private let home: LedgerAtHome
  private let ledgerID: String

  init() throws {
    home = try LedgerAtHome()
    try home.create()
    try home.run("append", input: MadeEvents.line("1"))
    ledgerID = try #require(
      home.run("status", "--format", "json").json()["ledgerId"] as? String)
  }

  private var key: URL {
    home.scratch.url("state/hazledger/\(ledgerID)/log-key.pem")
  }

  /// Runs a command as another machine would, whose state folder is another.
  private func run(on host: String, _ arguments: String...) throws -> Program.Outcome {
    try home.run(
      tool: Program.url.path, arguments,
      environment: ["XDG_STATE_HOME": home.scratch.path(host)])
  }

  @Test("the key is lost: 77 names its place, and a copy put back there goes on")
  func keyLost() throws {
    let safe = home.scratch.url("safe.pem")
    try FileManager.default.moveItem(at: key, to: safe)
    let refused = try home.run("append", input: MadeEvents.line("2"))
    #expect(refused.status == 77 && refused.error.contains(key.path), "\(refused.error)")
    #expect(try home.run("verify").status == 0)
    let install = ["-D", "-m", "600", safe.path, key.path]
    #expect(try home.run(tool: "install", install).status == 0)
    #expect(try home.run("append", input: MadeEvents.line("2")).status == 0)
    #expect(try home.size() == 3)
  }

  @Test("the key is stolen: a checkpoint kept elsewhere tells the thief's history from this one")
  func keyStolen() throws {
    // The thief has the key and a copy of the ledger, and writes on in his own way.
    let thief = home.scratch.path("thief")
    try FileManager.default.copyItem(atPath: home.folder, toPath: thief)
    try FileManager.default.copyItem(
      atPath: home.scratch.path("state"), toPath: home.scratch.path("his"))
    let file = try home.file("other.json", MadeEvents.line("other"))
    #expect(try run(on: "his", "append", "--ledger", thief, file).status == 0)
    #expect(try home.run("append", input: MadeEvents.line("2")).status == 0)
    let kept = home.scratch.path("kept")
    try FileManager.default.copyItem(at: home.url("checkpoint"), to: URL(filePath: kept))
    #expect(try home.run("verify", "--checkpoint", kept).status == 0)
    let told = try home.run("verify", "--ledger", thief, "--checkpoint", kept)
    #expect(told.status == 1, "\(told.output)")
    // Where the thief was seen in time: the old key signs nothing above the rotation.
    #expect(try home.run("keys", "rotate-log").status == 0)
    let late = try run(on: "his", "append", "--ledger", home.folder, file)
    #expect(late.status == 77, "\(late.error)")
    #expect(try home.run("append", input: MadeEvents.line("3")).status == 0)
    #expect(try home.run("verify", "--checkpoint", kept).status == 0)
  }

  @Test("another host takes over with backup, restore and the key, and the old one answers 77")
  func anotherHost() throws {
    let copy = home.scratch.path("copy")
    #expect(try home.run("backup", copy, "--full").status == 0)
    let target = home.scratch.path("there")
    let restored = try run(on: "newState", "restore", copy, target, "--format", "json")
    #expect(restored.status == 0)
    #expect(try restored.json()["canRecord"] as? Bool == false)
    try FileManager.default.moveItem(
      at: home.scratch.url("state"), to: home.scratch.url("moved"))
    #expect(try home.run("append", input: MadeEvents.line("2")).status == 77)
    let file = try home.file("2.json", MadeEvents.line("2"))
    let appended = try run(on: "moved", "append", "--ledger", target, file)
    #expect(appended.status == 0, "\(appended.error)")
    let verified = try run(
      on: "moved", "verify", "--ledger", target, "--checkpoint", home.url("checkpoint").path)
    #expect(verified.status == 0, "\(verified.output)")
  }
}
