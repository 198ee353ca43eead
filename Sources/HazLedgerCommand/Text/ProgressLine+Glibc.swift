internal import Glibc

/// Shows on standard error how far a long work is, from its second second on.
///
/// On a terminal one line is rewritten; elsewhere a line is written every ten seconds.
struct ProgressLine {
  private let start = ProgressLine.now()
  private var last = 0.0
  private var isShown = false

  init() {}

  /// The seconds since the work began.
  var seconds: Double { ProgressLine.now() - start }

  /// Shows `text` where it is time to.
  mutating func show(_ text: @autoclosure () -> String) {
    let elapsed = seconds
    let isTerminal = StandardStream.error.isTerminal
    guard elapsed >= 1, elapsed - last >= (isTerminal ? 0.2 : 10) || last == 0 else { return }
    last = elapsed
    isShown = true
    StandardStream.error.write(isTerminal ? "\r\u{1B}[K" + text() : text() + "\n")
  }

  /// Clears the line, so that the answer begins on a clean one.
  func finish() {
    if isShown, StandardStream.error.isTerminal { StandardStream.error.write("\r\u{1B}[K") }
  }

  private static func now() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
