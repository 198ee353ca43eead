internal import Glibc

/// A regular file, open for reading.
///
/// Read with `pread` into memory of our own and never mapped: a file that is cut while it is mapped
/// ends the process, and the files verified here belong to somebody else.
struct AuditFile: ~Copyable, Sendable {
  let path: String
  /// The length when it was opened; what is appended later is not seen.
  let sizeBytes: Int
  private let descriptor: Int32

  /// Opens a file in a folder that is held open, or gives nil where there is none.
  ///
  /// A link, a folder and a special file count as none: what they name is no part of the ledger, and that
  /// they are there `AuditFolder.misplacedFiles` tells.
  init?(_ name: String, in folder: Int32, path: String) throws(AuditError) {
    // Without waiting: a pipe put in a file's place would otherwise hold us for ever.
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW | O_NOCTTY
    let opened = unsafe openat(folder, name, flags, 0)
    guard opened >= 0 else {
      let code = errno
      if code == ENOENT || code == ELOOP || code == ENXIO { return nil }
      throw .system(path: path, code: code)
    }
    var status = stat()
    guard unsafe fstat(opened, &status) == 0 else {
      let code = errno
      close(opened)
      throw .system(path: path, code: code)
    }
    let kind = status.st_mode & S_IFMT
    guard kind == S_IFREG else {
      close(opened)
      return nil
    }
    self.path = path
    descriptor = opened
    sizeBytes = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// Reads up to `count` bytes from `offset` into `buffer`, whose memory is used again.
  ///
  /// Gives fewer only where the file ends, or was cut since it was opened.
  func read(
    at offset: Int, count: Int, into buffer: inout [UInt8]
  ) throws(AuditError) {
    let wanted = max(0, min(count, sizeBytes - offset))
    if buffer.count < wanted {
      buffer.append(contentsOf: repeatElement(0, count: wanted - buffer.count))
    } else {
      buffer.removeLast(buffer.count - wanted)
    }
    var done = 0
    while done < wanted {
      let part = unsafe buffer.withUnsafeMutableBytes { bytes in
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[done...])
        return unsafe pread(descriptor, rest.baseAddress, rest.count, offset + done)
      }
      if part < 0 {
        let code = errno
        if code == EINTR { continue }
        throw .system(path: path, code: code)
      }
      if part == 0 { break }
      done += part
    }
    if done < wanted { buffer.removeLast(wanted - done) }
  }

  /// Reads up to `count` bytes from `offset`.
  func bytes(at offset: Int, count: Int) throws(AuditError) -> [UInt8] {
    var buffer: [UInt8] = []
    try read(at: offset, count: count, into: &buffer)
    return buffer
  }
}

/// The processors that this process may run on.
func processorCount() -> Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
