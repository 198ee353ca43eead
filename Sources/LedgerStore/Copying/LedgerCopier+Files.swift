internal import LedgerFormat

/// Folders whose files are written once and never changed.
extension LedgerCopier {
  /// The folders that are copied file by file.
  static let keptFolders = [Layout.quarantine, Layout.timestamps]

  /// The largest file that is copied there: a segment of the longest entries.
  private static let keptSizeBytesMax =
    Int(Layout.entriesPerSegment) * (Layout.lengthSizeBytes + Int(UInt16.max))

  /// True for a name that the program gives files of the folder.
  ///
  /// A tail is named after its segment and offset, what `repair` replaced begins with `repair-`, a token
  /// with the size that it stamps.
  private static func isOwn(_ name: String, in folder: String) -> Bool {
    let digits = name.utf8.prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    let isNumbered = digits.count >= 10 && name.utf8.dropFirst(digits.count).first == 0x2D
    if folder == Layout.quarantine { return isNumbered || name.hasPrefix("repair-") }
    let suffixes = [Layout.tokenSuffix, Layout.stampedSuffix, Layout.chainSuffix]
    return isNumbered && suffixes.contains { name.hasSuffix($0) }
  }

  /// Copies the files that the copy does not have in their length.
  ///
  /// Others than the program puts there, and larger ones than it can have put there, are passed over: whoever
  /// can write the folder could otherwise fill the disk of every copy.
  func copyFolder(_ folder: String, to root: Folder, isResumed: Bool) throws(StoreError) {
    let (source, target) = (self.source.root.folder(folder), root.folder(folder))
    guard let names = try source.names() else { return }
    if try target.make() { try root.sync() }
    try DurableFile.removeLeftovers(target)
    for name in names where !DurableFile.isTemporary(name) {
      let input = try source.open(name, .read)
      let count = try input.size()
      guard LedgerCopier.isOwn(name, in: folder),
        count <= LedgerCopier.keptSizeBytesMax
      else { continue }
      if !isResumed, try target.openIfPresent(name, .read)?.size() == count { continue }
      try DurableFile.copy(input, count: count, to: target, name, keepsHoles: true)
    }
  }
}
