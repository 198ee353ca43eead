import Foundation
import Testing

/// The verifier in another language, written from the format's page, agrees with the program.
@Suite("The second verifier")
struct SecondVerifierTests {
  /// A county's quarter in two groups, all kinds of events in it.
  private static func county() throws -> (home: LedgerAtHome, key: String) {
    let home = try LedgerAtHome()
    let key = try #require(try home.create().json()["vkey"] as? String)
    try #require(home.run("append", input: ExitStatusTests.event).status == 0)
    try #require(home.run("import", Fixture.path("county/events.jsonl")).status == 0)
    return (home, key)
  }

  @Test("is one file of at most 300 lines that needs nothing but Python")
  func isSmall() throws {
    let text = try String(contentsOfFile: SecondVerifier.script, encoding: .utf8)
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 301)
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 115 && !$0.contains(";") })
    let imports = text.split(separator: "\n").filter { $0.contains("import ") }
    #expect(
      imports == [
        "import base64, collections, functools, glob, hashlib, io, os, re, sys"
      ])
  }

  @Test("verifies a ledger and its published tiles, under their key and no other")
  func good() throws {
    guard let second = SecondVerifier() else { return }
    let (home, key) = try SecondVerifierTests.county()
    let strange = try #require(try LedgerAtHome().create().json()["vkey"] as? String)
    let tree = home.scratch.path("tree")
    try #require(home.run("tiles", tree).status == 0)
    for folder in [home.folder, tree] {
      #expect(try second.verify(folder) == 0)
      #expect(try second.verify(folder, "--key", key) == 0)
      #expect(try second.verify(folder, "--key", strange) == 1)
    }
    #expect(try second.verify(home.scratch.path("nothing")) == 64)
  }

  @Test("verifies corrections and orders, on all streams that they belong to")
  func corrections() throws {
    guard let second = SecondVerifier() else { return }
    let home = try LedgerAtHome()
    try home.create()
    try #require(home.run("import", Fixture.path("corrections/events.jsonl")).status == 0)
    #expect(try second.verify(home.folder) == 0)
  }

  @Test("refuses a changed byte of every file, and a file that is gone")
  func tampered() throws {
    guard let second = SecondVerifier() else { return }
    let (home, key) = try SecondVerifierTests.county()
    let tree = home.scratch.url("tree")
    try #require(home.run("tiles", tree.path).status == 0)
    let folder = URL(filePath: home.folder)
    let files = ["entries/0000000000", "checkpoint", "checkpoints", "tree/0", "tree/1"].map {
      (folder, $0)
    }
    let tiles = ["checkpoint", "tile/0/003", "tile/0/007.p/211", "tile/1/000.p/7"].map {
      (tree, $0)
    }
    let bundles = ["tile/entries/000", "tile/entries/007.p/211"].map { (tree, $0) }
    for (root, path) in files + tiles + bundles {
      let file = root.appending(path: path)
      let content = try Data(contentsOf: file)
      var changed = content
      changed[content.count / 2] ^= 4
      try changed.write(to: file)
      #expect(try second.verify(root.path, "--key", key) == 1, "\(path)")
      if root == tree || path == "checkpoint" {
        try FileManager.default.removeItem(at: file)
        #expect(try second.verify(root.path, "--key", key) == 1, "\(path)")
      }
      try content.write(to: file)
      #expect(try second.verify(root.path, "--key", key) == 0, "\(path)")
    }
  }

  @Test("verifies commitments and time stamps, and refuses a token that is changed or gone")
  func stamped() throws {
    guard let second = SecondVerifier() else { return }
    let (home, key) = try SecondVerifierTests.county()
    let authority = try TimestampAuthority()
    let request = home.scratch.path("request.tsq")
    try #require(home.run("timestamp", "--request", request).status == 0)
    try #require(
      home.run(
        "timestamp", "--response", authority.answer(request), "--ca", authority.root,
        "--untrusted", authority.chain
      ).status == 0)
    #expect(try second.verify(home.folder, "--key", key) == 0)
    let folder = home.url("timestamps")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where !name.hasSuffix(".chain") {
      let file = folder.appending(path: name)
      let content = try Data(contentsOf: file)
      var changed = content
      changed[content.count / 2] ^= 4
      try changed.write(to: file)
      #expect(try second.verify(home.folder, "--key", key) == 1, "\(name)")
      try FileManager.default.removeItem(at: file)
      #expect(try second.verify(home.folder, "--key", key) == 1, "\(name)")
      try content.write(to: file)
    }
    #expect(try second.verify(home.folder, "--key", key) == 0)
  }

  @Test("refuses entries cut off, and passes over a tail that was never acknowledged")
  func cutAndTail() throws {
    guard let second = SecondVerifier() else { return }
    let (home, key) = try SecondVerifierTests.county()
    let segment = home.url("entries/0000000000")
    let content = try Data(contentsOf: segment)
    try (content + [0, 200, 0x87]).write(to: segment)
    #expect(try second.verify(home.folder, "--key", key) == 0)
    #expect(try home.run("verify").status == 0)
    try content.dropLast(10).write(to: segment)
    #expect(try second.verify(home.folder, "--key", key) == 1)
    #expect(try home.run("verify").status == 1)
  }
}
