internal import COpenSSL

/// Hashes entries and tree nodes with OpenSSL's SHA-256, one message after another.
///
/// Owns one digest context, which is reset for every message; the algorithm itself is fetched from
/// OpenSSL once per process. An unfetched `EVP_sha256()` would look it up again at every call.
/// Use one hasher per thread. Cost: about one context reset plus one compression per 64 bytes.
@safe public struct Hasher: ~Copyable {
  private let context: OpaquePointer

  /// Makes a hasher; traps when OpenSSL has no SHA-256 or no memory, without which nothing works.
  public init() {
    guard let context = unsafe EVP_MD_CTX_new(),
      unsafe EVP_DigestInit_ex2(context, Hasher.algorithm.pointer, nil) == 1
    else { preconditionFailure("OpenSSL cannot start a SHA-256 digest") }
    unsafe self.context = context
  }

  deinit { unsafe EVP_MD_CTX_free(context) }

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
  public mutating func nodeHash(_ left: Hash, _ right: Hash) -> Hash {
    start()
    prefix(1)
    update(left)
    update(right)
    return finish()
  }

  /// Begins a message made of several parts.
  public mutating func start() {
    let done = unsafe EVP_DigestInit_ex2(context, nil, nil)
    precondition(done == 1, "OpenSSL cannot reset a digest")
  }

  /// Adds bytes to the message begun by `start`.
  public mutating func update(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBytes { part in
      let done = unsafe EVP_DigestUpdate(context, part.baseAddress, part.count)
      precondition(done == 1, "OpenSSL cannot update a digest")
    }
  }

  /// Adds a digest's 32 bytes to the message.
  public mutating func update(_ hash: Hash) {
    unsafe hash.withUnsafeBytes { part in
      let done = unsafe EVP_DigestUpdate(context, part.baseAddress, part.count)
      precondition(done == 1, "OpenSSL cannot update a digest")
    }
  }

  /// Ends the message and gives its digest.
  public mutating func finish() -> Hash {
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    unsafe withUnsafeMutableBytes(of: &words) { target in
      let start = unsafe target.baseAddress?.assumingMemoryBound(to: UInt8.self)
      let done = unsafe EVP_DigestFinal_ex(context, start, nil)
      precondition(done == 1, "OpenSSL cannot finish a digest")
    }
    return Hash(
      words: (
        UInt64(bigEndian: words.0), UInt64(bigEndian: words.1), UInt64(bigEndian: words.2),
        UInt64(bigEndian: words.3)
      ))
  }

  /// Adds one byte to the message, such as the one that keeps kinds of hashes apart.
  func prefix(_ byte: UInt8) {
    var byte = byte
    let done = unsafe EVP_DigestUpdate(context, &byte, 1)
    precondition(done == 1, "OpenSSL cannot update a digest")
  }

  /// The fetched algorithm, kept for the life of the process.
  private static let algorithm = Algorithm()

  @safe private struct Algorithm: @unchecked Sendable {
    let pointer: OpaquePointer

    init() {
      guard let pointer = unsafe EVP_MD_fetch(nil, "SHA256", nil) else {
        preconditionFailure("OpenSSL offers no SHA-256")
      }
      unsafe self.pointer = pointer
    }
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
