internal import LedgerFormat

/// A private key in a file that was named: Ed25519, PKCS#8 in PEM, readable by its owner only.
///
/// Nothing of it but its public half is ever shown, stored or thrown.
public final class PrivateKeyFile: Sendable {
  /// Why a file is not a private key that is used.
  public enum Fault: Equatable, Sendable {
    /// Others than its owner may read or write it; its permissions.
    case exposed(permissions: UInt32)
    /// Not an unencrypted Ed25519 key as PKCS#8 in PEM.
    case notAKey
  }

  public let path: String
  let key: SigningKey

  /// Reads a key's file.
  ///
  /// - Parameter name: the name that the key signs under; a file does not say it.
  /// - Throws: `LedgerError.notThere`, `.keyFile` where it is no such key or not private, `.file`.
  public init(_ path: String, name: String = "key") throws(LedgerError) {
    self.path = path
    let permissions = try FilePermissions.of(path)
    guard let permissions else { throw .notThere(path: path) }
    guard permissions & 0o077 == 0 else {
      throw .keyFile(path: path, .exposed(permissions: permissions))
    }
    guard let pem = try SmallFile.read(path) else { throw .notThere(path: path) }
    do { key = try SigningKey(name: name, pem: pem.span) } catch {
      throw .keyFile(path: path, .notAKey)
    }
  }

  /// The 32 bytes of its public half.
  var publicKey: [UInt8] { key.verifierKey.publicKey }

  /// Its public half under a name, as a verifier key.
  ///
  /// - Throws: `LedgerError.keyName` for a name that no key may have.
  public func verifierKey(name: String) throws(LedgerError) -> String {
    try named(name).text
  }

  func named(_ name: String) throws(LedgerError) -> VerifierKey {
    do { return try VerifierKey(name: name, publicKey: publicKey) } catch { throw .keyName(name) }
  }

  /// Makes a new key and writes it to a file of its own, readable by its owner only.
  ///
  /// - Returns: its public half as a verifier key.
  /// - Throws: `LedgerError.exists`, `.keyName`, and what writing throws.
  public static func make(at path: String, name: String) throws(LedgerError) -> String {
    let key: SigningKey
    do { key = try SigningKey.generate(name: name) } catch { throw .keyName(name) }
    try OperatorKey.write(key, at: path)
    return key.verifierKey.text
  }
}
