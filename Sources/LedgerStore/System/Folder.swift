/// A folder of files, by its path: makes, lists, renames and removes what is in it, durably.
struct Folder: Sendable {
  /// The most bytes of a file that is read as a whole, where nothing else is said.
  static let smallSizeBytesMax = 1 << 20

  let path: String
  let files: any FileSystem

  init(_ files: any FileSystem, _ path: String) {
    self.path = path
    self.files = files
  }

  /// A ledger's folder on this machine.
  init(ledger path: String) {
    self.init(HostFileSystem(ledger: path), path)
  }

  /// The path of something in the folder.
  func path(of name: String) -> String { path + "/" + name }

  /// A folder inside this one.
  func folder(_ name: String) -> Folder { Folder(files, path(of: name)) }

  /// Makes the folder if it is not there; true when it was made.
  @discardableResult
  func make(permissions: UInt32 = 0o755) throws(StoreError) -> Bool {
    let outcome = files.makeDirectory(path, permissions: permissions)
    if outcome == -ErrorNumber.exists { return false }
    _ = try File.checked(outcome, .makeDirectory, path)
    return true
  }

  /// The names in the folder, sorted; nil where there is no folder.
  func names() throws(StoreError) -> [String]? {
    let (names, outcome) = files.names(in: path)
    if outcome == -ErrorNumber.notFound || outcome == -ErrorNumber.notDirectory { return nil }
    _ = try File.checked(outcome, .list, path)
    return names.sorted()
  }

  func open(_ name: String, _ mode: OpenMode) throws(StoreError) -> File {
    try File(files, path(of: name), mode)
  }

  /// Opens a file, or gives nil where there is none.
  func openIfPresent(_ name: String, _ mode: OpenMode) throws(StoreError) -> File? {
    try File.ifPresent(files, path(of: name), mode)
  }

  /// The whole content of a file that is known to be small, or nil where there is none.
  ///
  /// - Throws: `StoreError.tooLarge` before any of it is read.
  func contents(
    of name: String, sizeBytesMax: Int = Folder.smallSizeBytesMax
  ) throws(StoreError) -> [UInt8]? {
    guard let file = try openIfPresent(name, .read) else { return nil }
    let sizeBytes = try file.size()
    guard sizeBytes <= sizeBytesMax else {
      throw .tooLarge(path: file.path, sizeBytes: sizeBytes, sizeBytesMax: sizeBytesMax)
    }
    return try file.read(at: 0, count: sizeBytes)
  }

  func rename(_ name: String, to target: String) throws(StoreError) {
    let outcome = files.rename(path(of: name), to: path(of: target))
    _ = try File.checked(outcome, .rename, path(of: name))
  }

  /// Removes a file's name; nothing happens where there is none.
  func remove(_ name: String) throws(StoreError) {
    let outcome = files.unlink(path(of: name))
    if outcome == -ErrorNumber.notFound { return }
    _ = try File.checked(outcome, .unlink, path(of: name))
  }

  /// Makes the names in the folder durable.
  func sync() throws(StoreError) {
    try File(files, path, .directory).sync(everything: true)
  }
}
