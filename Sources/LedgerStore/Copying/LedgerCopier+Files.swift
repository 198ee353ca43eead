internal import LedgerFormat

/// Folders whose files are written once and never changed.
extension LedgerCopier {
  /// The folders that are copied file by file.
  static let keptFolders = [Layout.quarantine, Layout.timestamps]

  /// Copies the files that the copy does not have in their length.
  func copyFolder(_ name: String, to root: Folder, isResumed: Bool) throws(StoreError) {
    let (source, target) = (self.source.root.folder(name), root.folder(name))
    guard let names = try source.names() else { return }
    if try target.make() { try root.sync() }
    try DurableFile.removeLeftovers(target)
    for name in names where !DurableFile.isTemporary(name) {
      let input = try source.open(name, .read)
      let count = try input.size()
      if !isResumed, try target.openIfPresent(name, .read)?.size() == count { continue }
      try DurableFile.copy(input, count: count, to: target, name)
    }
  }
}
