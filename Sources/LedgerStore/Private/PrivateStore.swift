internal import LedgerFormat

/// The openings of private fields: the only thing of a ledger that may be erased.
///
/// One file per segment, beside the entries and outside every hash: what the entries carry are
/// commitments. Openings are durable before their entries are. Files are for their owner alone.
final class PrivateStore {
  static let folderPermissions: UInt32 = 0o700
  static let filePermissions: UInt32 = 0o600
  private static let bufferSizeBytes = 1 << 18

  private let root: Folder
  private let shape: StoreShape
  private let isWritable: Bool
  /// The files that this writer appends to.
  private var files: [UInt64: PrivateFile] = [:]
  /// Other files, as they were when they were first read.
  private var readFiles: [UInt64: PrivateFile] = [:]
  /// Segments that have no file, as far as was asked.
  private var absentFiles: Set<UInt64> = []
  /// The segment whose file was looked at last by `cutStrangers`.
  private var strangersCutFrom: UInt64?
  /// Segments whose file's name is durable after the next sync.
  private var namedFiles: Set<UInt64> = []
  private var trial: Trial?
  /// The file that was appended to last.
  private var growing: PrivateFile?
  private var start: Start?
  private var isFolderDirty = false
  /// The bytes cut from files because their entries are not in the log.
  private var cutBytes = 0

  private struct Trial {
    var start: UInt64
    var file: PrivateFile?
  }

  /// Where the files ended when the group under way began.
  private struct Start {
    var size: UInt64
    var ends: [UInt64: Int] = [:]
  }

  init(root: Folder, shape: StoreShape, isWritable: Bool) {
    self.root = root
    self.shape = shape
    self.isWritable = isWritable
  }

  func beginGroup(size: UInt64, isTrial: Bool) {
    start = Start(size: size)
    trial = isTrial ? Trial(start: size) : nil
  }

  func endGroup() { (start, trial, growing) = (nil, nil, nil) }

  func rollBack() throws(StoreError) {
    guard let start else { return }
    endGroup()
    for (number, end) in start.ends.sorted(by: { $0.key < $1.key }) {
      try files[number]?.truncate(to: end)
    }
  }

  /// Appends the records of an entry's openings, of which there may be none.
  func append(_ records: Span<UInt8>, index: UInt64) throws(StoreError) {
    if records.isEmpty {
      if let size = start?.size { try cutStrangers(index: index, size: size) }
      return
    }
    guard let start else { return }
    if trial != nil {
      if trial?.file == nil {
        trial?.file = try PrivateFile(try File.temporary(root.files), size: start.size)
      }
      trial?.file?.append(records)
      growing = trial?.file
      return
    }
    let number = shape.segment(of: index)
    let file = try writableFile(number, size: start.size)
    if start.ends[number] == nil { self.start?.ends[number] = file.endBytes }
    // Once for each file, also for one that an ended process made.
    if namedFiles.insert(number).inserted { isFolderDirty = true }
    file.append(records)
    growing = file
  }

  /// Refuses openings that a record has no room for.
  static func check(_ openings: [Opening]) throws(StoreError) {
    for opening in openings {
      guard opening.value.count <= PrivateRecord.valueSizeBytesMax else {
        throw .entryTooLarge(
          sizeBytes: opening.value.count, sizeBytesMax: PrivateRecord.valueSizeBytesMax)
      }
      precondition(opening.salt.count == Opening.saltSizeBytes, "a salt has 16 bytes")
    }
  }

  /// Makes all openings durable.
  func sync() throws(StoreError) {
    for number in files.keys.sorted() { try files[number]?.sync() }
    if isFolderDirty { try root.folder(Layout.privateFields).sync() }
    isFolderDirty = false
  }

  /// True when no opening is in memory alone or waits for its sync.
  var isDurable: Bool { !isFolderDirty && files.values.allSatisfy(\.isDurable) }

  func openings(of index: UInt64) throws(StoreError) -> [Opening] {
    if let trial, index >= trial.start { return try trial.file?.openings(of: index) ?? [] }
    return try readableFile(shape.segment(of: index), size: .max)?.openings(of: index) ?? []
  }

  func erase(index: UInt64, field: UInt8?, size: UInt64) throws(StoreError) -> Int {
    precondition(isWritable && start == nil, "erasing is for a writer between groups")
    let number = shape.segment(of: index)
    guard try readableFile(number, size: size) != nil else { return 0 }
    return try writableFile(number, size: size).erase(index: index, field: field)
  }

  /// Drops the openings of entries that are not in the log; gives the number of bytes.
  ///
  /// Openings behind the acknowledged entries may have been read from a cache whose sync failed, and
  /// are written anew.
  func recover(size: UInt64, acknowledged: UInt64?) throws(StoreError) -> Int {
    let folder = root.folder(Layout.privateFields)
    let before = cutBytes
    try DurableFile.removeLeftovers(folder)
    for name in try folder.names() ?? [] {
      guard let acknowledged, let number = UInt64(name),
        number >= shape.segment(of: acknowledged)
      else { continue }
      try DurableFile.writeAnew(folder, name, permissions: PrivateStore.filePermissions)
    }
    for name in try folder.names() ?? [] {
      guard let number = UInt64(name), number >= shape.segment(of: size) else { continue }
      _ = try writableFile(number, size: size)
    }
    try sync()
    return cutBytes - before
  }

  /// Cuts openings that a crash left of an entry that never was, before another entry takes its index.
  private func cutStrangers(index: UInt64, size: UInt64) throws(StoreError) {
    let number = shape.segment(of: index)
    guard number != strangersCutFrom, trial == nil else { return }
    defer { strangersCutFrom = number }
    guard files[number] == nil, !absentFiles.contains(number) else { return }
    if try root.openIfPresent(Layout.privatePath(number), .read) == nil {
      absentFiles.insert(number)
    } else {
      _ = try writableFile(number, size: size)
    }
  }

  /// True when so many openings are in memory that they should be written.
  var isFlushDue: Bool {
    growing.map { $0.endBytes - $0.sizeBytes >= PrivateStore.bufferSizeBytes } ?? false
  }

  /// Writes the openings that are in memory.
  func flush() throws(StoreError) { try growing?.flush() }

  private func readableFile(_ number: UInt64, size: UInt64) throws(StoreError) -> PrivateFile? {
    if let file = files[number] ?? readFiles[number] { return file }
    guard let file = try root.openIfPresent(Layout.privatePath(number), .read) else { return nil }
    let opened = try PrivateFile(file, size: size)
    readFiles[number] = opened
    return opened
  }

  private func writableFile(_ number: UInt64, size: UInt64) throws(StoreError) -> PrivateFile {
    if let file = files[number] { return file }
    let folder = root.folder(Layout.privateFields)
    if try root.openIfPresent(Layout.privatePath(number), .read) == nil {
      // Also where the folder is there: another process may have ended before its name was durable.
      try folder.make(permissions: PrivateStore.folderPermissions)
      try root.sync()
    }
    let mode = OpenMode(access: .create, permissions: PrivateStore.filePermissions)
    let file = try PrivateFile(try root.open(Layout.privatePath(number), mode), size: size)
    cutBytes += try file.cut()
    files[number] = file
    readFiles[number] = nil
    return file
  }
}
