import Foundation
import Testing

@Suite("hazledger register")
struct RegisterTests {
  private func ledger() throws -> LedgerAtHome {
    let home = try LedgerAtHome()
    try #require(home.create().status == 0)
    return home
  }

  private static let uscc = "91341524MA0000005R"

  @Test("registers every subject in one short command, and shows it")
  func everySubject() throws {
    let home = try ledger()
    let commands: [[String]] = [
      ["party", RegisterTests.uscc, "--name", "金寨化工", "--roles", "生产,经营", "--phone", "0564-1"],
      [
        "chemical", "NH3", "--name", "氨", "--cas", "7664-41-7", "--un", "1005", "--alias", "液氨",
        "--flags", "重点监管", "--party", "COUNTY",
      ],
      [
        "site", RegisterTests.uscc + "/TANK-01", "--kind", "储罐", "--people", "60", "--maximum",
        "NH3=20 t",
      ],
      ["vehicle", "皖N·12345", "--kind", "tanker", "--operator", "T", "--medium", "1005"],
      [
        "person", "--roles", "driver,escort", "--employer", "T", "--name", "王五",
        "--identity-number", "11010519491231002X",
      ],
      [
        "licence", "皖六危化经字[2025]12", "--kind", "经营许可证", "--holder", RegisterTests.uscc,
        "--from", "2025-03-01", "--to", "2028-02-29", "--party", "COUNTY",
      ],
    ]
    for command in commands {
      let outcome = try home.run(["register"] + command + ["--format", "json"])
      #expect(outcome.status == 0, "\(command) \(outcome.error)")
      #expect(try outcome.json()["recorded"] as? Bool == true)
    }
    let list = try home.run("register", "list", "--format", "json").json()
    let entries = try #require(list["register"] as? [[String: Any]])
    #expect(
      entries.compactMap { $0["register"] as? String } == [
        "party", "site", "chemical", "vehicle", "person", "licence",
      ])
    #expect(entries.contains { $0["subject"] as? String == "皖N12345" })
    let party = try home.run("register", "show", "party", RegisterTests.uscc, "--format", "json")
      .json()
    let record = try #require(party["record"] as? [String: Any])
    #expect(record["roles"] as? [String] == ["production", "trade"])
    #expect((party["licences"] as? [[String: Any]])?.count == 1)
    for name in ["NH3", "液氨", "7664-41-7", "1005"] {
      let found = try home.run("register", "show", "chemical", name, "--format", "json")
      #expect(try found.json()["subject"] as? String == "NH3", "\(name)")
    }
    let text = try home.run("register", "list", "--lang", "zh")
    #expect(text.status == 0 && text.output.contains("金寨化工") && text.output.contains("经营许可证"))
    #expect(try home.run("verify").status == 0)
    #expect(try home.run("register", "show", "party", "NOBODY").status == 1)
  }

  @Test("an identity number is shown as its last four, and stands nowhere on the disk")
  func identityNumber() throws {
    let home = try ledger()
    try #require(
      home.run(
        "register", "person", "p1", "--roles", "driver", "--employer", "T", "--name", "王五",
        "--identity-number", "11010519491231002X"
      ).status == 0)
    let shown = try home.run("register", "show", "person", "p1", "--format", "json").json()
    #expect(shown["identityNumber"] as? String == "****002X")
    #expect(shown["personName"] as? String == "王五")
    #expect(
      try home.run(
        tool: "grep", ["-r", "-a", "-l", "-F", "11010519491231002", home.folder]
      ).output.isEmpty)
    // A wrong check character is a warning only: the rule was read in a secondary source.
    let warned = try home.run(
      "register", "person", "p2", "--roles", "driver", "--employer", "T", "--identity-number",
      "110105194912310021")
    #expect(warned.status == 0 && warned.error.contains("X"))
  }

  @Test("wrong check characters are refused with the one that would be right, by every way in")
  func checkCharacters() throws {
    let home = try ledger()
    let party = try home.run(
      "register", "party", "91341524MA0000005T", "--name", "甲", "--roles", "use")
    #expect(party.status == 65 && party.error.contains("would be R"))
    let chemical = try home.run(
      "register", "chemical", "C", "--name", "甲苯", "--cas", "108-88-4", "--party", "P", "--lang",
      "zh")
    #expect(chemical.status == 65 && chemical.error.contains("应为 3"))
    let line = """
      {"id":"1","kind":"registration","time":"2026-05-01T00:00:00Z","party":"P",\
      "register":"chemical","subject":"C","record":{"name":"甲苯","cas":"108-88-4"}}

      """
    #expect(try home.run("append", input: line).status == 65)
    let file = try home.file("events.jsonl", line)
    let imported = try home.run("import", file)
    #expect(imported.status == 65 && imported.error.contains("would be 3"))
    let sheet = try home.file("chemicals.csv", "编号,名称,CAS号\nC,甲苯,108-88-4\n")
    let many = try home.run("register", "import", sheet, "--kind", "化学品", "--party", "P")
    #expect(many.status == 65 && many.error.contains("row 2"))
    #expect(try home.size() == 1)
  }

  @Test("what is not named stays as it is, and the same again adds nothing")
  func changes() throws {
    let home = try ledger()
    let first = ["register", "party", "P", "--name", "甲", "--roles", "use", "--phone", "1"]
    try #require(home.run(first).status == 0)
    #expect(try home.run(first + ["--format", "json"]).json()["recorded"] as? Bool == false)
    try #require(home.run("register", "party", "P", "--phone", "2").status == 0)
    var shown = try home.run("register", "show", "party", "P", "--format", "json").json()
    var record = try #require(shown["record"] as? [String: Any])
    #expect(record["name"] as? String == "甲" && record["phone"] as? String == "2")
    try #require(home.run("register", "party", "P", "--clear", "phone", "--revoke").status == 0)
    shown = try home.run("register", "show", "party", "P", "--format", "json").json()
    record = try #require(shown["record"] as? [String: Any])
    #expect(record["phone"] == nil && record["revoked"] as? Bool == true)
    #expect((shown["history"] as? [[String: Any]])?.count == 3)
    let size = try #require(try home.size())
    let then = try home.run(
      "register", "show", "party", "P", "--at-size", "2", "--format", "json"
    ).json()
    #expect((then["record"] as? [String: Any])?["phone"] as? String == "1")
    #expect(size == 4)
  }

  @Test("a licence is valid within its days and until it is revoked")
  func licence() throws {
    let home = try ledger()
    try #require(
      home.run(
        "register", "licence", "L-1", "--kind", "trade", "--holder", "party:P", "--from",
        "2025-01-01", "--to", "2026-06-30", "--party", "COUNTY", "--time", "2025-01-02T00:00:00Z"
      ).status == 0)
    try #require(
      home.run(
        "register", "licence", "L-1", "--revoke", "--reason", "抽查", "--party", "COUNTY", "--time",
        "2026-03-01T00:00:00Z"
      ).status == 0)
    func validity(_ day: String) throws -> String? {
      let list = try home.run(
        "register", "list", "licence", "--as-of", day, "--format", "json"
      ).json()
      return (list["register"] as? [[String: Any]])?.first?["validity"] as? String
    }
    #expect(try validity("2026-02-28") == "valid")
    #expect(try validity("2026-03-02") == "revoked")
    // Before it was registered it speaks by its own days.
    #expect(try validity("2025-01-01") == "valid")
    #expect(try validity("2024-12-31") == "notYet")
    let refused = try home.run(
      "register", "licence", "L-2", "--kind", "trade", "--holder", "party:P", "--from",
      "2026-02-01", "--to", "2026-01-01", "--party", "COUNTY")
    #expect(refused.status == 65)
  }

  @Test("many at once from a sheet, refused rows named, the same sheet again adds nothing")
  func sheet() throws {
    let home = try ledger()
    let sheet = try home.file(
      "parties.csv",
      """
      登记对象,编号,名称,角色,电话,类型,设计最大量
      企业,P,县医院,医院,1,,
      企业,Q,化工厂,生产|经营,2,,
      场所,P/LAB-1,,,,实验室,NH3=5 kg|Cl2=2 kg

      """)
    let first = try home.run("register", "import", sheet, "--party", "COUNTY", "--format", "json")
    #expect(first.status == 0, "\(first.error)")
    #expect(try first.json()["recorded"] as? Int == 3)
    let again = try home.run("register", "import", sheet, "--party", "COUNTY", "--format", "json")
    #expect(try again.json()["alreadyRecorded"] as? Int == 3)
    let bad = try home.file(
      "bad.csv", "register,subject,name,roles\nparty,R,x,king\nplace,S,y,use\nparty,T,,use\n")
    let refused = try home.run("register", "import", bad, "--party", "COUNTY")
    #expect(refused.status == 65)
    for row in ["row 2", "row 3", "row 4"] { #expect(refused.error.contains(row), "\(row)") }
    let header = try home.file("header.csv", "register,subjct,name\nparty,P,x\n")
    let unknown = try home.run("register", "import", header, "--party", "COUNTY")
    #expect(unknown.status == 65 && unknown.error.contains("subject"))
  }

  @Test("the register travels as JSON Lines into another ledger and says the same")
  func exportAndImport() throws {
    let home = try ledger()
    try #require(
      home.run("register", "party", "P", "--name", "甲", "--roles", "use", "--contact", "王").status
        == 0)
    try #require(
      home.run(
        "register", "person", "p1", "--roles", "driver", "--employer", "P", "--identity-number",
        "11010519491231002X"
      ).status == 0)
    let exported = try home.run("export").output
    let other = try ledger()
    let file = try other.file("all.jsonl", exported)
    let outcome = try other.run("import", file, "--format", "json")
    #expect(try outcome.json()["recorded"] as? Int == 2, "\(outcome.error)")
    let back = try home.run("import", file, "--format", "json")
    #expect(try back.json()["alreadyRecorded"] as? Int == 2, "\(back.error)")
    let shown = try other.run("register", "show", "person", "p1", "--format", "json").json()
    #expect(shown["identityNumber"] as? String == "****002X")
    #expect(try other.run("verify").status == 0)
  }

  @Test("wrong usage is told as such")
  func usage() throws {
    let home = try ledger()
    #expect(try home.run("register", "list", "planet").status == 64)
    #expect(try home.run("register", "chemical", "C", "--name", "x").status == 64)
    #expect(
      try home.run("register", "party", "P", "--name", "x", "--roles", "use", "--clear", "age")
        .status == 64)
    let missing = try home.run("register", "party", "P", "--name", "x")
    #expect(missing.status == 65 && missing.error.contains("roles"))
  }
}
