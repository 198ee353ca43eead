internal import Glibc
internal import LedgerFormat

/// Whether a ledger may be made at a path.
enum NewFolder {
  /// What a killed `init` leaves: the store takes it for nothing and begins again.
  private static let leftovers: Set = [Layout.lock, Layout.entries + ".new"]

  /// True where something stands at `path` that is not an empty folder, nor what a killed `init` left.
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
      if name != ".", name != "..", !leftovers.contains(name) { return true }
    }
    return false
  }
}
