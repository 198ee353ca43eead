internal import Glibc

/// The operating system's random bytes, which are fit for secrets, drawn many at a time.
///
/// A call of the system for each number would cost more than the digest that the number goes into.
/// What was given is wiped from the pool. Not for use in a process that forks.
struct PooledRandom: RandomNumberGenerator {
  /// As many as one call may be asked for: 256 bytes.
  private static let wordCount = 32

  private var words = [UInt64](repeating: 0, count: wordCount)
  private var left = 0

  mutating func next() -> UInt64 {
    if left == 0 { fill() }
    left -= 1
    let word = words[left]
    words[left] = 0
    return word
  }

  private mutating func fill() {
    let outcome = unsafe words.withUnsafeMutableBytes { bytes in
      unsafe getentropy(bytes.baseAddress, bytes.count)
    }
    left = PooledRandom.wordCount
    if outcome == 0 { return }
    // A kernel without that call: the standard library knows what else there is.
    var system = SystemRandomNumberGenerator()
    for position in words.indices { words[position] = system.next() }
  }
}
