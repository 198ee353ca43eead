internal import Glibc

/// What the operating system's error numbers mean.
enum ErrorNumber {
  /// True where there is no such file, or a part of its path is no folder.
  static func isNotThere(_ code: Int32) -> Bool { code == ENOENT || code == ENOTDIR }
}
