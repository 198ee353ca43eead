internal import Synchronization

/// Shows how far a verification is, which tells it from whatever thread it is on.
final class VerificationProgress: Sendable {
  private let line = Mutex(ProgressLine())

  /// The seconds since the work began.
  var seconds: Double { line.withLock { $0.seconds } }

  /// Takes how many entries are verified, of how many.
  func show(_ done: UInt64, _ total: UInt64) {
    line.withLock { line in
      line.show(say(zh: "已核验 \(done) / \(total) 条", en: "verified \(done) of \(total)"))
    }
  }

  /// Clears the line, so that the answer begins on a clean one.
  func finish() { line.withLock { $0.finish() } }
}
