internal import Glibc

/// Makes folders that only their owner may enter.
enum PrivateFolder {
  /// Makes the folders above `path` that are not there yet.
  static func make(parentOf path: String) throws(LedgerError) {
    var folder = ""
    for part in path.split(separator: "/").dropLast() {
      folder += "/" + part
      guard unsafe mkdir(folder, 0o700) != 0, errno != EEXIST else { continue }
      throw .file(path: folder, code: errno)
    }
  }
}
