internal import Glibc

/// Makes folders that only their owner may enter.
enum PrivateFolder {
  /// Makes the folders above `path` that are not there yet, durable when this returns.
  static func make(parentOf path: String) throws(LedgerError) {
    var folder = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/").dropLast() {
      let parent = folder.isEmpty ? "/" : folder
      folder += "/" + part
      if unsafe mkdir(folder, 0o700) == 0 {
        try sync(parent)
      } else if errno != EEXIST {
        throw .file(path: folder, code: errno)
      }
    }
  }

  /// Makes the names in a folder durable.
  private static func sync(_ folder: String) throws(LedgerError) {
    let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .file(path: folder, code: errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw .file(path: folder, code: errno) }
  }
}
