internal import COpenSSL

/// Tokens are read and checked by OpenSSL's own time-stamp routines.
extension TimeStampToken {
  /// Checks a token: what it is over, which request it answers, and who signed it.
  ///
  /// The signer's certificate must be for time stamping and nothing else, be the one that the token's
  /// signed attributes name, and lead to one of the authorities. Digests of less than 256 bits under the token's
  /// signature, and keys and certificates of less than 112 bits of security (RSA below 2,048 bits, signatures over
  /// SHA-1 or MD5), are refused: who can make two texts of one digest can date back. Source: NIST SP 800-57 part 1
  /// §5.6.1; OpenSSL's security level 2.
  /// - Parameters:
  ///   - imprint: the digest that it must be over.
  ///   - nonce: the nonce that it must have; nil not to look at it.
  ///   - authorities: certificates in PEM that are trusted as roots.
  ///   - untrusted: more certificates in PEM of the chain; the token brings the signer's.
  ///   - seconds: the time since 1970 at which the certificates must be valid; nil for now. A token that
  ///     was accepted once is judged later at its own time.
  /// - Throws: `TimeStampError`.
  public func verify(
    imprint: Hash, nonce: [UInt8]?, authorities: [UInt8], untrusted: [UInt8]? = nil,
    at seconds: UInt64? = nil
  ) throws(TimeStampError) {
    guard statement.imprint == imprint else {
      throw .imprint(expected: imprint, found: statement.imprint)
    }
    if let nonce, statement.nonce != nonce { throw .nonce }
    ERR_clear_error()
    defer { ERR_clear_error() }
    guard let context = unsafe TS_VERIFY_CTX_new() else { throw .refused("no memory") }
    defer { unsafe TS_VERIFY_CTX_free(context) }
    let flags = Int32(TS_VFY_VERSION) | Int32(TS_VFY_SIGNATURE) | Int32(TS_VFY_IMPRINT)
    _ = unsafe TS_VERIFY_CTX_set_flags(context, flags)
    let hash = imprint.bytes
    guard unsafe hazledger_ts_give_imprint(context, hash, hash.count) == 1 else {
      throw .refused("no memory")
    }
    try unsafe TimeStampToken.give(context, authorities, seconds)
    if let untrusted { try unsafe TimeStampToken.give(context, untrusted: untrusted) }
    let digestSize = unsafe TimeStampToken.with(bytes) { token in
      unsafe Int(hazledger_ts_signature_digest_size(token))
    }
    guard let digestSize, digestSize >= Hash.sizeBytes else { throw .weakDigest }
    let isGood = unsafe TimeStampToken.with(bytes) { token in
      unsafe TS_RESP_verify_token(context, token) == 1
    }
    guard isGood == true else { throw .refused(TimeStampToken.reason()) }
  }

  /// OpenSSL's level of 112 bits of security.
  private static let securityLevel: Int32 = 2

  /// Hands the trusted roots over.
  private static func give(
    _ context: OpaquePointer, _ authorities: [UInt8], _ seconds: UInt64?
  ) throws(TimeStampError) {
    guard let store = unsafe X509_STORE_new() else { throw .refused("no memory") }
    unsafe hazledger_ts_give_store(context, store)
    let count = unsafe forEachCertificate(in: authorities) { certificate in
      _ = unsafe X509_STORE_add_cert(store, certificate)
    }
    guard count > 0 else { throw .certificates }
    let parameters = unsafe X509_STORE_get0_param(store)
    unsafe X509_VERIFY_PARAM_set_auth_level(parameters, securityLevel)
    if let seconds {
      unsafe X509_VERIFY_PARAM_set_time(parameters, time_t(clamping: seconds))
    }
  }

  /// Hands the rest of the chain over.
  private static func give(
    _ context: OpaquePointer, untrusted: [UInt8]
  ) throws(TimeStampError) {
    guard let list = unsafe hazledger_certificates_new() else { throw .refused("no memory") }
    unsafe hazledger_ts_give_certificates(context, list)
    let count = unsafe forEachCertificate(in: untrusted) { certificate in
      unsafe X509_up_ref(certificate)
      if unsafe hazledger_certificates_add(list, certificate) != 1 {
        unsafe X509_free(certificate)
      }
    }
    guard count > 0 else { throw .certificates }
  }

