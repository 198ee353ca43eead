internal import LedgerFormat

/// Puts files of a damaged ledger aside and others in their place, under the writer's lock.
///
/// A file is written under another name and synced; the old bytes are copied to `quarantine/` and
/// synced; then the new file takes the name. After a crash at any moment the old file or the new one
/// stands there, whole, and the old bytes are never lost.
public final class LedgerMending {
  /// The files in `quarantine/` that hold what stood there before.
  public private(set) var quarantined: [String] = []
  private let root: Folder
  private let lock: WriterLock

  /// Takes the lock of a folder that has entries, or had.
  ///
  /// - Throws: `StoreError.notALedger`, `.locked`.
  public init(at path: String, waitMilliseconds: Int) throws(StoreError) {
    root = Folder(ledger: path)
    guard try root.folder(Layout.entries).names() != nil else { throw .notALedger(path: path) }
    lock = try WriterLock(root, waitMilliseconds: waitMilliseconds)
    for folder in [root, root.folder(Layout.entries), root.folder(Layout.timestamps)] {
      try DurableFile.removeLeftovers(folder)
    }
  }

  /// Begins a file that is to take this name inside the ledger; a second call ends nothing.
  public func begin(_ name: String) throws(StoreError) -> MendedFile {
    let parts = name.split(separator: "/")
    let folder = parts.count > 1 ? root.folder(String(parts[0])) : root
    if try folder.make() { try root.sync() }
    return try MendedFile(folder, String(parts[parts.count - 1]))
  }

  /// Ends a file: what stood under its name goes to quarantine, and the file takes the name, durably.
  public func finish(_ file: MendedFile) throws(StoreError) {
    try file.sync()
    if let old = try file.folder.openIfPresent(file.name, .read) {
      let quarantine = root.folder(Layout.quarantine)
      if try quarantine.make() { try root.sync() }
      let name = try freeName(in: quarantine, for: file)
      try DurableFile.copy(old, count: try old.size(), to: quarantine, name)
      quarantined.append(Layout.quarantine + "/" + name)
    }
    try file.takeName()
  }

  /// The file's name with its folder's, and a number behind it where that is taken.
  private func freeName(in quarantine: Folder, for file: MendedFile) throws(StoreError) -> String {
    let taken = Set(try quarantine.names() ?? [])
    let folder =
      file.folder.path == root.path
      ? "" : file.folder.path.dropFirst(root.path.utf8.count + 1) + "-"
    let base = "repair-" + folder + file.name
    var (name, count) = (base, 1)
    while taken.contains(name) {
      name = base + "-" + String(count)
      count += 1
    }
    return name
  }
}

/// A file that is being written to take another's place.
public final class MendedFile {
  let folder: Folder
  let name: String
  private let temporary: String
  private let file: File
  private var offset = 0

  init(_ folder: Folder, _ name: String) throws(StoreError) {
    self.folder = folder
    self.name = name
    temporary = name + "." + String(folder.files.randomNumber(), radix: 36) + ".new"
    file = try folder.open(temporary, OpenMode(access: .createNew))
  }

  /// Adds bytes at its end.
  public func write(_ bytes: Span<UInt8>) throws(StoreError) {
    try file.write(bytes, at: offset)
    offset += bytes.count
  }

  /// Gives it up; nothing of it remains.
  public func abandon() { try? folder.remove(temporary) }

  func sync() throws(StoreError) { try file.sync(everything: true) }

  func takeName() throws(StoreError) {
    try folder.rename(temporary, to: name)
    try folder.sync()
  }
}
