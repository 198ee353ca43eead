import Foundation
import Testing

/// A published tree on a web server, verified from outside.
@Suite("Published tiles on the web")
struct WebTilesTests {
  private let home: LedgerAtHome
  private let tree: URL
  private let key: String

  init() throws {
    home = try LedgerAtHome()
    key = try #require(try home.create().json()["vkey"] as? String)
    try #require(home.run("import", Fixture.path("county/events.csv")).status == 0)
    tree = home.scratch.url("tree")
    try #require(home.run("tiles", tree.path).status == 0)
  }

  private func check(
    _ address: String, _ options: String..., environment: [String: String] = [:]
  ) throws -> Program.Outcome {
    try Program.run(
      ["tiles", "--check", address, "--lang", "en"] + options,
      environment: home.environment.merging(environment) { $1 }, folder: home.scratch.folder)
  }

  @Test("are verified through curl by the same checks as a folder's")
  func served() throws {
    guard let server = try WebServer(tree) else { return }
    let checked = try check(server.address + "/", "--key", key, "--format", "json")
    #expect(checked.status == 0, "\(checked.output)\(checked.error)")
    #expect(try checked.json()["entries"] as? Int == 2002)
    #expect(try check(server.address).output.contains("the key is the tree's own"))
    // A server that changes a byte, adds one, or has a file no more, is found out, and the file named.
    for path in ["tile/entries/003", "tile/0/005", "tile/1/000.p/7", "tile/entries/007.p/210"] {
      let file = tree.appending(path: path)
      let content = try Data(contentsOf: file)
      var changed = content
      changed[content.count / 2] ^= 1
      for bytes in [changed, content + [0]] {
        try bytes.write(to: file)
        let refused = try check(server.address, "--key", key)
        #expect(refused.status == 1 && refused.output.contains(path), "\(path) \(refused.error)")
      }
      try FileManager.default.removeItem(at: file)
      let missing = try check(server.address, "--key", key)
      #expect(missing.status == 1 && missing.output.contains(path))
      try content.write(to: file)
    }
    // Partial tiles may be gone where full ones stand in for them.
    try FileManager.default.moveItem(
      at: tree.appending(path: "tile/1/000.p"), to: tree.appending(path: "kept"))
    #expect(try check(server.address, "--key", key).status == 1)
    #expect(try check(server.address + "/nothing").status == 66)
  }

  @Test("a server that is not there, one that sends too much, and a missing curl are told apart")
  func unreachable() throws {
    let closed = try check("http://127.0.0.1:9", "--key", key)
    #expect(closed.status == 74 && closed.error.contains("127.0.0.1:9/checkpoint"))
    let bare = try check("http://127.0.0.1:9", environment: ["PATH": "/nowhere"])
    #expect(bare.status == 74 && bare.error.contains("curl"))
    guard let server = try WebServer(tree) else { return }
    let checkpoint = tree.appending(path: "checkpoint")
    try Data(count: (1 << 20) + 4_096).write(to: checkpoint)
    #expect(try check(server.address, "--key", key).status == 1)
    // A folder is answered with a redirection, which is not followed.
    try FileManager.default.removeItem(at: checkpoint)
    try FileManager.default.createDirectory(
      at: checkpoint, withIntermediateDirectories: false)
    let redirected = try check(server.address, "--key", key)
    #expect(redirected.status == 74 && redirected.error.contains("301"))
  }
}
