import Foundation
import LedgerFormat
import Testing

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
    return try agreed(shape, options)
  }

  /// What the full judge reports, to which the soundness judge must agree: it says that a ledger is sound
  /// where the full judge finds nothing, and the whole report is the same.
  private func agreed(
    _ shape: AuditShape, _ options: VerificationOptions
  ) throws -> VerificationReport {
    var shape = shape
    shape.course = .full
    let full = try LedgerVerifier(path: url.path, shape).verify(options)
    shape.course = .soundnessOnly
    let sound = try LedgerVerifier(path: url.path, shape).verify(options)
    if sound.ok || full.isPlainlySound {
      #expect(sound == full, "the two judges disagree")
    }
    return full
  }
}

extension VerificationReport {
  /// True where nothing was found, and nothing was met that only the full judge judges.
  fileprivate var isPlainlySound: Bool {
    let isWhole = !notes.contains { if case .treeShort = $0 { true } else { false } }
    return ok && isWhole && census.count(of: .correction) == 0
  }

  /// The indices that damages name, each once, ascending.
  var indices: [UInt64] { Set(damage.compactMap(\.index)).sorted() }
  var kinds: [DamageKind] { damage.map(\.kind) }
}
