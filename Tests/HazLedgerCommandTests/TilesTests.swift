import Foundation
import Testing

/// The ledger as static files, written for strangers and verified as one.
@Suite("Published tiles")
struct TilesTests {
  /// A county's quarter, published.
  private static func published() throws -> (home: LedgerAtHome, tree: URL, key: String) {
    let home = try LedgerAtHome()
    let key = try #require(try home.create().json()["vkey"] as? String)
    try #require(home.run("import", Fixture.path("county/events.csv")).status == 0)
    let tree = home.scratch.url("tree")
    try #require(home.run("tiles", tree.path).status == 0)
    return (home, tree, key)
  }

  private static func files(of tree: URL) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: tree.path) {
      let file = tree.appending(path: path)
      let type = try FileManager.default.attributesOfItem(atPath: file.path)[.type]
      if type as? FileAttributeType == .typeRegular { files[path] = try Data(contentsOf: file) }
    }
    return files
  }

  @Test("hold the ledger's own bytes under tlog-tiles paths, and are verified by a stranger")
  func content() throws {
    let (home, tree, key) = try TilesTests.published()
    let files = try TilesTests.files(of: tree)
    let segment = try Data(contentsOf: home.url("entries/0000000000"))
    let hashes = try Data(contentsOf: home.url("tree/0"))
    #expect(files["checkpoint"] == (try Data(contentsOf: home.url("checkpoint"))))
    for (folder, whole) in [("tile/entries/", segment), ("tile/0/", hashes)] {
      let parts = files.keys.filter { $0.hasPrefix(folder) }.sorted()
      #expect(parts.count == 8)
      #expect(parts.reduce(into: Data()) { $0 += files[$1] ?? Data() } == whole)
    }
    #expect(files["tile/0/000"]?.count == 8_192)
    #expect(files["tile/1/000.p/7"] == (try Data(contentsOf: home.url("tree/1"))))
    let stranger = try LedgerAtHome()
    let checked = try stranger.run(
      "tiles", "--check", tree.path, "--key", key, "--format", "json")
    #expect(checked.status == 0)
    #expect(try checked.json()["entries"] as? Int == 2002)
    #expect(try stranger.run("tiles", "--check", tree.path).output.contains(key))
  }

  @Test("grow with the ledger, and nothing that was published changes")
  func incremental() throws {
    let (home, tree, key) = try TilesTests.published()
    var before = try TilesTests.files(of: tree)
    for number in 0..<60 {
      let event = ExitStatusTests.event.replacingOccurrences(of: "\"1\"", with: "\"n\(number)\"")
        .replacingOccurrences(of: "B1", with: "N\(number)")
      try #require(home.run("append", input: event).status == 0)
    }
    let again = try home.run("tiles", tree.path, "--format", "json").json()
    #expect(again["previousSize"] as? Int == 2002)
    #expect(again["size"] as? Int == 2062)
    // Two full tiles of 2,048 and two partial ones, and level 1 with one hash more.
    #expect(again["filesCreated"] as? Int == 5)
    let after = try TilesTests.files(of: tree)
    before["checkpoint"] = after["checkpoint"]
    for (path, content) in before { #expect(after[path] == content, "\(path)") }
    #expect(try home.run("tiles", "--check", tree.path, "--key", key).status == 0)
    let third = try home.run("tiles", tree.path, "--format", "json").json()
    #expect(third["filesCreated"] as? Int == 0)
    // Partial tiles may go once the full ones are there.
    for name in ["entries", "0"] {
      try FileManager.default.removeItem(at: tree.appending(path: "tile/\(name)/007.p"))
    }
    #expect(try home.run("tiles", "--check", tree.path, "--key", key).status == 0)
  }

  @Test("with a byte of any file changed, or any file gone, are refused")
  func tampered() throws {
    let (home, tree, key) = try TilesTests.published()
    let (_, _, strange) = try TilesTests.published()
    #expect(try home.run("tiles", "--check", tree.path, "--key", strange).status == 1)
    for (path, content) in try TilesTests.files(of: tree) {
      let file = tree.appending(path: path)
      var changed = content
      changed[content.count / 2] ^= 1
      try changed.write(to: file)
      #expect(try home.run("tiles", "--check", tree.path, "--key", key).status == 1, "\(path)")
      try (content + [0]).write(to: file)
      #expect(try home.run("tiles", "--check", tree.path, "--key", key).status == 1, "\(path)")
      try FileManager.default.removeItem(at: file)
      #expect(try home.run("tiles", "--check", tree.path, "--key", key).status != 0, "\(path)")
      try content.write(to: file)
    }
    #expect(try home.run("tiles", "--check", tree.path, "--key", key).status == 0)
  }

  @Test("are never written over: another content there is refused, and the checkpoint stays")
  func immutable() throws {
    let home = try LedgerAtHome()
    try home.create()
    let tree = home.scratch.url("tree")
    let bundle = tree.appending(path: "tile/entries/000.p/1")
    try FileManager.default.createDirectory(
      at: bundle.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data("other".utf8).write(to: bundle)
    #expect(try home.run("tiles", tree.path).status == 73)
    #expect(try Data(contentsOf: bundle) == Data("other".utf8))
    #expect(!FileManager.default.fileExists(atPath: tree.appending(path: "checkpoint").path))
  }

  @Test("are written through no link, in the place of a folder or of a file")
  func links() throws {
    let home = try LedgerAtHome()
    try home.create()
    try #require(home.run("append", input: ExitStatusTests.event).status == 0)
    let elsewhere = home.scratch.url("elsewhere")
    let files = FileManager.default
    for name in ["tile", "tile/0", "tile/0/000.p"] {
      let tree = home.scratch.url("tree")
      try? files.removeItem(at: tree)
      try? files.removeItem(at: elsewhere)
      try files.createDirectory(at: elsewhere, withIntermediateDirectories: true)
      let link = tree.appending(path: name)
      try files.createDirectory(
        at: link.deletingLastPathComponent(), withIntermediateDirectories: true)
      try files.createSymbolicLink(at: link, withDestinationURL: elsewhere)
      #expect(try home.run("tiles", tree.path).status != 0, "\(name)")
      #expect(try files.subpathsOfDirectory(atPath: elsewhere.path).isEmpty, "\(name)")
      #expect(!files.fileExists(atPath: tree.appending(path: "checkpoint").path), "\(name)")
    }
  }

  @Test("of a ledger restored from an older copy, or of another ledger, are not continued")
  func rolledBack() throws {
    let home = try LedgerAtHome()
    try home.create()
    try FileManager.default.copyItem(atPath: home.folder, toPath: home.scratch.path("older"))
    try #require(home.run("append", input: ExitStatusTests.event).status == 0)
    let tree = home.scratch.path("tree")
    try #require(home.run("tiles", tree).status == 0)
    #expect(try home.run("tiles", tree, "--ledger", home.scratch.path("older")).status == 1)
    let other = try LedgerAtHome()
    try other.create()
    #expect(try other.run("tiles", tree).status == 1)
    #expect(try home.run("tiles", "--check", tree).status == 0)
  }

  @Test("a folder that is none, an address of another kind and a key without a check are refused")
  func usage() throws {
    let home = try LedgerAtHome()
    #expect(try home.run("tiles").status == 64)
    #expect(try home.run("tiles", "--check", "ftp://county.example/log").status == 64)
    #expect(try home.run("tiles", "out", "--key", "x").status == 64)
    #expect(try home.run("tiles", "--check", home.scratch.path("nothing")).status == 66)
    #expect(try home.run("tiles", "out").status == 66)
  }
}
