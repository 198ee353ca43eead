import Foundation
import Testing

/// Checkpoints, proofs and receipts, as a stranger without the ledger meets them.
@Suite("Checkpoints and proofs on the command line")
struct ProofTests {
  /// Seven entries in two groups.
  private static func ledger() throws -> (home: LedgerAtHome, key: String) {
    let home = try LedgerAtHome()
    let key = try #require(try home.create().json()["vkey"] as? String)
    try #require(home.run("append", input: event(1)).status == 0)
    let more = (2...6).map(event).joined(separator: "\n")
    try #require(home.run("append", input: more).status == 0)
    return (home, key)
  }

  private static func event(_ number: Int) -> String {
    """
    {"id":"\(number)","kind":"production","time":"2026-01-05T08:00:00+08:00","party":"P",\
    "process":"produce","outputs":[{"lot":"B\(number)","quantity":"1 t",\
    "chemical":{"name":"甲醇","cas":"67-56-1"}}]}
    """
  }

  /// Runs `check` where there is no ledger and no key.
  private static func check(
    _ proof: String, _ key: String, _ options: String...
  ) throws -> Program.Outcome {
    let stranger = try LedgerAtHome()
    let file = try stranger.file("proof", proof)
    return try stranger.run(["check", file, "--key", key, "--format", "json"] + options)
  }

  @Test("checkpoint prints the newest one verbatim, and --history all that are kept")
  func checkpoints() throws {
    let (home, key) = try ProofTests.ledger()
    let newest = try home.run("checkpoint")
    #expect(newest.status == 0)
    #expect(newest.output == (try String(contentsOf: home.url("checkpoint"), encoding: .utf8)))
    let kept = try home.run("checkpoint", "--history", "--format", "json").jsonLines()
    #expect(kept.map { $0["size"] as? Int } == [1, 2, 7])
    #expect(kept.last?["note"] as? String == newest.output)
    let checked = try ProofTests.check(newest.output, key).json()
    #expect(checked["kind"] as? String == "checkpoint")
    #expect(checked["size"] as? Int == 7)
  }

  @Test("a proof of every entry is checked by a stranger, who reads the event in it")
  func inclusion() throws {
    let (home, key) = try ProofTests.ledger()
    for index in 0..<7 {
      let proof = try home.run("prove", "--index", "\(index)")
      let answer = try ProofTests.check(proof.output, key).json()
      #expect(answer["ok"] as? Bool == true)
      #expect(answer["index"] as? Int == index)
      let event = try #require(answer["event"] as? [String: Any])
      #expect(event["id"] as? String == (index == 0 ? nil : "\(index)"))
    }
    let proof = home.scratch.path("proof")
    #expect(try home.run("prove", "--event", "P/3", "-o", proof).status == 0)
    #expect(try home.run("check", proof, "--key", key).output.contains("\"id\":\"3\""))
  }

