internal import Glibc

/// A file that is open for reading and can be read from its start any number of times.
///
/// Telling a file's encoding takes one pass before the one that reads the rows; both read at
/// positions of their own (`pread`). A pipe, or standard input as `-`, cannot be read so and is first
/// copied to a temporary file, which has no name and goes with its owner.
public final class InputFile: Sendable {
  private let descriptor: Int32

  /// Opens the file at `path`, which is no folder; `-` is standard input.
  public init(path: String) throws(SourceFailure) {
    let opened = path == "-" ? dup(0) : unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else { throw SourceFailure(errorNumber: errno) }
    guard lseek(opened, 0, SEEK_CUR) < 0, errno == ESPIPE else {
      descriptor = opened
      return
    }
    defer { close(opened) }
    descriptor = try InputFile.spool(opened)
  }

  /// Copies what is left to read of a pipe to a temporary file, and gives that.
  private static func spool(_ pipe: Int32) throws(SourceFailure) -> Int32 {
    guard let file = unsafe tmpfile() else { throw SourceFailure(errorNumber: errno) }
    defer { unsafe fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe read(pipe, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw SourceFailure(errorNumber: errno) }
      if count == 0 { break }
      guard unsafe fwrite(buffer, 1, count, file) == count else {
        throw SourceFailure(errorNumber: errno)
      }
    }
    let copy = unsafe fflush(file) == 0 ? unsafe dup(fileno(file)) : -1
    guard copy >= 0 else { throw SourceFailure(errorNumber: errno) }
    return copy
  }

  deinit { close(descriptor) }

  /// The file's bytes from its start.
  public func source() -> ByteSource {
    var offset: off_t = 0
    return ByteSource { buffer throws(SourceFailure) in
      while true {
        let count = unsafe buffer.withUnsafeMutableBytes { bytes in
          unsafe pread(self.descriptor, bytes.baseAddress, bytes.count, offset)
        }
        if count >= 0 {
          offset += off_t(count)
          return count
        }
        guard errno == EINTR else { throw SourceFailure(errorNumber: errno) }
      }
    }
  }
}
