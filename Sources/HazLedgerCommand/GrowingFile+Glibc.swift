internal import Glibc
internal import HazLedger

/// A file that is written piece by piece under a name of its own and takes the one wanted at its end.
///
/// Whoever reads finds the old content or the new, whole. A device or pipe, such as `/dev/stdout`, is
/// written into and never replaced. One that was not finished leaves nothing behind, unless the process
/// is killed.
final class GrowingFile {
  private let path: String
  /// The name until the end; nil for a device or pipe, and after the end.
  private var temporary: String?
  private let descriptor: Int32

  /// Opens the file for writing, beside the one at `path`.
  init(_ path: String) throws(LedgerError) {
    self.path = path
    if OutputFile.isSpecial(path) {
      descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
    } else {
      let name = path + "." + String(UInt64.random(in: 0 ... .max), radix: 36) + ".new"
      descriptor = unsafe open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      temporary = name
    }
    guard descriptor >= 0 else {
      temporary = nil
      throw .file(path: path, code: errno)
    }
  }

  deinit {
    close(descriptor)
    if let temporary { unsafe unlink(temporary) }
  }

  func write(_ bytes: [UInt8]) throws(LedgerError) {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(descriptor, buffer.baseAddress! + written, buffer.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .file(path: path, code: count < 0 ? errno : EIO) }
      written += count
    }
  }

  /// Makes the bytes durable and gives the file its name.
  func finish() throws(LedgerError) {
    guard let temporary else { return }
    guard fsync(descriptor) == 0, unsafe rename(temporary, path) == 0 else {
      throw .file(path: path, code: errno)
    }
    self.temporary = nil
  }
}
