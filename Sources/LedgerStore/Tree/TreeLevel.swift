internal import LedgerFormat

/// One file of the tree: hashes of 32 bytes, and those not written to it yet.
final class TreeLevel {
  private static let mappingSizeBytesMin = 1 << 20

  private let root: Folder
  private let path: String
  private var file: File?
  private var isWritable = false
  private var map: MappedFile?
  /// The hashes that are in the file and trusted.
  private(set) var fileCount: UInt64 = 0
  /// The hashes behind them.
  private var buffer: [UInt8] = []

  init(root: Folder, number: Int) {
    self.root = root
    path = Layout.treePath(level: number)
  }

  /// The number of hashes.
  var count: UInt64 { fileCount + UInt64(buffer.count / Hash.sizeBytes) }
  /// The bytes that wait to be written.
  var bufferedBytes: Int { buffer.count }

  /// Opens the file for reading and takes all that is in it; nothing happens where it is missing.
  func open() throws(StoreError) {
    file = try root.openIfPresent(path, .read)
    isWritable = false
    if let file { fileCount = UInt64(try file.size() / Hash.sizeBytes) }
  }

  func append(_ hash: Hash) { hash.append(to: &buffer) }

  /// The hash number `index`, or nil where there is none.
  func hash(at index: UInt64) throws(StoreError) -> Hash? {
    if index >= fileCount {
      let start = index - fileCount
      guard start < UInt64(buffer.count / Hash.sizeBytes) else { return nil }
      let bytes = buffer
      return Hash(bytes.span, at: Int(start) * Hash.sizeBytes)
    }
    guard let file else { return nil }
    let start = Int(index) * Hash.sizeBytes
    let range = start..<start + Hash.sizeBytes
    if let map = mapping(reaching: range.upperBound) {
      return try map.withBytes(range) { Hash($0) }
    }
    let bytes = try file.read(at: start, count: range.count)
    return bytes.count == range.count ? Hash(bytes.span) : nil
  }

  /// A mapping of the first `count` hashes; nil where not all are in a file that can be mapped.
  func mapping(count: UInt64) -> MappedFile? {
    count <= fileCount ? mapping(reaching: Int(count) * Hash.sizeBytes) : nil
  }

  private func mapping(reaching end: Int) -> MappedFile? {
    if end > (map?.capacity ?? 0) {
      map = file?.map(sizeBytes: max(TreeLevel.mappingSizeBytesMin, 2 * end))
    }
    return map
  }

  /// Forgets the hashes behind the first `count`.
  func truncate(to count: UInt64) throws(StoreError) {
    if count >= fileCount {
      let kept = Int(count - fileCount) * Hash.sizeBytes
      if kept < buffer.count { buffer.removeLast(buffer.count - kept) }
      return
    }
    buffer.removeAll(keepingCapacity: true)
    fileCount = count
    if isWritable { try file?.truncate(to: Int(count) * Hash.sizeBytes) }
  }

  /// Trusts only the first `count` hashes, without touching the file.
  func trust(_ count: UInt64) { fileCount = min(fileCount, count) }

  /// Writes what is in memory to the file, which from then on holds no more than that.
  func flush() throws(StoreError) {
    guard !buffer.isEmpty else { return }
    if !isWritable {
      try root.folder(Layout.tree).make()
      // A level that is made anew is another file: a reader may have mapped this one, and would be
      // ended by a signal where bytes under its mapping are cut off.
      if fileCount == 0 { try root.remove(path) }
      let file = try root.open(path, .create)
      // Hashes of entries that were cut may stand behind those that are trusted.
      try file.truncate(to: Int(fileCount) * Hash.sizeBytes)
      (self.file, isWritable, map) = (file, true, nil)
    }
    guard let file else { preconditionFailure("the file was opened above") }
    try file.write(buffer, at: Int(fileCount) * Hash.sizeBytes)
    fileCount += UInt64(buffer.count / Hash.sizeBytes)
    buffer.removeAll(keepingCapacity: true)
  }
}
