import Foundation
import Testing

/// What the verifier in another language says of keys, of who vouched, and of files of evidence.
@Suite("The second verifier on keys and evidence")
struct SecondVerifierKeysTests {
  /// A ledger in which everything is signed: keys registered, replaced and revoked, the ledger's own too.
  private struct Case {
    let ledger: SignedHome
    /// The keys that signed checkpoints, the newest last.
    let keys: [String]

    init() throws {
      ledger = try SignedHome("--registrar-quorum", "1")
      try ledger.register("P")
      try ledger.register("Q")
      for names in [["P1", "P2", "Q1"], ["P3"]] {
        try #require(ledger.append(names, keys: ["P", "Q"]).status == 0)
      }
      try SignedHome.make("P-new", in: ledger.home)
      let replaced = try ledger.run(
        "keys", "rotate", "--party", "P", "--key", ledger.pem("P"), "--public",
        ledger.pub("P-new"))
      try #require(replaced.status == 0, "\(replaced.error)")
      let rotated = try ledger.run("keys", "rotate-log", "--format", "json")
      keys = [ledger.vkey, try #require(try rotated.json()["vkey"] as? String, "\(rotated.error)")]
      let blend = """
        {"id":"P4","kind":"production","time":"2026-01-06T08:00:00+08:00","party":"P",\
        "process":"blend","handler":"张三","inputs":[{"lot":"BP1","quantity":"1 t"}],\
        "outputs":[{"lot":"BP4","quantity":"1 t","chemical":{"cas":"67-56-1"}}]}
        """
      let blended = try ledger.run("append", "--key", ledger.pem("P-new"), input: blend)
      try #require(blended.status == 0, "\(blended.error)")
      let revoked = try ledger.run(
        "keys", "revoke", "--party", "Q", "--public", ledger.pub("Q"), "--registrar-key",
        ledger.pem("registrar"))
      try #require(revoked.status == 0, "\(revoked.error)")
      try #require(ledger.run("checkpoint", "--commit").status == 0)
    }

    /// Makes a file of evidence.
    func prove(_ name: String, _ arguments: String...) throws -> URL {
      let made = try ledger.home.run(
        ["prove", "-o", ledger.home.scratch.path(name)] + arguments)
      try #require(made.status == 0, "\(made.error)")
      return ledger.home.scratch.url(name)
    }

    /// True where both verifiers refuse these bytes.
    func isRefused(_ bytes: Data, by second: SecondVerifier) throws -> Bool {
      let file = ledger.home.scratch.url("changed")
      try bytes.write(to: file)
      let checked = try ledger.run("check", file.path, "--key", keys[1])
      let status = try second.verify(file.path, "--key", keys[1])
      return checked.status == 1 && (status == 1 || status == 2)
    }

    /// The entries' bytes as they are stored.
    func entries() throws -> [Data] {
      var rest = try Data(contentsOf: ledger.home.url("entries/0000000000"))[...]
      var entries: [Data] = []
      while let high = rest.popFirst(), let low = rest.popFirst() {
        entries.append(Data(rest.prefix(Int(high) << 8 | Int(low))))
        rest = rest.dropFirst(entries[entries.count - 1].count)
      }
      return entries
    }
  }

  @Test("verifies registrations, submissions and rotations, and refuses what is changed in them")
  func keys() throws {
    guard let second = SecondVerifier() else { return }
    let made = try Case()
    let tree = made.ledger.home.scratch.path("tree")
    try #require(made.ledger.run("tiles", tree).status == 0)
    for (folder, key) in [(made.ledger.home.folder, made.keys[0]), (tree, made.keys[1])] {
      #expect(try second.verify(folder, "--key", key) == 0)
    }
    let segment = made.ledger.home.url("entries/0000000000")
    let whole = try Data(contentsOf: segment)
    // One byte in each entry that says who signs: kinds 65, 66 and 69.
    let kinds = [Data([0, 0x18, 65]), Data([0, 0x18, 66]), Data([0, 0x18, 69])]
    for kind in kinds {
      let place = try #require(whole.range(of: kind)).upperBound + 20
      var changed = whole
      changed[place] ^= 1
      try changed.write(to: segment)
      #expect(try second.verify(made.ledger.home.folder) != 0)
    }
    try whole.write(to: segment)
    #expect(try second.verify(made.ledger.home.folder) == 0)
  }

  @Test("verifies evidence with and without genealogy, and that a lot has no entry")
  func evidence() throws {
    guard let second = SecondVerifier() else { return }
    let made = try Case()
    let files = try [
      made.prove("alone", "--lot", "P/BP4", "--with-private"),
      made.prove("whole", "--lot", "P/BP4", "--with-genealogy"),
      made.prove("source", "--lot", "P/BP1", "--with-genealogy"),
      made.prove("none", "--lot", "P/none", "--absent"), made.prove("party", "--stream", "party:Q"),
    ]
    for file in files {
      #expect(try second.verify(file.path, "--key", made.keys[1]) == 0, "\(file)")
      #expect(try made.ledger.run("check", file.path, "--key", made.keys[1]).status == 0)
    }
    #expect(try second.verify(files[0].path) == 0)
    #expect(try second.verify(files[0].path, "--key", made.keys[0]) == 1)
  }

