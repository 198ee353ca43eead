import Foundation
import Testing

/// The auditor's report: one command, signed, and checked by whoever has the auditor's key.
@Suite("The auditor's report")
struct AuditTests {
  private static func signer(_ home: LedgerAtHome) throws -> (path: String, vkey: String) {
    let path = home.scratch.path("auditor.pem")
    try #require(
      home.run(tool: "openssl", ["genpkey", "-algorithm", "ed25519", "-out", path]).status == 0)
    let der = home.scratch.path("auditor.der")
    try #require(
      home.run(tool: "openssl", ["pkey", "-in", path, "-pubout", "-outform", "DER", "-out", der])
        .status == 0)
    let key = try Data(contentsOf: URL(filePath: der)).suffix(32)
    // The verifier key of another program's making: name, id, type and key.
    let script = """
      import base64,hashlib,sys
      n,k=sys.argv[1],bytes.fromhex(sys.argv[2])
      i=hashlib.sha256(n.encode()+b"\\n\\x01"+k).hexdigest()[:8]
      print(n+"+"+i+"+"+base64.b64encode(b"\\x01"+k).decode(),end="")
      """
    let hex = key.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    let vkey = try home.run(tool: "python3", ["-c", script, "auditor.example", hex]).output
    return (path, vkey)
  }

  @Test("is signed by the auditor, says what was found, and check takes it, in either language")
  func report() throws {
    let witness = try WitnessHome(events: 3)
    let home = witness.home
    let (key, vkey) = try AuditTests.signer(home)
    let file = home.scratch.path("report")
    let made = try home.run(
      "audit", "--sign", key, "--name", "auditor.example", "--key", witness.log, "-o", file)
    #expect(made.status == 0, "\(made.error)")
    let checked = try home.run("check", file, "--key", vkey, "--format", "json").json()
    #expect(checked["kind"] as? String == "report")
    let text = try #require(checked["text"] as? String)
    for part in [
      "hazledger/audit/v1\n", "language", "OK", "county.example/test", "0–3", "production",
      "OpenSSL",
      "missing parts", "newest checkpoint", witness.log,
    ] {
      #expect(text.contains(part), "\(part)")
    }
    #expect(try home.run("check", file, "--key", witness.log).status == 1)
    var bytes = try Data(contentsOf: URL(filePath: file))
    for place in stride(from: 20, to: bytes.count, by: 7) {
      bytes[place] ^= 2
      try bytes.write(to: URL(filePath: file))
      #expect(try home.run("check", file, "--key", vkey).status == 1, "\(place)")
      bytes[place] ^= 2
      if place > 300 { break }
    }
    let chinese = try home.run("audit", "--lang", "zh").output
    #expect(chinese.contains("完好") && chinese.contains("language"))
    let json = try home.run("audit", "--format", "json").json()
    #expect((json["kinds"] as? [String: Int])?["production"] == 3)
    #expect(json["signed"] as? Bool == false)
  }

  @Test("lists every key and how it stands, and who vouched for how many events")
  func keys() throws {
    let ledger = try SignedHome(signatures: "open")
    try ledger.register("P")
    try ledger.register("Q")
    try #require(ledger.append(["P1", "P2"], keys: ["P"]).status == 0)
    try #require(ledger.append(["P3", "Q1"]).status == 0)
    try SignedHome.make("P-new", in: ledger.home)
    try #require(
      ledger.run(
        "keys", "rotate", "--party", "P", "--public", ledger.pub("P-new"), "--key",
        ledger.pem("P")
      ).status == 0)
    try #require(
      ledger.run(
        "keys", "revoke", "--party", "Q", "--public", ledger.pub("Q"), "--registrar-key",
        ledger.pem("registrar")
      ).status == 0)
    try #require(ledger.run("keys", "rotate-log").status == 0)
    let json = try ledger.run("audit", "--format", "json").json()
    #expect(json["signedEvents"] as? Int == 2 && json["unsignedEvents"] as? Int == 2)
    #expect((json["logKeys"] as? [[String: Any]])?.count == 2)
    #expect((json["logKeys"] as? [[String: Any]])?.first?["vkey"] as? String == ledger.vkey)
    #expect((json["registrars"] as? [String])?.count == 1 && json["registrarQuorum"] as? Int == 1)
    let keys = try #require(json["partyKeys"] as? [[String: Any]])
    #expect(keys.map { $0["party"] as? String } == ["P", "P", "Q"])
    #expect(keys.map { $0["state"] as? String } == ["rotated", "live", "revoked"])
    #expect(keys.map { $0["index"] as? Int } == [1, 8, 2])
    #expect(keys.map { $0["endedBy"] as? Int } == [8, nil, 9])
    let parties = try #require(json["parties"] as? [[String: Any]])
    #expect(parties.map { $0["signed"] as? Int } == [2, 0])
    #expect(parties.map { $0["unsigned"] as? Int } == [1, 1])
    let text = try ledger.run("audit", "--lang", "en").output
    for part in [
      "of which 1 must sign together", "registrar's key",
      "replaced, registered by entry 1, ended by entry 8",
      "revoked, registered by entry 2, ended by entry 9", "2 signed by their party, 2 unsigned",
      "events of Q", "0 signed, 1 unsigned", "from entry 10 on", "format version",
      "no time contradicts another",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    #expect(try ledger.run("audit", "--lang", "zh").output.contains("登记须 1 个共同签名"))
  }

  @Test("names the first damage, what is verified and what is missing, and exits with 1")
  func damage() throws {
    let home = try WitnessHome(events: 3).home
    let segment = home.url("entries/0000000000")
    var bytes = try Data(contentsOf: segment)
    bytes[bytes.count - 5] ^= 1
    try bytes.write(to: segment)
    let found = try home.run("audit")
    #expect(found.status == 1)
    #expect(found.output.contains("first damage"))
    #expect(found.output.contains("DAMAGED: 1"))
    #expect(found.output.contains("0–2"))
    #expect(try home.run("audit", "--sign", "nothing").status == 64)
    #expect(try home.run("audit", "--sign", "nothing", "--name", "a").status == 66)
  }
}
