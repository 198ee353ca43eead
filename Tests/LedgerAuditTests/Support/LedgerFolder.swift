import Foundation
import LedgerFormat

@testable import LedgerAudit

/// A ledger's folder on disk, removed with this value.
final class LedgerFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "audit-\(UUID().uuidString)")
    for folder in [Layout.entries, Layout.tree] {
      try FileManager.default.createDirectory(
        at: url.appending(path: folder), withIntermediateDirectories: true)
    }
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func read(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: url.appending(path: name)))
  }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: url.appending(path: name))
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(at: url.appending(path: name))
  }

  func verify(
    entriesPerSegment: UInt64 = 64, batchSizeBytes: Int = 1 << 17,
    _ configure: (inout VerificationOptions) -> Void = { _ in }
  ) throws -> VerificationReport {
    var shape = AuditShape.standard
    shape.entriesPerSegment = entriesPerSegment
    shape.batchSizeBytes = batchSizeBytes
    shape.batchesUnderWay = 4
    var options = VerificationOptions()
    options.workerCount = 2
    configure(&options)
    return try LedgerVerifier(path: url.path, shape).verify(options)
  }
}

extension VerificationReport {
  /// The indices that damages name, each once, ascending.
  var indices: [UInt64] { Set(damage.compactMap(\.index)).sorted() }
  var kinds: [DamageKind] { damage.map(\.kind) }
}
