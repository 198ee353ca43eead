internal import COpenSSL

/// The cryptography library that this process runs on.
public enum CryptographyLibrary {
  /// Its name and version, such as `OpenSSL 3.0.19 27 Jan 2026`.
  public static var version: String {
    guard let text = unsafe OpenSSL_version(OPENSSL_VERSION) else { return "OpenSSL" }
    return unsafe String(cString: text)
  }
}
