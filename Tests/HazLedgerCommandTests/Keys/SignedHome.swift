import Foundation
import Testing

/// A ledger with a registrar and two parties' keys, driven through the command line.
struct SignedHome {
  let home: LedgerAtHome
  let vkey: String

  /// Makes the keys `registrar`, `P` and `Q`, and a ledger in which the first is the registrar.
  init(signatures: String = "signed", _ options: String...) throws {
    home = try LedgerAtHome()
    for name in ["registrar", "P", "Q"] { try SignedHome.make(name, in: home) }
    let made = try home.run(
      [
        "init", "--origin", "county.example/test", "--signatures", signatures, "--registrar",
        home.scratch.path("registrar.pub"), "--format", "json",
      ] + options)
    vkey = try #require(made.json()["vkey"] as? String, "\(made.error)")
  }

  /// Makes a key: NAME.pem, and NAME.pub beside it.
  @discardableResult
  static func make(_ name: String, in home: LedgerAtHome) throws -> String {
    let made = try home.run("keys", "new", "-o", home.scratch.path(name + ".pem"))
    try #require(made.status == 0, "\(made.error)")
    return try home.file(name + ".pub", made.output)
  }

  func pem(_ name: String) -> String { home.scratch.path(name + ".pem") }
  func pub(_ name: String) -> String { home.scratch.path(name + ".pub") }

  func register(_ party: String, _ options: String...) throws {
    let outcome = try home.run(
      [
        "keys", "register", "--party", party, "--public", pub(party), "--registrar-key",
        pem("registrar"),
      ] + options)
    try #require(outcome.status == 0, "\(outcome.error)")
  }

  @discardableResult
  func run(_ arguments: String..., input: String? = nil) throws -> Program.Outcome {
    try home.run(arguments, input: input)
  }

  /// Appends one event of each of these names, such as `P1`, whose first letter is the party.
  @discardableResult
  func append(_ names: [String], keys: [String] = []) throws -> Program.Outcome {
    try home.run(
      ["append"] + keys.flatMap { ["--key", pem($0)] },
      input: names.map(SignedHome.event).joined(separator: "\n"))
  }

  static func event(_ name: String) -> String {
    """
    {"id":"\(name)","kind":"production","time":"2026-01-05T08:00:00+08:00",\
    "party":"\(name.prefix(1))","process":"produce","outputs":[{"lot":"B\(name)",\
    "quantity":"1 t","chemical":{"name":"甲醇","cas":"67-56-1"}}]}
    """
  }

  /// The states of a party's keys, in the order of registration.
  func states(_ party: String, _ options: String...) throws -> [String] {
    let list = try home.run(["keys", "list", "--party", party, "--format", "json"] + options)
    let parties = try #require(list.json()["parties"] as? [[String: Any]])
    let keys = parties.first?["keys"] as? [[String: Any]] ?? []
    return keys.compactMap { $0["state"] as? String }
  }

  func verified() throws -> [String: Any] {
    try run("verify", "--format", "json").json()
  }
}