  @Test("refuses evidence of which any part is changed, swapped, left out or put in, as check does")
  func tamperedEvidence() throws {
    guard let second = SecondVerifier() else { return }
    let made = try Case()
    let file = try made.prove("whole", "--lot", "P/BP4", "--with-genealogy", "--with-private")
    let whole = try Data(contentsOf: file)
    for position in stride(from: 21, to: whole.count, by: whole.count / 16) {
      var changed = whole
      changed[position] ^= 1
      #expect(try made.isRefused(changed, by: second), "\(position)")
    }
    #expect(try made.isRefused(whole + [0], by: second))
    #expect(try made.isRefused(whole.dropLast(), by: second))
    let entries = try made.entries()
    let held = entries.compactMap { whole.range(of: $0) }
    try #require((4..<24).contains(held.count))
    // Left out: the array's head, in front of entry 0, counts one fewer.
    for place in held[1...] {
      var changed = whole
      changed.removeSubrange(
        place.lowerBound - SecondVerifierKeysTests.head(place)..<place.upperBound)
      changed[held[0].lowerBound - SecondVerifierKeysTests.head(held[0]) - 1] -= 1
      #expect(try made.isRefused(changed, by: second), "left out: \(place)")
    }
    // Swapped: two neighbours, heads and all.
    let (first, next) = (held[2], held[3])
    let start = first.lowerBound - SecondVerifierKeysTests.head(first)
    let swapped =
      whole[..<start] + whole[first.upperBound..<next.upperBound] + whole[start..<first.upperBound]
      + whole[next.upperBound...]
    #expect(try made.isRefused(Data(swapped), by: second))
    // An older checkpoint of the same length, under the same key.
    let history = try made.ledger.run("checkpoint", "--history", "--format", "json").jsonLines()
    let notes = history.compactMap { $0["note"] as? String }.map { Data($0.utf8) }
    let newest = try #require(notes.last.flatMap { whole.range(of: $0) })
    let older = try #require(notes.dropLast().last { $0.count == newest.count })
    var changed = whole
    changed.replaceSubrange(newest, with: older)
    #expect(try made.isRefused(changed, by: second))
  }

  @Test("refuses evidence of which a bit is changed, wherever it stands")
  func flippedBits() throws {
    guard let second = SecondVerifier() else { return }
    let made = try Case()
    let file = try made.prove("alone", "--lot", "P/BP4", "--with-private")
    // All in one process, which remembers the signatures that are good. Of a good file it says nothing.
    let told = try second.evaluate(
      """
      ed_verify = functools.lru_cache(None)(ed_verify)
      data = open('\(file.path)', 'rb').read()
      verify_evidence(data)
      for at in range(0, len(data), 5):
          changed = bytearray(data)
          changed[at] ^= 1 << at // 5 % 8
          try: verify_evidence(bytes(changed))
          except (Exception, Newer): continue
          raise SystemExit(f'byte {at}')
      """)
    #expect(told.status == 0, "\(told.error)")
  }

  @Test("counts no signature by a key under which anybody can sign")
  func weakKeys() throws {
    guard let second = SecondVerifier() else { return }
    // R is the base point and s is 1: under the neutral point, y = 1, that is a signature over anything.
    let signature = "(4 * pow(5, -1, P) % P).to_bytes(32, 'little') + (1).to_bytes(32, 'little')"
    for key in ["1", "0", "P - 1", "P + 1"] {
      for sign in [0, 1] {
        let told = try second.evaluate(
          "ed_verify(((\(key)) | \(sign) << 255).to_bytes(32, 'little'), b'any', \(signature))")
        #expect(told.status == 1 && told.error.contains("anybody can sign"), "\(told.error)")
      }
    }
    for key in [
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    ] {
      let told = try second.evaluate("ed_verify(bytes.fromhex('\(key)'), b'any', \(signature))")
      #expect(told.status == 1 && told.error.contains("anybody can sign"), "\(told.error)")
    }
    // RFC 8032, test 1.
    let known = try second.evaluate(
      """
      ed_verify(bytes.fromhex('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a'), b'', \
      bytes.fromhex('e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155' \
      '5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b'))
      """)
    #expect(known.status == 0, "\(known.error)")
  }

  /// The bytes of a byte string's head.
  private static func head(_ place: Range<Data.Index>) -> Int { place.count < 256 ? 2 : 3 }
}
