internal import COpenSSL

/// An Ed25519 private key and the name it signs under.
///
/// Owns OpenSSL's key, which clears its memory when it goes. Nothing here prints the seed; it
/// leaves the process only as the PEM that `withPEM` lends out. Safe to use from several threads.
@safe public struct SigningKey: ~Copyable, @unchecked Sendable {
  /// The bytes of a signature.
  public static let signatureSizeBytes = 64

  /// The public key under the same name.
  public let verifierKey: VerifierKey
  private let key: OpaquePointer

  /// Makes a new key from the system's random numbers.
  ///
  /// - Throws: `NoteError.name` for a name that no key may have, `NoteError.privateKey` where
  ///   OpenSSL cannot make one.
  public static func generate(name: String) throws(NoteError) -> SigningKey {
    guard let context = unsafe EVP_PKEY_CTX_new_from_name(nil, "ED25519", nil) else {
      throw .privateKey
    }
    defer { unsafe EVP_PKEY_CTX_free(context) }
    var key: OpaquePointer?
    guard unsafe EVP_PKEY_keygen_init(context) == 1,
      unsafe EVP_PKEY_keygen(context, &key) == 1, let key = unsafe key
    else { throw .privateKey }
    return try unsafe SigningKey(owning: key, name: name)
  }

  /// Reads an unencrypted PKCS#8 key in PEM.
  ///
  /// - Throws: `NoteError.privateKey` where the bytes are not that or the key is not Ed25519,
  ///   `NoteError.name` for a name that no key may have.
  public init(name: String, pem: Span<UInt8>) throws(NoteError) {
    guard let count = Int32(exactly: pem.count), count > 0 else { throw .privateKey }
    let key = unsafe pem.withUnsafeBytes { bytes -> OpaquePointer? in
      if let key = unsafe SigningKey.plainKey(bytes.baseAddress, count) { return unsafe key }
      guard let input = unsafe BIO_new_mem_buf(bytes.baseAddress, count) else { return nil }
      defer { unsafe BIO_free(input) }
      // Without an answer of ours OpenSSL would ask the terminal for the passphrase of a locked key.
      return unsafe PEM_read_bio_PrivateKey(input, nil, { _, _, _, _ in -1 }, nil)
    }
    guard let key = unsafe key else {
      ERR_clear_error()
      throw .privateKey
    }
    try unsafe self.init(owning: key, name: name)
  }

  private init(owning key: OpaquePointer, name: String) throws(NoteError) {
    let publicKey = unsafe SigningKey.publicKey(of: key)
    do throws(NoteError) {
      guard let publicKey else { throw NoteError.privateKey }
      verifierKey = try VerifierKey(name: name, publicKey: publicKey)
      unsafe self.key = key
    } catch {
      unsafe EVP_PKEY_free(key)
      throw error
    }
  }

  deinit { unsafe EVP_PKEY_free(key) }

  /// The 64 bytes of the signature over a message.
  ///
  /// Traps when OpenSSL has no memory, without which nothing works.
  public borrowing func sign(_ message: Span<UInt8>) -> [UInt8] {
    guard let context = unsafe EVP_MD_CTX_new() else {
      preconditionFailure("OpenSSL cannot start a signature")
    }
    defer { unsafe EVP_MD_CTX_free(context) }
    var signature = [UInt8](repeating: 0, count: SigningKey.signatureSizeBytes)
    var count = signature.count
    let isSigned = unsafe message.withUnsafeBytes { bytes in
      let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
      return unsafe EVP_DigestSignInit(context, nil, nil, nil, key) == 1
        && EVP_DigestSign(context, &signature, &count, start, bytes.count) == 1
    }
    precondition(isSigned && count == signature.count, "OpenSSL cannot sign")
    // Two signatures over one text, one of them spoilt by a flipped bit, would give the key away.
    let isGood = verifierKey.isSignature(signature.span, of: message)
    precondition(isGood, "a signature is checked before anybody gets it")
    return signature
  }

  /// Lends out the key as unencrypted PKCS#8 in PEM; the memory is cleared afterwards.
  ///
  /// - Throws: what `body` throws. Traps when OpenSSL has no memory.
  public borrowing func withPEM<Result, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard let output = unsafe BIO_new(BIO_s_secmem()) else {
      preconditionFailure("OpenSSL cannot write a key")
    }
    defer { unsafe BIO_free(output) }
    let isWritten = unsafe PEM_write_bio_PKCS8PrivateKey(output, key, nil, nil, 0, nil, nil) == 1
    var start: UnsafeMutableRawPointer?
    let count = unsafe BIO_ctrl(output, BIO_CTRL_INFO, 0, &start)
    guard isWritten, count > 0, let start = unsafe start else {
      preconditionFailure("OpenSSL cannot write a key")
    }
    let bytes = unsafe UnsafeRawBufferPointer(start: start, count: count)
    return try body(unsafe Span<UInt8>(_unsafeBytes: bytes))
  }

  /// The key in the one form that everybody writes: a version, the algorithm and the seed.
  ///
  /// OpenSSL's own reader of keys first asks every algorithm that it has, which takes longer than all else
  /// that opening a ledger does. Nil where the bytes are anything else, about which it is asked then.
  /// Source: RFC 8410, clause 7, without attributes.
  ///
  /// | offset | bytes | what |
  /// |---|---|---|
  /// | 0 | 16 | `plainPrefix` |
  /// | 16 | 32 | the seed |
  private static func plainKey(_ pem: UnsafeRawPointer?, _ count: Int32) -> OpaquePointer? {
    guard let input = unsafe BIO_new_mem_buf(pem, count) else { return nil }
    defer { unsafe BIO_free(input) }
    var (name, header): (UnsafeMutablePointer<CChar>?, UnsafeMutablePointer<CChar>?)
    var bytes: UnsafeMutablePointer<UInt8>?
    var sizeBytes = 0
    guard unsafe PEM_read_bio(input, &name, &header, &bytes, &sizeBytes) == 1,
      let name = unsafe name, let header = unsafe header, let bytes = unsafe bytes
    else {
      ERR_clear_error()
      return nil
    }
    defer {
      unsafe CRYPTO_free(name, #file, #line)
      unsafe CRYPTO_free(header, #file, #line)
      unsafe CRYPTO_clear_free(bytes, sizeBytes, #file, #line)
    }
    let seedSizeBytes = sizeBytes - plainPrefix.count
    guard unsafe strcmp(name, "PRIVATE KEY") == 0, unsafe header[0] == 0,
      seedSizeBytes == SigningKey.seedSizeBytes,
      unsafe memcmp(bytes, plainPrefix, plainPrefix.count) == 0
    else { return nil }
    return unsafe EVP_PKEY_new_raw_private_key_ex(
      nil, "ED25519", nil, bytes + plainPrefix.count, seedSizeBytes)
  }

  /// The sequence, version 0, the object identifier 1.3.101.112, and two octet strings' heads.
  private static let plainPrefix: [UInt8] = [
    0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
  ]
  private static let seedSizeBytes = 32

  /// The 32 bytes of the public half; nil where the key is not Ed25519.
  private static func publicKey(of key: OpaquePointer) -> [UInt8]? {
    guard unsafe EVP_PKEY_is_a(key, "ED25519") == 1 else { return nil }
    var bytes = [UInt8](repeating: 0, count: VerifierKey.publicKeySizeBytes)
    var count = bytes.count
    guard unsafe EVP_PKEY_get_raw_public_key(key, &bytes, &count) == 1, count == bytes.count
    else { return nil }
    return bytes
  }
}
