internal import Glibc

/// A folder of immutable files, each of which appears whole, once, and is never written over.
///
/// A file is written and synced under another name and then linked to its own; a link never replaces
/// what is there. A link below the top, in the place of a folder or a file, is followed nowhere: it would lead what is
/// published to another place. What a crash leaves is a hidden file at the top, which may be deleted.
final class TileFolder {
  private let root: String
  private let staging: String
  /// The folders that have gained a file or a folder and are not synced yet.
  private var changedFolders: Set<String> = []
  private var knownFolders: Set<String> = []
  /// The files that were created.
  private(set) var createdCount = 0

  /// Opens the folder, and makes it where it is not there.
  init(_ path: String) throws(LedgerError) {
    root = path
    staging = path + "/.new-" + String(UInt64.random(in: 0 ... .max), radix: 36)
    try TileFolder.make(path)
  }

  /// Creates a file; one that stands there with the same content is left as it is.
  ///
  /// - Throws: `LedgerError.otherContent` where it stands there with another content.
  func create(_ name: String, _ content: [UInt8]) throws(LedgerError) {
    let path = root + "/" + name
    if try TileFolder.holds(path, content) { return }
    let folder = try makeFolders(above: path)
    defer { unsafe unlink(staging) }
    try TileFolder.write(content, to: staging)
    if unsafe link(staging, path) == 0 {
      createdCount += 1
      changedFolders.insert(folder)
      return
    }
    let code = errno
    // Another process was faster: with the same, or it is refused.
    let isThere = try TileFolder.holds(path, content)
    guard code == EEXIST, isThere else { throw .file(path: path, code: code) }
  }

  /// Makes durable that the files created are there.
  func publish() throws(LedgerError) {
    for folder in changedFolders {
      let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard descriptor >= 0 else { throw .file(path: folder, code: errno) }
      defer { close(descriptor) }
      guard fsync(descriptor) == 0 else { throw .file(path: folder, code: errno) }
    }
    changedFolders = []
  }

  /// Makes the folders between the top and a file, and gives the file's own.
  private func makeFolders(above path: String) throws(LedgerError) -> String {
    var folder = root
    for part in path.dropFirst(root.count).split(separator: "/").dropLast() {
      let inner = folder + "/" + part
      if knownFolders.insert(inner).inserted {
        try TileFolder.make(inner)
        try TileFolder.refuseLink(inner)
        changedFolders.insert(folder)
      }
      folder = inner
    }
    return folder
  }

  private static func make(_ folder: String) throws(LedgerError) {
    guard unsafe mkdir(folder, 0o755) != 0, errno != EEXIST else { return }
    throw .file(path: folder, code: errno)
  }

  /// Refuses what is no folder of its own.
  private static func refuseLink(_ folder: String) throws(LedgerError) {
    var status = stat()
    guard unsafe lstat(folder, &status) == 0 else { throw .file(path: folder, code: errno) }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw .file(path: folder, code: ENOTDIR) }
  }

  private static func write(_ content: [UInt8], to path: String) throws(LedgerError) {
    let file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw .file(path: path, code: errno) }
    defer { close(file) }
    var done = 0
    while done < content.count {
      let count = unsafe content.withUnsafeBytes { bytes in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[done...])
        return unsafe Glibc.write(file, rest.baseAddress, rest.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .file(path: path, code: errno) }
      done += count
    }
    guard fsync(file) == 0 else { throw .file(path: path, code: errno) }
  }

  /// True where the file is there with this content, false where it is not there.
  private static func holds(_ path: String, _ content: [UInt8]) throws(LedgerError) -> Bool {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard file >= 0 else {
      if ErrorNumber.isNotThere(errno) { return false }
      throw .file(path: path, code: errno)
    }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var rest = content[...]
    while true {
      let count = unsafe read(file, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .file(path: path, code: errno) }
      if count == 0, rest.isEmpty { return true }
      guard count > 0, rest.starts(with: buffer[..<count]) else { throw .otherContent(path: path) }
      rest = rest.dropFirst(count)
    }
  }
}
