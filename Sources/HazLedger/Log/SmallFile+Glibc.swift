internal import Glibc

/// Reads files that are known to be small: keys, notes, records.
enum SmallFile {
  /// The most bytes that are read.
  static let sizeBytesMax = 1 << 20

  /// The file's content, or nil where there is no such file.
  ///
  /// - Throws: `LedgerError.file` where it is there and cannot be read, or is not small.
  static func read(_ path: String) throws(LedgerError) -> [UInt8]? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw .file(path: path, code: errno)
    }
    defer { close(descriptor) }
    var content: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while content.count <= sizeBytesMax {
      let count = unsafe Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .file(path: path, code: errno) }
      if count == 0 { return content }
      content.append(contentsOf: buffer[..<count])
    }
    throw .file(path: path, code: EFBIG)
  }
}
