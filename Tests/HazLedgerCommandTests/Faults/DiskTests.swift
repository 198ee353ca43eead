import Foundation
import TestSupport
import Testing

/// Real disks that are full, cannot be written, or forbid it.
@Suite("Disks")
struct DiskTests {
  @Test(
    "a full disk costs no acknowledged event, and with room again the same command ends it",
    .enabled(if: Host.canMount, "file systems may not be mounted here"))
  func full() throws {
    let home = try LedgerAtHome()
    let disk = try Mount(["-t", "tmpfs", "-o", "size=1m", "tmpfs"], at: home.folder)
    try home.create()
    var recorded = 0
    var refused: (file: String, status: Int32)?
    while refused == nil, recorded < 200 {
      let file = try home.file("\(recorded).jsonl", MadeEvents.file("f\(recorded)", count: 200))
      let outcome = try home.run("import", file)
      if outcome.status == 0 { recorded += 1 } else { refused = (file, outcome.status) }
      // Whatever happened, what was acknowledged can be read and verified.
      let verified = try home.run("verify", "--format", "json")
      #expect(verified.status == 0, "\(verified.output)\(verified.error)")
    }
    #expect(recorded > 0 && refused?.status == 74)
    #expect(try home.run("trace", "P/L-f0-0").status == 0)
    try disk.change("remount,size=64m")
    let again = try home.run("import", try #require(refused?.file))
    #expect(again.status == 0, "\(again.error)")
    #expect(try home.size() == 1 + (recorded + 1) * 201)
    #expect(try home.run("verify").status == 0)
  }

  @Test(
    "where the state folder's disk is full nothing is signed, and the same command ends it with room",
    .enabled(if: Host.canMount, "file systems may not be mounted here"))
  func fullState() throws {
    let home = try LedgerAtHome()
    let disk = try Mount(
      ["-t", "tmpfs", "-o", "size=64k", "tmpfs"], at: home.scratch.path("state"))
    try home.create()
    let filling = home.scratch.path("state/filling")
    #expect(!Host.succeeds(["dd", "if=/dev/zero", "of=" + filling, "bs=4k", "count=64"]))
    let event = MadeEvents.line("1")
    let refused = try home.run("append", input: event)
    #expect(refused.status == 74 && refused.error.contains("newest-checkpoint"), "\(refused.error)")
    // What was durable before the signing is there and counted; only its checkpoint is not.
    #expect(try home.size() == 2)
    #expect(try home.run("verify", "--format", "json").json()["ok"] as? Bool == true)
    #expect(try home.run("append", input: MadeEvents.line("2")).status == 74)
    try disk.change("remount,size=1m")
    #expect(try home.run("append", input: event).status == 0)
    let size = try #require(try home.size())
    let checkpoint = try home.run("checkpoint").output.split(separator: "\n")
    #expect(checkpoint.count > 1 && checkpoint[1] == "\(size)")
    #expect(try home.run("verify").status == 0)
  }

  @Test(
    "on a file system that cannot be written questions are answered and recording is refused",
    .enabled(if: Host.canMount, "file systems may not be mounted here"))
  func readOnly() throws {
    let home = try LedgerAtHome()
    try home.create()
    try home.run("append", input: MadeEvents.line("1"))
    let disk = try Mount(["--bind", home.folder], at: home.folder)
    try disk.change("remount,ro,bind")
    for arguments in [
      ["verify"], ["status"], ["trace", "P/L-1"], ["export"], ["prove", "--index", "1"],
    ] {
      let outcome = try home.run(arguments)
      #expect(outcome.status == 0, "\(arguments): \(outcome.error)")
    }
    #expect(try home.run("append", input: MadeEvents.line("2")).status == 74)
    #expect(try home.run("backup", home.scratch.path("copy")).status == 0)
  }

  @Test(
    "without permission a command says so and changes nothing",
    .enabled(if: Host.canDropRights, "needs a user who may become another"))
  func forbidden() throws {
    let home = try LedgerAtHome()
    try home.create()
    try home.run("append", input: MadeEvents.line("1"))
    let file = try home.file("events.jsonl", MadeEvents.line("2"))
    let asNobody = ["--reuid=65534", "--regid=65534", "--clear-groups", Program.url.path]
    // Others may read the entries, and not the private fields, nor write.
    try setPermissions(0o755, of: home.scratch.folder.path)
    let verified = try home.run(tool: "setpriv", asNobody + ["verify"])
    #expect(verified.status == 0, "\(verified.error)")
    #expect(try home.run(tool: "setpriv", asNobody + ["append", file]).status == 74)
    try setPermissions(0, of: home.url("entries").path)
    for arguments in [["verify"], ["status"], ["append", file]] {
      let outcome = try home.run(tool: "setpriv", asNobody + arguments)
      #expect(outcome.status == 74, "\(arguments): \(outcome.status) \(outcome.error)")
      #expect(outcome.error.contains("ermission"), "\(outcome.error)")
    }
    try setPermissions(0o755, of: home.url("entries").path)
    #expect(try home.size() == 2)
    #expect(try home.run("verify").status == 0)
  }

  @Test("a log key that others may read signs nothing, until it is for its owner alone again")
  func exposedKey() throws {
    let home = try LedgerAtHome()
    try home.create()
    let state = home.scratch.url("state/hazledger")
    let ledgerID = try #require(
      FileManager.default.contentsOfDirectory(atPath: state.path).first)
    let key = state.appending(path: ledgerID).appending(path: "log-key.pem").path
    try setPermissions(0o640, of: key)
    let refused = try home.run("append", input: MadeEvents.line("1"))
    #expect(refused.status == 77)
    #expect(refused.error.contains("chmod 600"), "\(refused.error)")
    #expect(try home.run("verify").status == 0, "a question needs no key")
    #expect(try home.size() == 1)
    try setPermissions(0o600, of: key)
    #expect(try home.run("append", input: MadeEvents.line("1")).status == 0)
  }

  private func setPermissions(_ permissions: Int, of path: String) throws {
    try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: path)
  }

  @Test(
    "index, tree and map files gone, cut or full of noise change no answer",
    arguments: ["index", "tree", "map"], ["gone", "cut", "noise"])
  func derived(folder: String, harm: String) throws {
    let home = try LedgerAtHome()
    try home.create()
    let file = try home.file("events.jsonl", MadeEvents.file("d", count: 1_500))
    try #require(home.run("import", file).status == 0)
    let answer = try home.run("trace", "P/L-d-700", "--at-size", "1501", "--format", "json").output
    var random = SeededGenerator(seed: 6)
    let names = try FileManager.default.contentsOfDirectory(atPath: home.url(folder).path)
    try #require(!names.isEmpty)
    for name in names {
      let url = home.url(folder + "/" + name)
      let bytes = try Data(contentsOf: url)
      switch harm {
      case "gone": try FileManager.default.removeItem(at: url)
      case "cut": try bytes.prefix(bytes.count / 2).write(to: url)
      default:
        try Data(bytes.map { _ in UInt8.random(in: 0 ... .max, using: &random) }).write(to: url)
      }
    }
    #expect(
      try home.run("trace", "P/L-d-700", "--at-size", "1501", "--format", "json").output == answer)
    let appended = try home.run("append", input: MadeEvents.line("later"))
    #expect(appended.status == 0, "\(appended.error)")
    #expect(
      try home.run("trace", "P/L-d-700", "--at-size", "1501", "--format", "json").output == answer)
    #expect(
      try home.run("import", file, "--format", "json").json()["alreadyRecorded"] as? Int == 1_500)
    try home.run("reindex")
    #expect(try home.run("verify").status == 0)
  }
}
