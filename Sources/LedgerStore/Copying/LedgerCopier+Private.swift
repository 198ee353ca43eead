internal import LedgerFormat

/// Openings of private fields are compared each time, because they change when they are erased.
extension LedgerCopier {
  /// Brings the copy's openings up to date: adds what is new, overwrites what was erased, in place.
  ///
  /// Only openings of copied entries are taken. Where an opening is neither whole nor erased in the
  /// ledger, the copy keeps its own; and it keeps what the ledger's file has lost.
  /// - Parameter isResumed: an earlier copying was interrupted, perhaps by a failed sync: what it wrote
  ///   may be seen and not be on the disk, so whole files are written anew.
  func copyPrivateFields(
    to root: Folder, isResumed: Bool, _ report: inout CopyReport
  ) throws(StoreError) {
    let folder = root.folder(Layout.privateFields)
    for number in 0...source.shape.segment(of: size - 1) {
      let path = Layout.privatePath(number)
      guard let input = try source.root.openIfPresent(path, .read) else {
        if try root.openIfPresent(path, .read) != nil { report.keptPrivateFiles.append(path) }
        continue
      }
      let count = try PrivateFile(input, size: size).sizeBytes
      let bytes = try input.read(at: 0, count: count)
      if try folder.make(permissions: PrivateStore.folderPermissions) { try root.sync() }
      let mode = OpenMode(access: .create, permissions: PrivateStore.filePermissions)
      let output = try root.open(path, mode)
      let old = try output.read(at: 0, count: try output.size())
      let merge = PrivateMerge(bytes, over: old)
      if isResumed {
        try DurableFile.replace(
          root.files, root.path(of: path), with: merge.bytes.span,
          permissions: PrivateStore.filePermissions)
      } else {
        for change in merge.changes {
          try output.write(Array(merge.bytes[change]), at: change.lowerBound)
        }
        if !merge.changes.isEmpty { try output.sync(everything: true) }
      }
      report.privateBytes += merge.changes.reduce(0) { $0 + $1.count }
      if merge.keepsOwn { report.keptPrivateFiles.append(path) }
    }
    if try folder.names() != nil { try folder.sync() }
  }
}

/// The openings of a ledger's file over those of its copy, record by record.
private struct PrivateMerge {
  /// What the copy's file is to hold.
  private(set) var bytes: [UInt8]
  /// Where that differs from what it holds.
  private(set) var changes: [Range<Int>] = []
  /// True where the copy's own is better than the ledger's, or more.
  private(set) var keepsOwn: Bool

  init(_ new: [UInt8], over old: [UInt8]) {
    bytes = old
    keepsOwn = old.count > new.count
    var offset = 0
    while let record = PrivateRecord(new.span, at: offset) {
      let range = offset..<offset + record.sizeBytes
      guard range.upperBound <= old.count else { break }
      if new[range] != old[range] {
        let isSameLength = PrivateRecord(old.span, at: offset)?.sizeBytes == record.sizeBytes
        if !isSameLength || PrivateMerge.isWholeOrErased(record, new, at: offset) {
          bytes.replaceSubrange(range, with: new[range])
          changes.append(range)
        } else {
          keepsOwn = true
        }
      }
      offset = range.upperBound
    }
    // Behind the last record that the copy has whole, everything is new.
    guard offset < new.count else { return }
    bytes.replaceSubrange(offset..<min(new.count, old.count), with: new[offset...])
    changes.append(offset..<new.count)
  }

  private static func isWholeOrErased(
    _ record: PrivateRecord, _ bytes: [UInt8], at offset: Int
  ) -> Bool {
    if record.opening(bytes.span, at: offset) != nil { return true }
    return bytes[offset + PrivateRecord.headSizeBytes..<offset + record.sizeBytes]
      .allSatisfy { $0 == 0 }
  }
}
