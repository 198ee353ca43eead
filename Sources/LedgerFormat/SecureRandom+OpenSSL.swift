internal import COpenSSL

/// Random bytes that nobody can guess: ledger ids and the salts of private fields.
public enum SecureRandom {
  /// Draws `count` bytes; traps when the system has no randomness, without which no salt is safe.
  public static func bytes(count: Int) -> [UInt8] {
    guard count > 0 else { return [] }
    guard let wanted = Int32(exactly: count) else { preconditionFailure("too many random bytes") }
    var bytes = [UInt8](repeating: 0, count: count)
    let done = unsafe RAND_bytes(&bytes, wanted)
    precondition(done == 1, "OpenSSL has no random bytes")
    return bytes
  }
}
