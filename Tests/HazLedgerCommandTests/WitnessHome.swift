import Foundation
import Testing

/// A ledger with some entries, and a witness with a key and a memory of its own beside it.
struct WitnessHome {
  let home: LedgerAtHome
  /// The ledger's key.
  let log: String
  /// The witness's key.
  let vkey: String

  init(events: Int = 2) throws {
    home = try LedgerAtHome()
    log = try #require(try home.create().json()["vkey"] as? String)
    let key = home.scratch.path("witness.pem")
    let made = try home.run(tool: "openssl", ["genpkey", "-algorithm", "ed25519", "-out", key])
    try #require(made.status == 0)
    let printed = try home.run("cosign", "--key", key, "--name", "w.example", "--vkey")
    vkey = printed.output.trimmingCharacters(in: .newlines)
    for number in 1...events { try append(number) }
  }

  static func event(_ number: Int, quantity: String = "1 t") -> String {
    """
    {"id":"\(number)","kind":"production","time":"2026-01-05T08:00:00+08:00","party":"P",\
    "process":"produce","outputs":[{"lot":"B\(number)","quantity":"\(quantity)",\
    "chemical":{"name":"甲醇","cas":"67-56-1"}}]}
    """
  }

  func append(_ number: Int) throws {
    try #require(home.run("append", input: WitnessHome.event(number)).status == 0)
  }

  /// Writes the newest checkpoint to a file.
  func checkpoint(_ name: String = "checkpoint") throws -> String {
    try home.file(name, home.run("checkpoint").output)
  }

  /// Runs the witness.
  func cosign(
    _ file: String, _ options: String..., state: String = "memory", input: String? = nil
  ) throws -> Program.Outcome {
    try home.run(
      [
        "cosign", file, "--key", home.scratch.path("witness.pem"), "--name", "w.example",
        "--state", home.scratch.path(state), "--log", log,
      ] + options, input: input)
  }

  /// The proof of growth between two sizes, in a file.
  func proof(_ old: Int, _ new: Int) throws -> String {
    try home.file(
      "growth-\(old)-\(new)", home.run("prove", "--consistency", "\(old)", "\(new)").output)
  }

  /// A policy that asks for the witness.
  func policy() throws -> String {
    try home.file("policy", "log \(log)\nwitness w \(vkey)\nquorum w\n")
  }
}
