/// Why a time stamp is not accepted.
public enum TimeStampError: Error, Equatable, Sendable {
  /// The bytes are no response of a time-stamp authority.
  case response
  /// The authority did not grant the stamp; its status, as RFC 3161 §2.4.2 numbers them.
  case status(UInt8)
  /// The bytes are no time-stamp token, or hold something behind it.
  case token
  /// The stamp is over a digest of another algorithm than SHA-256.
  case algorithm
  /// The token is not signed once, over a digest of 256 bits or more.
  case weakDigest
  /// The stamp is over something else.
  case imprint(expected: Hash, found: Hash)
  /// The stamp answers another request.
  case nonce
  /// What was given as authorities or chain is no certificate in PEM.
  case certificates
  /// OpenSSL refuses the stamp: signature, purpose, chain or validity; its own words.
  case refused(String)
}
