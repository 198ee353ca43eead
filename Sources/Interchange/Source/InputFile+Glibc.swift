internal import Glibc

/// A file that is open for reading and can be read from its start any number of times.
///
/// Telling a file's encoding takes one pass before the one that reads the rows; both read at
/// positions of their own (`pread`), so the file has to be one that can be read so, not a pipe.
public final class InputFile: Sendable {
  private let descriptor: Int32

  /// Opens the file at `path`, which is no folder.
  public init(path: String) throws(SourceFailure) {
    let opened = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else { throw SourceFailure(errorNumber: errno) }
    descriptor = opened
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
