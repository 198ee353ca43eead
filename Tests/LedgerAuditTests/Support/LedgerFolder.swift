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

  /// What the full judge reports, held against what the soundness judge does.
  func verify(
    entriesPerSegment: UInt64 = 64, batchSizeBytes: Int = 1 << 17, isCompared: Bool = true,
    _ configure: (inout VerificationOptions) -> Void = { _ in }
  ) throws -> VerificationReport {
    var shape = AuditShape.standard
    shape.entriesPerSegment = entriesPerSegment
    shape.batchSizeBytes = batchSizeBytes
    shape.batchesUnderWay = 4
    var options = VerificationOptions()
    options.workerCount = 2
    configure(&options)
    shape.course = .full
    let full = try LedgerVerifier(path: url.path, shape).verify(options)
    if isCompared { try compare(full, shape, options) }
    return full
  }

  /// True where the soundness judge alone says that the ledger is sound.
  func isToldSound(entriesPerSegment: UInt64 = 64) throws -> Bool {
    var shape = AuditShape.standard
    shape.entriesPerSegment = entriesPerSegment
    shape.course = .soundnessOnly
    return try LedgerVerifier(path: url.path, shape).verify().ok
  }

  /// The soundness judge must agree with the full one: it says that a ledger is sound where the full
  /// judge finds nothing, and the whole report is the same.
  private func compare(
    _ full: VerificationReport, _ shape: AuditShape, _ options: VerificationOptions
  ) throws {
    var shape = shape
    shape.course = .soundnessOnly
    let sound = try LedgerVerifier(path: url.path, shape).verify(options)
    // Of one lot the full judge leaves out what is wrong with others.
    if sound.ok || (full.isPlainlySound && options.lot == nil) {
      #expect(sound == full, "the two judges disagree")
    }
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
