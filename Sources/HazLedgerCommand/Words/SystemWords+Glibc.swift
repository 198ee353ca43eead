internal import Glibc

/// The operating system's words for its error numbers.
enum SystemWords {
  static func of(_ code: Int32) -> String {
    guard let text = unsafe strerror(code) else { return "errno \(code)" }
    return unsafe String(cString: text)
  }
}
