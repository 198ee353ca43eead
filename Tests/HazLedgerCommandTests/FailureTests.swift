import Foundation
import Testing

/// What a script reads, and what a person reads, where there is no other answer.
@Suite("Failures")
struct FailureTests {
  @Test(
    "With --format json a failure is one object on standard output, and the sentence still on standard error"
  )
  func json() throws {
    let home = try LedgerAtHome()
    let missing = try home.run("verify", "--format", "json")
    #expect(try missing.json()["status"] as? Int == 66)
    try home.create()
    for arguments in [
      ["trace", "NOPE"], ["find", "NOPE"], ["holdings", "--party", "NOPE"], ["recall", "NOPE"],
      ["book", "--party", "NOPE"], ["register", "show", "party", "NOPE"],
      ["rules", "show", "NOPE"],
      ["alerts", "close", "0123456789abcdef", "--party", "P", "--note", "seen"],
    ] {
      let outcome = try home.run(arguments + ["--format", "json"])
      #expect(outcome.status == 1, "\(arguments)")
      let answer = try outcome.json()
      #expect(answer["ok"] as? Bool == false, "\(arguments)")
      #expect(answer["status"] as? Int == 1, "\(arguments)")
      let reason = try #require(answer["reason"] as? String)
      #expect(outcome.error == "hazledger: \(reason)\n", "\(arguments)")
      #expect(try home.run(arguments).output == "", "\(arguments)")
    }
  }

  @Test("A refusal tells a script which rows, which columns and why")
  func refusals() throws {
    let home = try LedgerAtHome()
    try home.create()
    let typed = try home.run(
      "use", "P/B1", "2 kg", "--party", "P", "--purpose", "wash", "--format", "json")
    #expect(typed.status == 65)
    let refusal = try #require((try typed.json()["refusals"] as? [[String: Any]])?.first)
    #expect(refusal["field"] as? String == "lot")
    #expect(refusal["value"] as? String == "P/B1")
    let appended = try home.run(
      "append", "--format", "json", input: #"{"id":"1","kind":"use","time":"noon","party":"P"}"#)
    #expect(appended.status == 65)
    let row = try #require((try appended.json()["refusals"] as? [[String: Any]])?.first)
    let faults = try #require(row["faults"] as? [[String: Any]])
    #expect(faults.contains { $0["path"] as? String == "$.time" })
    let registered = try home.run(
      "register", "chemical", "丙酮", "--cas", "67-64-2", "--party", "P", "--format", "json")
    #expect(registered.status == 65)
    #expect(try registered.json()["status"] as? Int == 65)
  }

  @Test("Wrong usage that shows late names the command whose help tells the right one")
  func usage() throws {
    let home = try LedgerAtHome()
    let outcome = try home.run("check", "proof", "--key", "no key")
    #expect(outcome.status == 64)
    #expect(
      outcome.error == "hazledger: not a verifier key: no key\n  see hazledger check --help\n")
    let help = try home.run("help", "nope")
    #expect(help.status == 64)
    #expect(help.error == "hazledger: there is no command nope\n")
    #expect(try home.run("help", "keys", "rotate").output.contains("keys rotate"))
  }

  @Test("What cannot be read as a file is named")
  func directory() throws {
    let home = try LedgerAtHome()
    try home.create()
    let outcome = try home.run("import", home.folder)
    #expect(outcome.status == 74)
    #expect(outcome.error == "hazledger: \(home.folder): the file cannot be read: Is a directory\n")
  }
}
