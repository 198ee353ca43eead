internal import Glibc
internal import LedgerFormat

/// A ledger's folder, whose files are looked up by their paths inside it.
struct AuditFolder: Sendable {
  let path: String

  /// Opens a file of the ledger, or gives nil where there is none.
  func file(_ name: String) throws(AuditError) -> AuditFile? {
    try AuditFile(path: path + "/" + name)
  }

  /// The content of a file; nil where there is none.
  func content(of name: String) throws(AuditError) -> [UInt8]? {
    guard let file = try file(name) else { return nil }
    return try file.bytes(at: 0, count: file.sizeBytes)
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
    guard let folder = unsafe opendir(inner) else {
      let code = errno
      if code == ENOENT || code == ENOTDIR { return nil }
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
