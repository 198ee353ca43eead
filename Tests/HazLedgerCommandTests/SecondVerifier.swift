import Foundation
import Testing

/// The verifier in another language: `tools/verify-ledger.py`, run as a process of its own.
struct SecondVerifier {
  static let script = Fixture.root.deletingLastPathComponent()
    .appending(path: "tools/verify-ledger.py").path

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
    let process = Process()
    process.executableURL = python
    process.arguments = [SecondVerifier.script] + arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
