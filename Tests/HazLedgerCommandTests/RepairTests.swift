import Foundation
import Testing

/// Damage is put right from a copy, by what hashes prove and nothing else.
@Suite("Repair from another copy")
struct RepairTests {
  let home: LedgerAtHome
  let copy: String

  init() throws {
    home = try LedgerAtHome(named: "ledger")
    try home.create()
    for number in 1...3 {
      try #require(home.run("append", input: WitnessHome.event(number)).status == 0)
    }
    copy = home.scratch.path("copy")
    try #require(home.run("backup", copy).status == 0)
  }

  private func repair(_ options: String...) throws -> Program.Outcome {
    try home.run(["repair", "--from", copy, "--format", "json"] + options)
  }

  private func change(_ name: String, in folder: String? = nil, _ body: (inout Data) -> Void) throws
  {
    let url = folder.map { URL(filePath: $0).appending(path: name) } ?? home.url(name)
    var bytes = try Data(contentsOf: url)
    body(&bytes)
    try bytes.write(to: url)
  }

  @Test(
    "changed, cut, removed, swapped and emptied bytes come back, and what stood there is kept",
    arguments: [
      "bit", "cut", "gone", "checkpoint", "checkpoints", "committed", "tree", "noise", "length",
      "checkpoint gone", "both",
    ])
  func damages(kind: String) throws {
    let segment = "entries/0000000000"
    let before = try Data(contentsOf: home.url(segment))
    switch kind {
    case "bit": try change(segment) { $0[$0.count / 2] ^= 1 }
    case "cut": try change(segment) { $0.removeLast(40) }
    case "gone": try FileManager.default.removeItem(at: home.url(segment))
    case "checkpoint": try change("checkpoint") { $0[$0.count - 9] ^= 1 }
    case "checkpoint gone": try FileManager.default.removeItem(at: home.url("checkpoint"))
    case "checkpoints": try change("checkpoints") { $0[30] ^= 1 }
    case "committed": try change("committed") { $0[20] ^= 1 }
    case "tree": try change("tree/0") { $0[3] ^= 1 }
    case "noise": try change(segment) { $0 = Data((0..<$0.count).map { UInt8($0 * 7 % 251) }) }
    case "length": try change(segment) { $0[1] ^= 1 }
    default:
      try change(segment) { $0[$0.count / 2] ^= 1 }
      try change("checkpoint") { $0[$0.count - 9] ^= 1 }
    }
    let trial = try repair("--dry-run")
    #expect(trial.status == 0)
    #expect(try trial.json()["dryRun"] as? Bool == true)
    #expect(!FileManager.default.fileExists(atPath: home.url("quarantine").path))
    let done = try repair()
    #expect(done.status == 0, "\(done.output) \(done.error)")
    #expect(try Data(contentsOf: home.url(segment)) == before)
    #expect(try home.run("verify").status == 0)
    #expect(try home.run("append", input: WitnessHome.event(9)).status == 0)
    if kind == "bit" {
      let kept = try done.json()["quarantined"] as? [String] ?? []
      #expect(kept == ["quarantine/repair-entries-0000000000"])
    }
    #expect(try home.run("repair", "--from", copy).status == 0, "again, with nothing to do")
  }

  @Test(
    "of a copy's checkpoints nothing is taken but the log key's signature; one's own keep theirs")
  func cosignatures() throws {
    let before = try Data(contentsOf: home.url("checkpoint"))
    let blob = Data(repeating: 7, count: 76).base64EncodedString()
    try change("checkpoint", in: copy) {
      for _ in 0..<3 { $0.append(Data("\u{2014} witness.example \(blob)\n".utf8)) }
    }
    // What the copy says is all there is.
    try FileManager.default.removeItem(at: home.url("checkpoint"))
    try change("checkpoints") { $0[30] ^= 1 }
    #expect(try repair().status == 0)
    #expect(try Data(contentsOf: home.url("checkpoint")) == before)
    var kept = try String(contentsOf: home.url("checkpoints"), encoding: .utf8)
    #expect(!kept.contains("witness.example"))
    // One's own was cosigned, and the copy's has more lines.
    try change("checkpoint") { $0.append(Data("\u{2014} own.example \(blob)\n".utf8)) }
    try change("checkpoints") { $0[30] ^= 1 }
    #expect(try repair().status == 0)
    kept = try String(contentsOf: home.url("checkpoints"), encoding: .utf8)
    #expect(kept.contains("own.example") && !kept.contains("witness.example"))
    #expect(try home.run("verify").status == 0)
  }

  @Test("two copies that are damaged in different places make one whole ledger")
  func twoDamagedCopies() throws {
    let length = try Data(contentsOf: home.url("entries/0000000000")).count
    try change("entries/0000000000") { $0[length - 20] ^= 1 }
    try change("entries/0000000000", in: copy) { $0[length / 2] ^= 1 }
    let done = try repair()
    #expect(done.status == 0, "\(done.output) \(done.error)")
    #expect(try done.json()["restoredEntries"] as? Int == 1)
    #expect(try home.run("verify").status == 0)
    #expect(try home.run("verify", "--ledger", copy).status == 1)
  }

