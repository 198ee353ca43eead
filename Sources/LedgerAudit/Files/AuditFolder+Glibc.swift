internal import Glibc
internal import LedgerFormat

/// A ledger's folder, whose files are looked up by their paths inside it.
///
/// The folder may be reached by links; inside it none is followed.
struct AuditFolder: Sendable {
  let path: String

  /// Opens a file of the ledger, or gives nil where there is none.
  func file(_ name: String) throws(AuditError) -> AuditFile? {
    let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return try file(name, in: ".", as: name) }
    return try file(parts[1], in: parts[0], as: name)
  }

  private func file(
    _ name: String, in inner: String, as full: String
  ) throws(AuditError) -> AuditFile? {
    guard let folder = try open(inner) else { return nil }
    defer { close(folder) }
    return try AuditFile(name, in: folder, path: path + "/" + full)
  }

  /// Opens a folder of the ledger; nil where there is none, or a link or something else in its place.
  private func open(_ inner: String) throws(AuditError) -> Int32? {
    let root = unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)
    guard root >= 0 else {
      let code = errno
      if code == ENOENT || code == ENOTDIR { return nil }
      throw .system(path: path, code: code)
    }
    if inner == "." { return root }
    defer { close(root) }
    let folder = unsafe openat(root, inner, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0)
    guard folder >= 0 else {
      let code = errno
      if code == ENOENT || code == ENOTDIR || code == ELOOP { return nil }
      throw .system(path: path + "/" + inner, code: code)
    }
    return folder
  }

  /// The paths inside the ledger at which a link or a special file stands where it has files and folders, or a
  /// folder where it has a file.
  func misplacedFiles() throws(AuditError) -> [String] {
    var found: [String] = []
    guard let root = try open(".") else { return found }
    defer { close(root) }
    for name in Layout.files where AuditFolder.isMisplaced(name, in: root, isFile: true) {
      found.append(name)
    }
    for name in Layout.folders {
      if AuditFolder.isMisplaced(name, in: root, isFile: false) {
        found.append(name)
        continue
      }
      // Whoever may not read a folder, such as that of private fields, hears of it where it is needed.
      guard let folder = (try? open(name)) ?? nil else { continue }
      defer { close(folder) }
      for inner in (try? names(in: name)) ?? [] {
        // Of other names nothing is read, so that a folder does no harm there.
        let isFile = AuditFolder.numbered.contains(name) && UInt64(inner) != nil
        if AuditFolder.isMisplaced(inner, in: folder, isFile: isFile) {
          found.append(name + "/" + inner)
        }
      }
    }
    return found
  }

  /// The folders whose files bear numbers.
  private static let numbered = [Layout.entries, Layout.tree, Layout.privateFields]

  /// - Parameter isFile: whether only a file belongs there, or a folder as well.
  private static func isMisplaced(_ name: String, in folder: Int32, isFile: Bool) -> Bool {
    var status = stat()
    guard unsafe fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return false }
    let kind = status.st_mode & S_IFMT
    return kind != S_IFREG && (isFile || kind != S_IFDIR)
  }

  /// The content of a small file; nil where there is none.
  ///
  /// Of one that is larger than any that is written there, only the beginning: it is judged by that, and
  /// found wrong, and its length costs nothing.
  func content(of name: String) throws(AuditError) -> [UInt8]? {
    guard let file = try file(name) else { return nil }
    let most = name == Layout.checkpoints ? 64 << 20 : 1 << 20
    return try file.bytes(at: 0, count: min(file.sizeBytes, most))
  }

  /// The numbers of the segments that are there, ascending; other names are passed over.
  func segments() throws(AuditError) -> [UInt64] {
    guard let names = try namesIfThere(Layout.entries) else { throw .notALedger(path: path) }
    return names.compactMap { name in
      UInt64(name).flatMap { Layout.name(ofSegment: $0) == name ? $0 : nil }
    }.sorted()
  }

  /// The names in a folder of the ledger, sorted; none where there is no such folder.
  func names(in folder: String) throws(AuditError) -> [String] {
    try namesIfThere(folder)?.sorted() ?? []
  }

  private func namesIfThere(_ name: String) throws(AuditError) -> [String]? {
    let inner = path + "/" + name
    guard let opened = try open(name) else { return nil }
    guard let folder = unsafe fdopendir(opened) else {
      let code = errno
      close(opened)
      throw .system(path: inner, code: code)
    }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while true {
      errno = 0
      guard let item = unsafe readdir(folder) else { break }
      let name = unsafe withUnsafePointer(to: &item.pointee.d_name) { start in
        unsafe start.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      names.append(name)
    }
    guard errno == 0 else { throw .system(path: inner, code: errno) }
    return names
  }
}
