internal import COpenSSL

/// Hashes entries and tree nodes with OpenSSL's SHA-256, one message after another.
///
/// Holds OpenSSL's bare digest state, without the EVP around it: that costs as much as a block or two
/// for each message, and most messages have two to six. Digests are the same, as the tests check.
/// Use one hasher per thread. Cost: about one compression per 64 bytes; nothing is allocated.
@safe public struct Hasher: ~Copyable {
  private var state = SHA256_CTX()

  public init() {}

  /// SHA-256 of `bytes`.
  public mutating func digest(_ bytes: Span<UInt8>) -> Hash {
    start()
    update(bytes)
    return finish()
  }

  /// The RFC 6962 §2.1 leaf hash of an entry: SHA-256(0x00 || entry).
  public mutating func leafHash(_ entry: Span<UInt8>) -> Hash {
    start()
    prefix(0)
    update(entry)
    return finish()
  }

  /// The RFC 6962 §2.1 hash of an inner node: SHA-256(0x01 || left || right).
  public mutating func nodeHash(_ left: Hash, _ right: Hash) -> Hash { pairHash(1, left, right) }

  /// SHA-256 of one byte and two digests: 65 bytes, which with their padding are two blocks.
  ///
  /// The padding of FIPS 180-4 §5.1.1 always being the same, the blocks are made here and given to the
  /// compression as they are.
  mutating func pairHash(_ prefix: UInt8, _ left: Hash, _ right: Hash) -> Hash {
    let (l, r) = (left.words, right.words)
    let first = (
      (UInt64(prefix) << 56 | l.0 >> 8).bigEndian, (l.0 << 56 | l.1 >> 8).bigEndian,
      (l.1 << 56 | l.2 >> 8).bigEndian, (l.2 << 56 | l.3 >> 8).bigEndian,
      (l.3 << 56 | r.0 >> 8).bigEndian, (r.0 << 56 | r.1 >> 8).bigEndian,
      (r.1 << 56 | r.2 >> 8).bigEndian, (r.2 << 56 | r.3 >> 8).bigEndian
    )
    let second = (
      (r.3 << 56 | 0x80 << 48).bigEndian, UInt64(0), UInt64(0), UInt64(0), UInt64(0), UInt64(0),
      UInt64(0), UInt64(65 * 8).bigEndian
    )
    return unsafe withUnsafeBytes(of: first) { first in
      unsafe withUnsafeBytes(of: second) { unsafe compressed(first, $0) }
    }
  }

  /// SHA-256 of one byte, a digest, a number of eight bytes, the highest first, and another digest: 73 bytes,
  /// padded in the same way.
  mutating func leafHash(_ prefix: UInt8, _ key: Hash, _ number: UInt64, _ hash: Hash) -> Hash {
    let (k, h) = (key.words, hash.words)
    let first = (
      (UInt64(prefix) << 56 | k.0 >> 8).bigEndian, (k.0 << 56 | k.1 >> 8).bigEndian,
      (k.1 << 56 | k.2 >> 8).bigEndian, (k.2 << 56 | k.3 >> 8).bigEndian,
      (k.3 << 56 | number >> 8).bigEndian, (number << 56 | h.0 >> 8).bigEndian,
      (h.0 << 56 | h.1 >> 8).bigEndian, (h.1 << 56 | h.2 >> 8).bigEndian
    )
    let second = (
      (h.2 << 56 | h.3 >> 8).bigEndian, (h.3 << 56 | 0x80 << 48).bigEndian, UInt64(0), UInt64(0),
      UInt64(0), UInt64(0), UInt64(0), UInt64(73 * 8).bigEndian
    )
    return unsafe withUnsafeBytes(of: first) { first in
      unsafe withUnsafeBytes(of: second) { unsafe compressed(first, $0) }
    }
  }

  /// The digest of a message that, padded, is these two blocks.
  private mutating func compressed(
    _ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer
  ) -> Hash {
    start()
    unsafe compress(first)
    unsafe compress(second)
    let h = state.h
    func word(_ high: UInt32, _ low: UInt32) -> UInt64 { UInt64(high) << 32 | UInt64(low) }
    return Hash(words: (word(h.0, h.1), word(h.2, h.3), word(h.4, h.5), word(h.6, h.7)))
  }

  private mutating func compress(_ block: UnsafeRawBufferPointer) {
    unsafe SHA256_Transform(&state, block.baseAddress?.assumingMemoryBound(to: UInt8.self))
  }

  /// Begins a message made of several parts.
  public mutating func start() {
    let done = unsafe SHA256_Init(&state)
    precondition(done == 1, "OpenSSL cannot begin a digest")
  }

  /// Adds bytes to the message begun by `start`.
  public mutating func update(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBytes { part in unsafe update(part) }
  }

  /// Adds a digest's 32 bytes to the message.
  public mutating func update(_ hash: Hash) {
    unsafe hash.withUnsafeBytes { part in unsafe update(part) }
  }

  /// Adds a number's eight bytes, the highest first.
  mutating func update(_ number: UInt64) {
    unsafe withUnsafeBytes(of: number.bigEndian) { part in unsafe update(part) }
  }

  private mutating func update(_ part: UnsafeRawBufferPointer) {
    let done = unsafe SHA256_Update(&state, part.baseAddress, part.count)
    precondition(done == 1, "OpenSSL cannot update a digest")
  }

  /// Ends the message and gives its digest.
  public mutating func finish() -> Hash {
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    unsafe withUnsafeMutableBytes(of: &words) { target in
      let start = unsafe target.baseAddress?.assumingMemoryBound(to: UInt8.self)
      let done = unsafe SHA256_Final(start, &state)
      precondition(done == 1, "OpenSSL cannot finish a digest")
    }
    return Hash(
      words: (
        UInt64(bigEndian: words.0), UInt64(bigEndian: words.1), UInt64(bigEndian: words.2),
        UInt64(bigEndian: words.3)
      ))
  }

  /// Adds one byte to the message, such as the one that keeps kinds of hashes apart.
  mutating func prefix(_ byte: UInt8) {
    unsafe withUnsafeBytes(of: byte) { part in unsafe update(part) }
  }
}

extension Hash {
  /// Gives the 32 bytes, first byte first, to a C function.
  func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    let stored = (
      words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian
    )
    return unsafe Swift.withUnsafeBytes(of: stored) { unsafe body($0) }
  }
}
