internal import Glibc
internal import HazLedger
internal import Interchange

/// Reads files that were named on the command line, and standard input.
enum InputBytes {
  /// The most bytes of a checkpoint or another small file.
  static let smallFileSizeBytesMax = 1 << 20

  /// The bytes of a file, or of standard input where none or `-` is named.
  static func source(_ path: String?) throws -> ByteSource {
    var descriptor: Int32 = 0
    if let path, path != "-" { descriptor = try opened(path) }
    return ByteSource { buffer throws(SourceFailure) in
      while true {
        let count = unsafe Glibc.read(descriptor, &buffer, buffer.count)
        if count >= 0 { return count }
        if errno != EINTR { throw SourceFailure(errorNumber: errno) }
      }
    }
  }

  /// The whole of a small file.
  static func read(
    _ path: String, sizeBytesMax: Int = smallFileSizeBytesMax
  ) throws -> [UInt8] {
    let descriptor = try opened(path)
    defer { close(descriptor) }
    return try read(descriptor, path, sizeBytesMax)
  }

  /// All of standard input, which must be small.
  static func standardInput() throws -> [UInt8] {
    try read(0, "-", smallFileSizeBytesMax)
  }

  private static func read(
    _ descriptor: Int32, _ path: String, _ sizeBytesMax: Int
  ) throws -> [UInt8] {
    var content: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while content.count <= sizeBytesMax {
      let count = unsafe Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw LedgerError.file(path: path, code: errno) }
      if count == 0 { return content }
      content.append(contentsOf: buffer[..<count])
    }
    throw LedgerError.file(path: path, code: EFBIG)
  }

  private static func opened(_ path: String) throws -> Int32 {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { throw LedgerError.notThere(path: path) }
      throw LedgerError.file(path: path, code: errno)
    }
    return descriptor
  }
}
