import Foundation
import Testing

/// Rows of the page Trust about somebody who knows the formats: derived files made anew with right checks, a lock
/// taken away under a writer, a registrar's key in other hands.
@Suite("What whoever knows the formats can achieve")
struct ForgedFilesTests {
  /// Six lots, a commitment to them, and whoever can write the folder.
  private struct Case {
    let home: LedgerAtHome

    init() throws {
      home = try LedgerAtHome()
      try home.create()
      for number in 1...6 { try #require(receive(number).status == 0) }
      try #require(home.run("checkpoint", "--commit").status == 0)
    }

    func receive(_ number: Int) throws -> Program.Outcome {
      try home.run(
        "receive", "B\(number)", "1 t", "--from", "X", "--name", "甲醇", "--party", "P", "--id",
        "r\(number)", "--time", "2026-01-05T08:00:00Z", "--format", "json")
    }

    func use(_ number: Int) throws {
      let used = try home.run(
        "use", "P/B\(number)", "1 kg", "--purpose", "x", "--party", "P", "--id", "u\(number)")
      try #require(used.status == 0, "\(used.error)")
    }

    func verify(_ options: String...) throws -> (status: Int32, output: String) {
      let outcome = try home.run(["verify", "--lang", "en"] + options)
      return (outcome.status, outcome.output)
    }

    func content(_ name: String) throws -> [UInt8] {
      try [UInt8](Data(contentsOf: home.url(name)))
    }

    func emptyIndex() throws { try ForgedFilesTests.coverAll(home) }
  }

  /// Has the manifest say that its runs, which may be none, cover all entries up to the last.
  private static func coverAll(_ home: LedgerAtHome) throws {
    var manifest = try [UInt8](Data(contentsOf: home.url("index/manifest")))
    let lengths = try [UInt8](Data(contentsOf: home.url("entries/0000000000")))
    var (last, count, place) = (0..<0, UInt64(0), 0)
    while place < lengths.count {
      let size = Int(lengths[place]) << 8 | Int(lengths[place + 1])
      last = place + 2..<place + 2 + size
      (count, place) = (count + 1, last.upperBound)
    }
    ForgedCheck.set(count, in: &manifest, at: 32)
    manifest.replaceSubrange(40..<72, with: try ForgedCheck.sha256([0] + lengths[last]))
    ForgedCheck.seal(&manifest)
    try Data(manifest).write(to: home.url("index/manifest"))
  }

  @Test(
    "an index that hides entries: verify never reads it, reindex makes it anew, a writer is misled")
  func index() throws {
    for reindexes in [true, false] {
      let made = try Case()
      try made.emptyIndex()
      #expect(try made.home.run("trace", "P/B1").status == 1, "the attack itself")
      #expect(try made.verify().status == 0)
      #expect(try made.verify("--lot", "P/B1").output.contains("the lot 1 entry\n"))
      if reindexes {
        try #require(made.home.run("reindex").status == 0)
        #expect(try made.home.run("trace", "P/B1").status == 0)
        #expect(try made.receive(1).json()["recorded"] as? Bool == false)
        #expect(try made.verify().status == 0)
      } else {
        // Whoever writes by such an index records twice; the entries themselves tell.
        #expect(try made.receive(1).json()["recorded"] as? Bool == true)
        let found = try made.verify()
        #expect(found.status == 1 && found.output.contains("entry 8"))
        #expect(found.output.contains("P has event id r1 in entry 1 already"))
      }
    }
  }

  @Test(
    "an index that hides a rotation of the log key is made anew: the old key signs nothing more")
  func hiddenRotation() throws {
    let made = try Case()
    let key = try made.home.run("keys", "rotate-log", "--format", "json").json()["vkey"] as? String
    try made.emptyIndex()
    for number in 1...2 { try made.use(number) }
    #expect(try made.home.run("status", "--format", "json").json()["vkey"] as? String == key)
    #expect(try made.verify("--key", #require(key)).status == 0)
    #expect(try made.home.run("trace", "P/B3").status == 0)
    try made.emptyIndex()
    #expect(try made.home.run("reindex").status == 0)
    #expect(try made.receive(1).json()["recorded"] as? Bool == false)
    #expect(try made.verify().status == 0)
  }

