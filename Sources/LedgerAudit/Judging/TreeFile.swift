internal import LedgerFormat

/// The hashes of one tree file, read from its beginning to its end.
final class TreeFile {
  private static let windowHashCount: UInt64 = 2_048

  private let file: AuditFile?
  private var window: [UInt8] = []
  private var windowFirst: UInt64 = 0
  /// The number of whole hashes in the file.
  let count: UInt64

  init(_ file: consuming AuditFile?) {
    count = UInt64((file?.sizeBytes ?? 0) / Hash.sizeBytes)
    self.file = file
  }

  /// Hash number `index`; nil past the end.
  func hash(at index: UInt64) throws(AuditError) -> Hash? {
    guard index < count else { return nil }
    let windowCount = UInt64(window.count / Hash.sizeBytes)
    if index < windowFirst || index - windowFirst >= windowCount {
      windowFirst = index
      try file?.read(
        at: Int(index) * Hash.sizeBytes,
        count: Int(TreeFile.windowHashCount) * Hash.sizeBytes, into: &window)
    }
    let offset = Int(index - windowFirst) * Hash.sizeBytes
    guard offset + Hash.sizeBytes <= window.count else { return nil }
    let bytes = window
    return Hash(bytes.span, at: offset)
  }
}
