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
    let entries = path + "/" + Layout.entries
    guard let folder = unsafe opendir(entries) else {
      let code = errno
      if code == ENOENT || code == ENOTDIR { throw .notALedger(path: path) }
      throw .system(path: entries, code: code)
    }
    defer { unsafe closedir(folder) }
    var segments: [UInt64] = []
    while true {
      errno = 0
      guard let item = unsafe readdir(folder) else { break }
      let name = unsafe withUnsafePointer(to: &item.pointee.d_name) { start in
        unsafe start.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if let number = UInt64(name), Layout.name(ofSegment: number) == name {
        segments.append(number)
      }
    }
    guard errno == 0 else { throw .system(path: entries, code: errno) }
    return segments.sorted()
  }
}