  @Test(
    "an index that hides the revocation of a party's key is made anew: the key signs nothing more")
  func hiddenRevocation() throws {
    let ledger = try SignedHome()
    let (index, aside) = (ledger.home.url("index"), ledger.home.scratch.url("aside"))
    try ledger.register("P")
    try #require(ledger.append(["P1"], keys: ["P"]).status == 0)
    try #require(ledger.run("reindex").status == 0)
    try FileManager.default.copyItem(at: index, to: aside)
    let revoked = try ledger.run(
      "keys", "revoke", "--party", "P", "--public", ledger.pub("P"), "--key", ledger.pem("P"))
    try #require(revoked.status == 0, "\(revoked.error)")
    let state = ledger.home.scratch.url("state/hazledger")
    let records = FileManager.default.enumerator(at: state, includingPropertiesForKeys: nil)
    let record = try #require(
      records?.compactMap { $0 as? URL }.first { $0.lastPathComponent == "key-events" })
    for isRecordLost in [false, true] {
      try FileManager.default.removeItem(at: index)
      try FileManager.default.copyItem(at: aside, to: index)
      try ForgedFilesTests.coverAll(ledger.home)
      #expect(try ledger.states("P") == ["live"], "the attack itself")
      if isRecordLost { try FileManager.default.removeItem(at: record) }
      #expect(try ledger.append(["P2"], keys: ["P"]).status == 77)
      #expect(try ledger.states("P") == ["revoked"])
      #expect(FileManager.default.fileExists(atPath: record.path))
    }
    #expect(try ledger.verified()["ok"] as? Bool == true)
    // Where nothing is hidden the index is believed, and a new key counts at once.
    try SignedHome.make("P-new", in: ledger.home)
    try #require(
      ledger.run(
        "keys", "register", "--party", "P", "--public", ledger.pub("P-new"), "--registrar-key",
        ledger.pem("registrar")
      ).status == 0)
    #expect(try ledger.append(["P2"], keys: ["P-new"]).status == 0)
  }

  /// Says of the fourth stream one entry more, and leaves the hashes between the streams as they were.
  private func forgeStreamMap(of made: Case) throws {
    var map = try made.content("map/streams")
    var page = Array(map[4_096..<8_192])
    page[16 + 72 * 3 + 64] += 1
    ForgedCheck.seal(&page)
    map.replaceSubrange(4_096..<8_192, with: page)
    try Data(map).write(to: made.home.url("map/streams"))
  }

  @Test(
    "a stream map that lies, with checks made to measure: the writer finds it out and makes it anew"
  )
  func streamMap() throws {
    let made = try Case()
    try forgeStreamMap(of: made)
    #expect(try made.verify().status == 0, "a derived file, which verify makes anew for itself")
    for number in 1...3 { try made.use(number) }
    try #require(made.home.run("checkpoint", "--commit").status == 0)
    #expect(try made.verify().status == 0, "the commitment is to the entries' own map")
    for number in 1...6 {
      let path = made.home.scratch.path("evidence")
      #expect(try made.home.run("prove", "--lot", "P/B\(number)", "-o", path).status == 0)
    }
  }

  @Test("a lock taken away under a writer lets another begin beside it")
  func lock() throws {
    let made = try Case()
    let held = try HeldLock(path: made.home.url("lock").path)
    #expect(try made.home.run("checkpoint", "--commit", "--wait", "0").status == 75)
    try FileManager.default.removeItem(at: made.home.url("lock"))
    #expect(try made.home.run("checkpoint", "--commit", "--wait", "0").status == 0)
    held.release()
  }

  @Test(
    "a registrar's key that was stolen: every use of it is an entry, and what it made can be revoked"
  )
  func registrar() throws {
    let ledger = try SignedHome()
    try ledger.register("P")
    // The thief makes a key of its own and registers it for P.
    try SignedHome.make("thief", in: ledger.home)
    let registered = try ledger.run(
      "keys", "register", "--party", "P", "--public", ledger.pub("thief"), "--registrar-key",
      ledger.pem("registrar"))
    #expect(registered.status == 0, "the attack itself")
    #expect(try ledger.append(["P1"], keys: ["thief"]).status == 0)
    #expect(try ledger.states("P") == ["live", "live"], "keys list shows a key too many")
    let keys = try ledger.run("audit", "--format", "json").json()["partyKeys"]
    #expect((keys as? [[String: Any]])?.count == 2)
    // P needs no registrar to end it, and says so with its own key.
    let revoked = try ledger.run(
      "keys", "revoke", "--party", "P", "--public", ledger.pub("thief"), "--key", ledger.pem("P"))
    #expect(revoked.status == 0, "\(revoked.error)")
    #expect(try ledger.append(["P2"], keys: ["thief"]).status == 77)
    #expect(try ledger.verified()["ok"] as? Bool == true, "what was signed before stays")
  }
}

/// The check of derived files, as whoever forges them computes it: `Checksum` of the room LedgerStore.
private enum ForgedCheck {
  static func sha256(_ bytes: [UInt8]) throws -> [UInt8] {
    let scratch = try Scratch()
    try Data(bytes).write(to: scratch.url("bytes"))
    let outcome = try Program.run(
      ["openssl", "dgst", "-sha256", "-r", "bytes"], folder: scratch.folder,
      executable: URL(filePath: "/usr/bin/env"))
    let digits = Array(outcome.output.prefix(64))
    return stride(from: 0, to: 64, by: 2).compactMap {
      UInt8(String(digits[$0...$0 + 1]), radix: 16)
    }
  }

  private static let primes: (UInt64, UInt64) = (0x9E37_79B1_85EB_CA87, 0xC2B2_AE3D_27D4_EB4F)

  /// Puts the check of what is behind the first eight bytes into those.
  static func seal(_ bytes: inout [UInt8]) { set(check(bytes[8...]), in: &bytes, at: 0) }

  static func set(_ word: UInt64, in bytes: inout [UInt8], at offset: Int) {
    for place in 0..<8 {
      bytes[offset + place] = UInt8(truncatingIfNeeded: word >> (8 * UInt64(place)))
    }
  }

  private static func check(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    var lanes = [primes.0, primes.1, ~primes.0, ~primes.1]
    var rest = bytes
    while rest.count >= 32 {
      for lane in lanes.indices { lanes[lane] = mixed(lanes[lane], word(&rest)) }
    }
    var sum = lanes.reduce(UInt64(bytes.count), mixed)
    while rest.count >= 8 { sum = mixed(sum, word(&rest)) }
    for byte in rest { sum = mixed(sum, UInt64(byte)) }
    sum ^= sum >> 29
    sum &*= primes.1
    return sum ^ (sum >> 32)
  }

  /// The next eight bytes as a number.
  private static func word(_ rest: inout ArraySlice<UInt8>) -> UInt64 {
    let word = rest.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    rest = rest.dropFirst(8)
    return word
  }

  private static func mixed(_ state: UInt64, _ word: UInt64) -> UInt64 {
    let value = (state ^ word) &* primes.0
    return (value << 31 | value >> 33) &+ primes.1
  }
}
