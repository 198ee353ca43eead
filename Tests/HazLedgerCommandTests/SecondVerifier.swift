import Foundation
import Testing

/// The verifier in another language: `tools/verify-ledger.py`, run as a process of its own, and beside it
/// `tools/verify-witnesses.py`.
struct SecondVerifier {
  private static let tools = Fixture.root.deletingLastPathComponent().appending(path: "tools")
  static let script = tools.appending(path: "verify-ledger.py").path

  private let python: URL

  /// Nil, with a word about it, where this machine has no interpreter.
  init?() {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let found = folders.map { URL(filePath: String($0)).appending(path: "python3") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    guard let found else {
      print("skipped: this machine has no python3 for tools/verify-ledger.py")
      return nil
    }
    python = found
  }

  /// The exit status of a verification.
  func verify(_ arguments: String...) throws -> Int32 {
    try run([SecondVerifier.script] + arguments).status
  }

  /// The exit status of holding a path's checkpoints against a policy.
  func judge(_ path: String, _ policy: String) throws -> Int32 {
    let script = SecondVerifier.tools.appending(path: "verify-witnesses.py").path
    return try run([script, path, policy]).status
  }

  /// What becomes of one of its own functions, called by a line of its language.
  func evaluate(_ line: String) throws -> Program.Outcome {
    let text = try String(contentsOfFile: SecondVerifier.script, encoding: .utf8)
    let functions = text.split(separator: "\n").filter { !$0.hasPrefix("if __name__") }
    return try run(["-c", functions.joined(separator: "\n") + "\n" + line])
  }

  private func run(_ arguments: [String]) throws -> Program.Outcome {
    try Program.run(
      // Nothing is left beside the scripts.
      ["-B"] + arguments, folder: FileManager.default.temporaryDirectory, executable: python)
  }
}
