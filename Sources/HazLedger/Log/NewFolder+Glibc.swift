internal import Glibc

/// Whether a ledger may be made at a path.
enum NewFolder {
  /// True where something stands at `path` that is not an empty folder.
  static func isTaken(_ path: String) throws(LedgerError) -> Bool {
    guard let folder = unsafe opendir(path) else {
      if errno == ENOENT { return false }
      if errno == ENOTDIR { return true }
      throw .file(path: path, code: errno)
    }
    defer { unsafe closedir(folder) }
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafePointer(to: entry.pointee.d_name) { start in
        unsafe String(cString: UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self))
      }
      if name != ".", name != ".." { return true }
    }
    return false
  }
}
