internal import Glibc

/// Who may read and write a file.
enum FilePermissions {
  /// The permission bits of what stands at a path; nil where nothing does.
  static func of(_ path: String) throws(LedgerError) -> UInt32? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw .file(path: path, code: errno)
    }
    return UInt32(status.st_mode & 0o7777)
  }

  /// The names in a folder that begin with a prefix, sorted; none where there is no folder.
  static func names(in path: String, prefix: String) throws(LedgerError) -> [String] {
    guard let folder = unsafe opendir(path) else {
      if errno == ENOENT || errno == ENOTDIR { return [] }
      throw .file(path: path, code: errno)
    }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while true {
      errno = 0
      guard let item = unsafe readdir(folder) else { break }
      let name = unsafe withUnsafePointer(to: &item.pointee.d_name) { start in
        unsafe start.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name.hasPrefix(prefix) { names.append(name) }
    }
    guard errno == 0 else { throw .file(path: path, code: errno) }
    return names.sorted()
  }
}