  @Test("a proof written to a pipe or device goes into it and does not take its place")
  func specialFiles() throws {
    let (home, key) = try ProofTests.ledger()
    let link = home.scratch.path("stdout")
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: "/dev/null")
    #expect(try home.run("prove", "--index", "2", "-o", link).status == 0)
    let target = try FileManager.default.destinationOfSymbolicLink(atPath: link)
    #expect(target == "/dev/null")
    let file = home.scratch.path("proof")
    #expect(try home.run("prove", "--index", "2", "-o", file, "--format", "json").status == 0)
    #expect(try home.run("check", file, "--key", key).status == 0)
  }

  @Test("another key, another entry's bytes or a changed proof prove nothing: 1")
  func refusals() throws {
    let (home, key) = try ProofTests.ledger()
    let (_, strange) = try ProofTests.ledger()
    let proof = try home.run("prove", "--index", "3").output
    #expect(try ProofTests.check(proof, strange).status == 1)
    let changed = proof.replacingOccurrences(of: "index 3", with: "index 2")
    let refused = try ProofTests.check(changed, key)
    #expect(refused.status == 1)
    #expect(try refused.json()["ok"] as? Bool == false)
    let other = try home.run("prove", "--index", "4").output.split(separator: "\n")[1]
    let swapped = proof.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(
      try ProofTests.check(
        (swapped[..<1] + [other] + swapped[2...]).joined(separator: "\n"), key
      ).status == 1)
    let bare = (swapped[..<1] + swapped[2...]).joined(separator: "\n")
    #expect(try ProofTests.check(bare, key).status == 1)
    let bytes = try #require(Data(base64Encoded: String(swapped[1].dropFirst("extra ".count))))
    try bytes.write(to: home.scratch.url("entry"))
    #expect(try ProofTests.check(bare, key, "--entry", home.scratch.path("entry")).status == 0)
    #expect(try ProofTests.check("nothing", key).status == 1)
    #expect(try ProofTests.check(proof, "nothing").status == 64)
  }

  @Test("growth between any two sizes is proved, and held against a checkpoint kept outside")
  func consistency() throws {
    let (home, key) = try ProofTests.ledger()
    for new in 1...7 {
      for old in 1...new {
        let proof = try home.run("prove", "--consistency", "\(old)", "\(new)")
        #expect(try ProofTests.check(proof.output, key).status == 0)
      }
    }
    let history = try home.run("checkpoint", "--history", "--format", "json").jsonLines()
    let held = try home.file("held", try #require(history[1]["note"] as? String))
    let proof = try home.run("prove", "--consistency", "2", "5").output
    #expect(try ProofTests.check(proof, key, "--checkpoint", held).status == 0)
    let elsewhere = try home.run("prove", "--consistency", "3", "5").output
    #expect(try ProofTests.check(elsewhere, key, "--checkpoint", held).status == 1)
  }

  @Test("a ledger rebuilt around a changed event under its own key contradicts an older checkpoint")
  func rebuilt() throws {
    let (home, key) = try ProofTests.ledger()
    let held = try home.file("held", home.run("checkpoint").output)
    // The operator makes the ledger anew with its own key: genesis kept, first event changed.
    let rebuilt = try LedgerAtHome(named: "rebuilt")
    try FileManager.default.copyItem(
      atPath: home.scratch.path("state"), toPath: rebuilt.scratch.path("state"))
    try rebuilt.restart(from: home)
    let changed = ProofTests.event(1).replacingOccurrences(of: "1 t", with: "2 t")
    let events = [changed] + (2...8).map(ProofTests.event)
    try #require(rebuilt.run("append", input: events.joined(separator: "\n")).status == 0)
    #expect(try rebuilt.run("verify").status == 0)
    let proof = try rebuilt.run("prove", "--consistency", "7", "9").output
    #expect(try ProofTests.check(proof, key).status == 0)
    let against = try ProofTests.check(proof, key, "--checkpoint", held)
    #expect(against.status == 1)
    #expect(try rebuilt.run("verify", "--checkpoint", held).status == 1)
  }

  @Test("append --receipt prints a signed proof of each event, also of one recorded before")
  func receipts() throws {
    let (home, key) = try ProofTests.ledger()
    let both = [ProofTests.event(6), ProofTests.event(7)].joined(separator: "\n")
    let receipts = try home.run("append", "--receipt", input: both)
    #expect(receipts.status == 0)
    let checked = try ProofTests.check(receipts.output, key).jsonLines()
    #expect(checked.map { $0["index"] as? Int } == [6, 7])
    #expect(checked.map { $0["size"] as? Int } == [8, 8])
    let lines = try home.run(
      ["append", "--receipt", "--format", "json"], input: both
    ).jsonLines()
    #expect(lines.map { $0["recorded"] as? Bool } == [false, false])
    let proof = try #require(lines[1]["proof"] as? String)
    #expect(try ProofTests.check(proof, key).status == 0)
  }

  @Test("what cannot be proved is refused")
  func notProvable() throws {
    let (home, _) = try ProofTests.ledger()
    #expect(try home.run("prove").status == 64)
    #expect(try home.run("prove", "--index", "1", "--event", "P/1").status == 64)
    #expect(try home.run("prove", "--consistency", "3").status == 64)
    #expect(try home.run("prove", "--consistency", "0", "3").status == 64)
    #expect(try home.run("prove", "--consistency", "3", "2").status == 64)
    #expect(try home.run("prove", "--index", "7").status == 1)
    #expect(try home.run("prove", "--event", "P/99").status == 1)
    try FileManager.default.removeItem(at: home.url("checkpoint"))
    #expect(try home.run("checkpoint").status == 1)
    #expect(try home.run("prove", "--index", "1").status == 1)
  }

  @Test("a changed entry is not proved")
  func changedEntry() throws {
    let (home, _) = try ProofTests.ledger()
    let segment = home.url("entries/0000000000")
    var bytes = try Data(contentsOf: segment)
    let place = try #require(bytes.range(of: Data("B3".utf8)))
    bytes[place.lowerBound] = UInt8(ascii: "C")
    try bytes.write(to: segment)
    let refused = try home.run("prove", "--index", "3")
    #expect(refused.status == 1)
    #expect(refused.output.isEmpty)
  }
}

extension LedgerAtHome {
  /// Makes this ledger of another's genesis alone, as an operator who rewrites history would.
  fileprivate func restart(from other: LedgerAtHome) throws {
    let files = FileManager.default
    try files.copyItem(atPath: other.folder, toPath: folder)
    for name in ["committed", "checkpoints", "tree", "index"] {
      try files.removeItem(at: url(name))
    }
    let segment = url("entries/0000000000")
    let bytes = try Data(contentsOf: segment)
    try bytes.prefix(2 + Int(bytes[0]) << 8 + Int(bytes[1])).write(to: segment)
    try files.removeItem(at: url("checkpoint"))
    let state = try files.contentsOfDirectory(atPath: scratch.path("state/hazledger"))
    for ledger in state {
      let folder = scratch.path("state/hazledger/" + ledger)
      for name in try files.contentsOfDirectory(atPath: folder) where name.hasPrefix("newest") {
        try files.removeItem(atPath: folder + "/" + name)
      }
    }
  }
}
