import Foundation
import Testing

/// Time stamps, made by an authority of the test's own.
@Suite("Time stamps on the command line")
struct TimestampTests {
  let home: LedgerAtHome
  let authority: TimestampAuthority

  init() throws {
    home = try LedgerAtHome()
    try home.create()
    authority = try TimestampAuthority()
    try #require(home.run("append", input: WitnessHome.event(1)).status == 0)
  }

  /// Asks for a time stamp and has it answered; gives the answer's file.
  private func answered(by authority: TimestampAuthority? = nil) throws -> String {
    let request = home.scratch.path("request.tsq")
    try #require(home.run("timestamp", "--request", request).status == 0)
    return try (authority ?? self.authority).answer(request)
  }

  private func record(_ answer: String, _ options: String...) throws -> Program.Outcome {
    try home.run(
      ["timestamp", "--response", answer, "--ca", authority.root, "--format", "json"] + options)
  }

  @Test(
    "a stamp is kept with its checkpoint, the next entry names it, verify and openssl accept it")
  func wholeWay() throws {
    let answer = try answered()
    // The ledger goes on before the answer comes.
    try #require(home.run("append", input: WitnessHome.event(2)).status == 0)
    let recorded = try record(answer, "--untrusted", authority.chain).json()
    #expect(recorded["size"] as? Int == 2)
    #expect(recorded["index"] as? Int == 3)
    let again = try record(answer, "--untrusted", authority.chain).json()
    #expect(again["recorded"] as? Bool == false)
    #expect(try home.size() == 4)

    let verified = try home.run(
      "verify", "--ca", authority.root, "--format", "json"
    ).json()
    #expect(verified["ok"] as? Bool == true)
    let stamp = try #require((verified["timestamps"] as? [[String: Any]])?.first)
    #expect(stamp["size"] as? Int == 2)
    #expect(stamp["index"] as? Int == 3)
    #expect(stamp["verified"] as? Bool == true)
    #expect(stamp["time"] as? String == recorded["time"] as? String)
    #expect(try home.run("verify").status == 0)

    // The documented command accepts what is kept, without this program.
    let token = try #require(recorded["file"] as? String)
    let name = home.url(String(token.dropLast(".token".count))).path
    // The tool takes a path with a space in it for two.
    try FileManager.default.copyItem(
      atPath: name + ".chain", toPath: authority.scratch.path("kept.pem"))
    try authority.openssl([
      "ts", "-verify", "-data", name + ".checkpoint", "-in", name + ".token", "-token_in",
      "-CAfile", authority.root, "-untrusted", "kept.pem",
    ])
    let exported = try home.run("export", "--all", "--format", "json").jsonLines()
    #expect(exported.last?["kind"] as? String == "timestamp")
    #expect(exported.last?["token"] as? String == recorded["token"] as? String)
    // A copy has it too.
    let copy = home.scratch.path("copy")
    #expect(try home.run("backup", copy).status == 0)
    #expect(try home.run("verify", "--ledger", copy, "--ca", authority.root).status == 0)
  }

  @Test("the request is one that openssl reads, for SHA-256 and with a certificate")
  func request() throws {
    _ = try answered()
    let text = try authority.openssl([
      "ts", "-query", "-in", home.scratch.path("request.tsq"), "-text",
    ]).output
    #expect(text.contains("Hash Algorithm: sha256"))
    #expect(text.contains("Certificate required: yes"))
    #expect(text.contains("Nonce: 0x"))
  }

  @Test(
    "another authority, a broken chain, another request, a refusal and rubbish are not accepted")
  func refusals() throws {
    let answer = try answered()
    let chain = ["--untrusted", authority.chain]
    let stranger = try TimestampAuthority()
    func attempt(_ answer: String, ca: String, chain: String) throws -> Int32 {
      try home.run(
        "timestamp", "--response", answer, "--ca", ca, "--untrusted", chain
      ).status
    }
    #expect(try attempt(answer, ca: stranger.root, chain: authority.chain) == 1)
    #expect(try record(answer).status == 1, "the chain is not whole")
    // The same digest, asked for by somebody else: another nonce.
    let foreign = authority.scratch.path("foreign.tsq")
    try authority.openssl([
      "ts", "-query", "-data", home.url("checkpoint").path, "-sha256", "-cert", "-out", foreign,
    ])
    let replayed = try authority.answer(foreign, named: "foreign.tsr")
    #expect(try attempt(replayed, ca: authority.root, chain: authority.chain) == 1)
    let short = authority.scratch.path("short.tsq")
    try authority.openssl([
      "ts", "-query", "-data", home.url("checkpoint").path, "-sha1", "-out", short,
    ])
    let refused = try authority.answer(short, named: "refused.tsr")
    #expect(try attempt(refused, ca: authority.root, chain: authority.chain) == 1)
    let rubbish = try home.file("rubbish", "nothing")
    #expect(try attempt(rubbish, ca: authority.root, chain: authority.chain) == 1)
    #expect(try attempt(answer, ca: rubbish, chain: authority.chain) == 65)
    #expect(try home.run("timestamp", "--response", answer).status == 64)
    // None of this left anything behind.
    #expect(try home.size() == 2)
    #expect(!FileManager.default.fileExists(atPath: home.url("timestamps").path))
    #expect(
      try home.run(["timestamp", "--response", answer, "--ca", authority.root] + chain).status == 0)
  }

  @Test("a token that is cut, changed, missing or swapped is damage, and its entry says which")
  func damage() throws {
    let answer = try answered()
    try #require(record(answer, "--untrusted", authority.chain).status == 0)
    let folder = home.url("timestamps")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(names.count == 3)
    for name in names {
      let file = folder.appending(path: name)
      let bytes = try Data(contentsOf: file)
      for place in stride(from: 3, to: bytes.count, by: 61) {
        var changed = bytes
        changed[place] ^= 4
        try changed.write(to: file)
        let isChain = name.hasSuffix(".chain")
        // A chain is only looked at with --ca; a letter outside its certificates changes nothing.
        let status = try home.run("verify", "--ca", authority.root).status
        #expect(isChain || status == 1, "\(name) \(place)")
      }
      try FileManager.default.removeItem(at: file)
      #expect(try home.run("verify", "--ca", authority.root).status == 1, "\(name)")
      try bytes.write(to: file)
    }
    #expect(try home.run("verify", "--ca", authority.root).status == 0)
    let stranger = try TimestampAuthority()
    #expect(try home.run("verify", "--ca", stranger.root).status == 1)
  }
}