  /// Reads certificates in PEM one after another; gives their number.
  private static func forEachCertificate(
    in pem: [UInt8], _ body: (OpaquePointer) -> Void
  ) -> Int {
    guard let count = Int32(exactly: pem.count) else { return 0 }
    return unsafe pem.withUnsafeBytes { bytes in
      guard let input = unsafe BIO_new_mem_buf(bytes.baseAddress, count) else { return 0 }
      defer { unsafe BIO_free(input) }
      var found = 0
      while let certificate = unsafe PEM_read_bio_X509(input, nil, { _, _, _, _ in -1 }, nil) {
        unsafe body(certificate)
        unsafe X509_free(certificate)
        found += 1
      }
      ERR_clear_error()
      return found
    }
  }

  /// Why OpenSSL refused: its reason, and what it adds to that.
  private static func reason() -> String {
    var data: UnsafePointer<CChar>?
    var flags: Int32 = 0
    let code = unsafe ERR_peek_last_error_data(&data, &flags)
    guard code != 0, let words = unsafe ERR_reason_error_string(code) else { return "?" }
    let text = unsafe String(cString: words)
    guard flags & ERR_TXT_STRING != 0, let data = unsafe data else { return text }
    let more = unsafe String(cString: data)
    return more.isEmpty ? text : text + ", " + more
  }

  /// Lends the token out as OpenSSL reads it; nil where it does not, or something follows it.
  private static func with<Result>(
    _ bytes: [UInt8], _ body: (UnsafeMutablePointer<PKCS7>) -> Result?
  ) -> Result? {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return nil }
      var position: UnsafePointer<UInt8>? = unsafe start
      guard let token = unsafe d2i_PKCS7(nil, &position, buffer.count) else {
        ERR_clear_error()
        return nil
      }
      defer { unsafe PKCS7_free(token) }
      guard unsafe position == start + buffer.count else { return nil }
      return unsafe body(token)
    }
  }

  /// What a token says.
  static func read(_ bytes: [UInt8]) throws(TimeStampError) -> Statement {
    var isOtherAlgorithm = false
    let statement = unsafe with(bytes) { token -> Statement? in
      guard let info = unsafe PKCS7_to_TS_TST_INFO(token) else {
        ERR_clear_error()
        return nil
      }
      defer { unsafe TS_TST_INFO_free(info) }
      guard let imprint = unsafe TS_TST_INFO_get_msg_imprint(info),
        let digest = unsafe octets(of: TS_MSG_IMPRINT_get_msg(imprint)),
        let time = unsafe microseconds(of: TS_TST_INFO_get_time(info))
      else { return nil }
      var algorithm: OpaquePointer?
      unsafe X509_ALGOR_get0(&algorithm, nil, nil, TS_MSG_IMPRINT_get_algo(imprint))
      guard unsafe OBJ_obj2nid(algorithm) == NID_sha256, digest.count == Hash.sizeBytes else {
        isOtherAlgorithm = true
        return nil
      }
      return Statement(
        imprint: Hash(digest.span), nonce: unsafe octets(of: TS_TST_INFO_get_nonce(info)),
        time: time)
    }
    if isOtherAlgorithm { throw .algorithm }
    guard let statement else { throw .token }
    return statement
  }

  /// The content of a string or number; nil for none.
  private static func octets(of string: UnsafePointer<ASN1_STRING>?) -> [UInt8]? {
    guard let string = unsafe string else { return nil }
    let count = unsafe Int(ASN1_STRING_length(string))
    guard count > 0, let start = unsafe ASN1_STRING_get0_data(string) else { return [] }
    return unsafe Array(UnsafeBufferPointer(start: start, count: count))
  }

  /// A generalised time in microseconds since 1970; nil before that, and where it is none.
  private static func microseconds(of time: UnsafePointer<ASN1_STRING>?) -> UInt64? {
    guard let epoch = unsafe ASN1_TIME_set(nil, 0) else { return nil }
    defer { unsafe ASN1_STRING_free(epoch) }
    var (days, seconds): (Int32, Int32) = (0, 0)
    guard let text = unsafe octets(of: time),
      unsafe ASN1_TIME_diff(&days, &seconds, epoch, time) == 1, days >= 0, seconds >= 0
    else {
      ERR_clear_error()
      return nil
    }
    var fraction: UInt64 = 0
    if let point = text.firstIndex(of: UInt8(ascii: ".")) {
      let digits = text[(point + 1)...].prefix { (0x30...0x39).contains($0) }.prefix(6)
      for digit in digits { fraction = fraction * 10 + UInt64(digit - 0x30) }
      for _ in digits.count..<6 { fraction *= 10 }
    }
    return (UInt64(days) * 86_400 + UInt64(seconds)) * 1_000_000 + fraction
  }
}
