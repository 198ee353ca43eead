import Foundation
import Testing

@Suite("Keys on the command line")
struct KeysTests {
  @Test("a new key is private to its owner, is not written over, and only its public half is told")
  func newKey() throws {
    let home = try LedgerAtHome()
    let path = home.scratch.path("acme.pem")
    let made = try home.run("keys", "new", "-o", path)
    #expect(made.status == 0)
    #expect(made.output.hasPrefix("acme+"))
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let pem = try String(contentsOfFile: path, encoding: .utf8)
    #expect(pem.hasPrefix("-----BEGIN PRIVATE KEY-----"))
    #expect(try home.run("keys", "new", "-o", path).status == 73)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == pem)
    #expect(try home.run("keys", "new", "-o", home.scratch.path("a b.pem")).status == 64)
    let named = try home.run(
      "keys", "new", "-o", home.scratch.path("a b.pem"), "--name", "甲厂", "--format", "json")
    #expect((try named.json()["vkey"] as? String)?.hasPrefix("甲厂+") == true)
    let other = try home.run(
      tool: "openssl", ["pkey", "-in", path, "-pubout", "-outform", "DER"])
    #expect(other.status == 0, "any program reads PKCS#8")
  }

  @Test("a policy that could admit nothing makes no ledger")
  func policies() throws {
    let home = try LedgerAtHome()
    let key = try SignedHome.make("r", in: home)
    let start = ["init", "--origin", "county.example/test"]
    #expect(try home.run(start + ["--signatures", "signed"]).status == 64)
    #expect(try home.run(start + ["--registrar", key, "--registrar", key]).status == 64)
    #expect(
      try home.run(start + ["--registrar", key, "--registrar-quorum", "2"]).status == 64)
    let secret = try home.run(start + ["--registrar", home.scratch.path("r.pem")])
    #expect(secret.status == 64)
    let pem = try String(contentsOfFile: home.scratch.path("r.pem"), encoding: .utf8)
    #expect(!secret.error.contains(pem.split(separator: "\n")[1]))
    #expect(!FileManager.default.fileExists(atPath: home.folder))
  }

  @Test("a key is registered, rotated and revoked, and every state can be asked again")
  func life() throws {
    let ledger = try SignedHome()
    try ledger.register("P")
    #expect(try ledger.append(["P1"], keys: ["P"]).status == 0)
    let next = try SignedHome.make("next", in: ledger.home)
    let rotated = try ledger.run(
      "keys", "rotate", "--party", "P", "--key", ledger.pem("P"), "--public", next, "--new-key",
      ledger.pem("next"))
    #expect(rotated.status == 0, "\(rotated.error)")
    #expect(try ledger.states("P") == ["rotated", "live"])
    #expect(try ledger.append(["P2"], keys: ["P"]).status == 77)
    #expect(try ledger.append(["P2"], keys: ["next"]).status == 0)
    let revoked = try ledger.run(
      "keys", "revoke", "--party", "P", "--public", next, "--registrar-key",
      ledger.pem("registrar"))
    #expect(revoked.status == 0, "\(revoked.error)")
    #expect(try ledger.states("P") == ["rotated", "revoked"])
    #expect(try ledger.states("P", "--at-size", "4") == ["live"])
    #expect(try ledger.append(["P3"], keys: ["next"]).status == 77)
    let again = try ledger.run(
      "keys", "register", "--party", "P", "--public", next, "--registrar-key",
      ledger.pem("registrar"))
    #expect(again.status == 77, "what was revoked never returns")
    let verified = try ledger.verified()
    #expect(verified["ok"] as? Bool == true)
    #expect(verified["signedEvents"] as? Int == 2)
  }

  @Test("who may not register is refused, and nothing is written")
  func refusals() throws {
    let ledger = try SignedHome()
    let size = try ledger.home.size()
    let register = ["keys", "register", "--party", "P", "--public", ledger.pub("P")]
    let wrong: [([String], Int32)] = [
      (["--registrar-key", ledger.pem("Q")], 77), (["--key", ledger.pem("P")], 77), ([], 64),
      (["--registrar-key", ledger.home.scratch.path("none.pem")], 66),
      (["--registrar-key", ledger.pub("P")], 77),
      (["--registrar-key", ledger.pem("registrar"), "--expires", "2020-01-01T00:00:00Z"], 77),
      (["--registrar-key", ledger.pem("registrar"), "--expires", "tomorrow"], 64),
    ]
    for (options, status) in wrong {
      let outcome = try ledger.home.run(register + options)
      #expect(outcome.status == status, "\(options): \(outcome.error)")
    }
    let secret = try ledger.run(
      "keys", "register", "--party", "P", "--public", ledger.pem("P"), "--registrar-key",
      ledger.pem("registrar"))
    #expect(secret.status == 64, "a private key is no public one")
    let slash = try ledger.run(
      "keys", "register", "--party", "P/Q", "--public", ledger.pub("P"), "--registrar-key",
      ledger.pem("registrar"))
    #expect(slash.status == 64)
    #expect(try ledger.home.size() == size)
    #expect(try ledger.states("P") == [])
  }

  @Test("where two registrars must sign, one is refused and two are enough")
  func quorum() throws {
    let home = try LedgerAtHome()
    for name in ["a", "b", "P"] { try SignedHome.make(name, in: home) }
    let path = home.scratch.path
    try #require(
      home.run(
        "init", "--origin", "x", "--registrar", path("a.pub"), "--registrar", path("b.pub"),
        "--registrar-quorum", "2"
      ).status == 0)
    let register = ["keys", "register", "--party", "P", "--public", path("P.pub")]
    #expect(try home.run(register + ["--registrar-key", path("a.pem")]).status == 77)
    #expect(
      try home.run(
        register + ["--registrar-key", path("a.pem"), "--registrar-key", path("a.pem")]
      ).status == 77)
    #expect(
      try home.run(
        register + ["--registrar-key", path("a.pem"), "--registrar-key", path("b.pem")]
      ).status == 0)
    #expect(try home.run("verify").status == 0)
  }

  @Test("a key that others can read, a foreign format and a locked key are not used")
  func keyFiles() throws {
    let ledger = try SignedHome()
    try ledger.register("P")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o644], ofItemAtPath: ledger.pem("P"))
    let exposed = try ledger.append(["P1"], keys: ["P"])
    #expect(exposed.status == 77)
    #expect(exposed.error.contains("0644"))
    let tool = ledger.home
    for (name, arguments) in [
      ("ec", ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]),
      ("locked", ["genpkey", "-algorithm", "ED25519", "-aes-256-cbc", "-pass", "pass:x"]),
    ] {
      let made = try tool.run(tool: "openssl", arguments + ["-out", ledger.pem(name)])
      try #require(made.status == 0, "\(made.error)")
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o600], ofItemAtPath: ledger.pem(name))
      #expect(try ledger.append(["P1"], keys: [name]).status == 65)
    }
    #expect(try ledger.append(["P1"], keys: ["missing"]).status == 66)
    #expect(try ledger.home.size() == 2)
  }

  @Test("private keys are in no output, no error and no file of the ledger")
  func secrets() throws {
    let ledger = try SignedHome()
    var said = ""
    func run(_ arguments: String..., input: String? = nil) throws {
      for format in [[], ["--format", "json"]] {
        let outcome = try ledger.home.run(arguments + format, input: input)
        said += outcome.output + outcome.error
      }
    }
    try run(
      "keys", "register", "--party", "P", "--public", ledger.pub("P"), "--registrar-key",
      ledger.pem("registrar"))
    try run("append", "--key", ledger.pem("P"), "--receipt", input: SignedHome.event("P1"))
    try run("append", "--key", ledger.pem("Q"), input: SignedHome.event("P2"))
    try run("keys", "list")
    try run("keys", "rotate-log")
    try run(
      "keys", "register", "--party", "Q", "--public", ledger.pem("Q"), "--key", ledger.pem("P"))
    try run("export", "--all")
    try run("status")
    try run("verify")
    var secrets: [String] = []
    let folders = [ledger.home.scratch.folder]
    for url in folders.flatMap(KeysTests.files) where url.pathExtension == "pem" {
      let pem = try String(contentsOf: url, encoding: .utf8)
      secrets.append(String(pem.split(separator: "\n")[1]))
    }
    #expect(secrets.count >= 5)
    for url in KeysTests.files(URL(filePath: ledger.home.folder)) {
      let bytes = try Data(contentsOf: url)
      for secret in secrets {
        let seed = try #require(Data(base64Encoded: secret)).suffix(32)
        #expect(bytes.range(of: seed) == nil, "\(url.path)")
        #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(url.path)")
      }
    }
    for secret in secrets {
      let seed = try #require(Data(base64Encoded: secret)).suffix(32)
      #expect(!said.contains(secret))
      #expect(!said.contains(seed.base64EncodedString()))
      #expect(!said.contains(seed.map { String(format: "%02x", $0) }.joined()))
    }
  }

  private static func files(_ folder: URL) -> [URL] {
    let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (walk?.compactMap { $0 as? URL } ?? []).filter { !$0.hasDirectoryPath }
  }
}