  @Test("what neither copy has is said, and not made up")
  func lost() throws {
    let length = try Data(contentsOf: home.url("entries/0000000000")).count
    for folder in [nil, copy] {
      try change("entries/0000000000", in: folder) { $0[length / 2] ^= 1 }
    }
    try change("checkpoints") { $0[30] ^= 1 }
    let done = try repair()
    #expect(done.status == 1)
    let lost = try #require(done.json()["lostEntries"] as? [[String: Int]])
    #expect(lost.count == 1)
    #expect(try done.json()["files"] as? [String] == ["checkpoints"])
    #expect(try home.run("verify").status == 1)
  }

  @Test("a copy of another ledger, or one with another history, restores nothing")
  func otherHistory() throws {
    let other = try LedgerAtHome(named: "ledger")
    try other.create()
    for number in 1...3 { try other.run("append", input: WitnessHome.event(number)) }
    let segment = "entries/0000000000"
    try change(segment) { $0[$0.count / 2] ^= 1 }
    let before = try Data(contentsOf: home.url(segment))
    #expect(try home.run("repair", "--from", other.folder).status == 1)
    // The same ledger, with another third event, signed with the same key where the record was lost.
    let fork = try LedgerAtHome(named: "ledger")
    try fork.rebuild(from: home, copy: copy, keeping: 2)
    try #require(fork.run("append", input: WitnessHome.event(2)).status == 0)
    try #require(fork.run("append", input: WitnessHome.event(3, quantity: "9 t")).status == 0)
    let refused = try home.run("repair", "--from", fork.folder)
    #expect(refused.status == 1)
    #expect(try Data(contentsOf: home.url(segment)) == before)
  }

  @Test("a forged end whose chain is whole gives way to the copy that was signed")
  func forgedEnd() throws {
    // Somebody without the key writes other entries behind the first, mark and tree included.
    let forged = try LedgerAtHome(named: "ledger")
    try forged.rebuild(from: home, copy: copy, keeping: 1)
    for number in 1...3 {
      try #require(
        forged.run("append", input: WitnessHome.event(number, quantity: "9 t")).status == 0)
    }
    for name in ["entries/0000000000", "committed", "tree/0"] {
      try Data(contentsOf: forged.url(name)).write(to: home.url(name))
    }
    #expect(try home.run("verify").status == 1)
    #expect(try repair().status == 0)
    #expect(try home.run("verify").status == 0)
    let trace = try home.run("trace", "P/B2", "--format", "json").json()
    #expect(trace["quantity"] as? String == "1 t")
  }

  @Test(
    "killed at any moment the same command again ends it",
    .enabled(if: Host.canTrace, "strace is not there, or processes may not be traced here"))
  func killed() throws {
    try change("entries/0000000000") { $0[$0.count / 2] ^= 1 }
    try change("checkpoint") { $0[$0.count - 9] ^= 1 }
    for call in ["rename", "fsync", "pwrite64"] {
      for number in [1, 2, 3, 5] {
        let attempt = try LedgerAtHome(named: "ledger")
        for (from, to) in [
          (home.folder, attempt.folder),
          (home.scratch.path("state"), attempt.scratch.path("state")),
        ] {
          try FileManager.default.copyItem(atPath: from, toPath: to)
        }
        _ = try attempt.run(
          tool: "strace",
          [
            "-f", "-qq", "-o", "/dev/null", "-e", "inject=\(call):signal=SIGKILL:when=\(number)",
            Program.url.path, "repair", "--from", copy,
          ])
        #expect(try attempt.run("repair", "--from", copy).status == 0, "\(call) \(number)")
        #expect(try attempt.run("verify").status == 0, "\(call) \(number)")
      }
    }
  }
}

extension LedgerAtHome {
  /// Makes this ledger of the first entries of a copy, with the key, as an operator who rewrites would.
  func rebuild(from other: LedgerAtHome, copy: String, keeping count: Int) throws {
    let files = FileManager.default
    try files.copyItem(atPath: other.scratch.path("state"), toPath: scratch.path("state"))
    try files.createDirectory(atPath: folder + "/entries", withIntermediateDirectories: true)
    let bytes = try Data(
      contentsOf: URL(filePath: copy).appending(path: "entries/0000000000"))
    var end = 0
    for _ in 0..<count { end += 2 + Int(bytes[end]) << 8 + Int(bytes[end + 1]) }
    try bytes.prefix(end).write(to: url("entries/0000000000"))
    for ledger in try files.contentsOfDirectory(atPath: scratch.path("state/hazledger")) {
      let folder = scratch.path("state/hazledger/" + ledger)
      for name in try files.contentsOfDirectory(atPath: folder) where name.hasPrefix("newest") {
        try files.removeItem(atPath: folder + "/" + name)
      }
    }
  }
}
