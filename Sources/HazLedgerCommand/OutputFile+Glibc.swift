internal import Glibc
internal import HazLedger
internal import LedgerStore

/// Writes an answer to the file that was named for it.
enum OutputFile {
  /// Replaces a regular file, or makes it: whoever reads finds the old content or the new, whole.
  ///
  /// A device or pipe, such as `/dev/stdout`, is written into and never replaced.
  static func write(_ bytes: [UInt8], to path: String) throws {
    if isSpecial(path) { return try writeInto(path, bytes) }
    do { try DurableFile.replace(path, with: bytes.span) } catch { throw LedgerError.store(error) }
  }

  /// The first bytes of the regular file at a path; nil where none is there, or a device or pipe.
  ///
  /// - Throws: where nothing could be written there, such as into a folder that is not there.
  static func start(of path: String, count: Int) throws -> [UInt8]? {
    if isSpecial(path) { return nil }
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let code = errno
      let parent = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      let folder = parent.isEmpty ? "." : parent.joined(separator: "/") + "/"
      guard code == ENOENT, unsafe access(folder, W_OK) == 0 else {
        throw LedgerError.file(path: path, code: code)
      }
      return nil
    }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: count)
    let found = unsafe pread(descriptor, &bytes, count, 0)
    guard found >= 0 else { throw LedgerError.file(path: path, code: errno) }
    return Array(bytes[..<found])
  }

  /// True where something stands at the path that is neither a regular file nor a folder.
  static func isSpecial(_ path: String) -> Bool {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return false }
    return ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
  }

  private static func writeInto(_ path: String, _ bytes: [UInt8]) throws {
    let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw LedgerError.file(path: path, code: errno) }
    defer { close(descriptor) }
    StandardStream(descriptor: descriptor).write(bytes)
  }
}
