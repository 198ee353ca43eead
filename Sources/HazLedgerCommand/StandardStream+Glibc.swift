internal import Glibc

/// Standard output or standard error, written whole.
struct StandardStream {
  static let output = StandardStream(descriptor: 1)
  static let error = StandardStream(descriptor: 2)

  let descriptor: Int32

  /// True when a person reads it.
  var isTerminal: Bool { isatty(descriptor) == 1 }

  func write(_ text: String) { write(Array(text.utf8)) }

  /// Writes all bytes; ends the process with status 74 where they cannot be written.
  ///
  /// An answer that is cut off must not look like an answer, so a full disk or a closed pipe ends
  /// the program rather than being passed over.
  func write(_ bytes: [UInt8]) {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(descriptor, buffer.baseAddress! + written, buffer.count - written)
      }
      if count < 0 {
        let code = errno
        if code == EINTR { continue }
        if descriptor == StandardStream.output.descriptor {
          let reason = SystemWords.of(code).text
          StandardStream.error.write(
            say(
              zh: "hazledger: 无法写到标准输出:\(reason)\n", en: "hazledger: standard output: \(reason)\n"))
        }
        exit(ExitStatus.inputOutput.rawValue)
      }
      written += count
    }
  }
}
