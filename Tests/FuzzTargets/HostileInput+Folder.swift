import Foundation
import LedgerAudit
import LedgerFormat

/// A whole ledger from the hand of an attacker.
extension HostileInput {
  /// The three parts of the input, each but the last behind its length.
  static func parts(_ bytes: [UInt8]) -> [[UInt8]] {
    var parts: [[UInt8]] = []
    var rest = bytes[...]
    while parts.count < 2, rest.count >= 2 {
      let sizeBytes = Int(rest[rest.startIndex]) << 8 | Int(rest[rest.startIndex + 1])
      rest = rest.dropFirst(2)
      parts.append(Array(rest.prefix(sizeBytes)))
      rest = rest.dropFirst(sizeBytes)
    }
    return parts + [Array(rest)]
  }

  /// A folder that nobody else has; it is made by who writes into it.
  static func temporaryFolder() -> URL {
    FileManager.default.temporaryDirectory.appending(
      path: "hostile-\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString)")
  }

  /// Verifying ends with a verdict, and nobody's key has signed it.
  ///
  /// The parts are a segment, a checkpoint and a mark.
  static func checkFolder(_ bytes: [UInt8]) throws(BrokenPromise) {
    let parts = parts(bytes)
    guard parts.count == 3 else { return }
    let folder = temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      let entries = folder.appending(path: Layout.entries)
      try FileManager.default.createDirectory(at: entries, withIntermediateDirectories: true)
      let names = [Layout.segmentPath(0), Layout.checkpoint, Layout.committed]
      for (name, part) in zip(names, parts) {
        try Data(part).write(to: folder.appending(path: name))
      }
    } catch { return }
    var options = VerificationOptions()
    options.verifierKey = strangersKey
    options.workerCount = 1
    guard let report = try? LedgerVerifier(path: folder.path).verify(options) else { return }
    try BrokenPromise.unless(!report.ok, "a ledger is called right that a stranger made")
  }
}
