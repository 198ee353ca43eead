internal import COpenSSL

extension VerifierKey {
  /// True where `signature` is this key's Ed25519 signature over `message`.
  public func isSignature(_ signature: Span<UInt8>, of message: Span<UInt8>) -> Bool {
    VerifierKey.isSignature(signature, of: message, byEd25519: publicKey)
  }

  /// True where `signature` is the Ed25519 signature over `message` by a key of 32 bytes.
  ///
  /// No signature counts by a key under which anybody can sign (`Ed25519KeyRule`).
  static func isSignature(
    _ signature: Span<UInt8>, of message: Span<UInt8>, byEd25519 publicKey: [UInt8]
  ) -> Bool {
    guard signature.count == SigningKey.signatureSizeBytes, Ed25519KeyRule.isUsable(publicKey),
      let key = unsafe EVP_PKEY_new_raw_public_key_ex(
        nil, "ED25519", nil, publicKey, publicKey.count)
    else { return false }
    defer { unsafe EVP_PKEY_free(key) }
    guard let context = unsafe EVP_MD_CTX_new() else { return false }
    defer { unsafe EVP_MD_CTX_free(context) }
    guard unsafe EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1 else { return false }
    let isGood = unsafe signature.withUnsafeBytes { signed in
      unsafe message.withUnsafeBytes { bytes in
        unsafe EVP_DigestVerify(
          context, signed.baseAddress?.assumingMemoryBound(to: UInt8.self), signed.count,
          bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count) == 1
      }
    }
    // A signature that does not fit leaves a note in OpenSSL's queue of errors, which nobody reads.
    if !isGood { ERR_clear_error() }
    return isGood
  }
}
