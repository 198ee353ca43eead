import Foundation
import Testing

/// A time-stamp authority of three certificates, made with the tool `openssl` for one test.
final class TimestampAuthority {
  private static let configuration = """
    [req]
    distinguished_name = dn
    [dn]
    [ca]
    basicConstraints = critical,CA:true
    [stamp]
    extendedKeyUsage = critical,timeStamping
    [code]
    extendedKeyUsage = critical,codeSigning
    [tsa]
    serial = serial
    default_policy = 1.2.3.4.1
    digests = sha256, sha512
    signer_digest = sha256

    """

  let scratch: Scratch

  /// - Parameter rootDays: for how many days from now the root is valid; a negative number for one that has expired.
  init(rootDays: Int = 3_650) throws {
    scratch = try Scratch()
    try Data(TimestampAuthority.configuration.utf8).write(to: scratch.url("tsa.cnf"))
    try Data("01\n".utf8).write(to: scratch.url("serial"))
    try certify("root", as: "ca", by: nil, days: rootDays)
    try certify("middle", as: "ca", by: "root")
    try certify("signer", as: "stamp", by: "middle")
  }

  /// Makes a key and a certificate for it: NAME.key and NAME.pem.
  ///
  /// - Parameter issuer: who signs it; nil for the key itself.
  func certify(
    _ name: String, as kind: String, by issuer: String?, days: Int = 3_650,
    key: [String] = ["ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
  ) throws {
    try openssl(
      ["req", "-newkey"] + key + [
        "-nodes", "-keyout", name + ".key", "-out", name + ".csr", "-subj", "/CN=" + name,
        "-config", "tsa.cnf",
      ])
    let signing =
      issuer.map { ["-CA", $0 + ".pem", "-CAkey", $0 + ".key", "-set_serial", "7"] }
      ?? ["-signkey", name + ".key"]
    try openssl(
      ["x509", "-req", "-in", name + ".csr"] + signing + [
        "-days", String(days), "-extfile", "tsa.cnf", "-extensions", kind, "-out", name + ".pem",
      ])
  }

  var root: String { scratch.path("root.pem") }
  var chain: String { scratch.path("middle.pem") }

  /// Answers a request; gives the answer's file.
  func answer(_ request: String, named name: String = "answer.tsr") throws -> String {
    try openssl([
      "ts", "-reply", "-queryfile", request, "-signer", "signer.pem", "-inkey", "signer.key",
      "-config", "tsa.cnf", "-section", "tsa", "-out", name,
    ])
    return scratch.path(name)
  }

  /// Takes an answer's statement and has another certificate sign it, which the tool `openssl ts` would refuse to.
  func answer(_ request: String, signedBy name: String, over digest: String = "sha256") throws
    -> String
  {
    _ = try answer(request, named: "proper.tsr")
    try openssl(["ts", "-reply", "-in", "proper.tsr", "-token_out", "-out", "proper.token"])
    try openssl([
      "cms", "-verify", "-noverify", "-inform", "DER", "-in", "proper.token", "-out", "statement",
    ])
    try openssl([
      "cms", "-sign", "-binary", "-nodetach", "-econtent_type", "1.2.840.113549.1.9.16.1.4", "-in",
      "statement", "-signer", name + ".pem", "-inkey", name + ".key", "-outform", "DER", "-cades",
      "-md", digest, "-out", "other.token",
    ])
    // Granted, and the token.
    let token = try Data(contentsOf: scratch.url("other.token"))
    let content = Data([0x30, 0x03, 0x02, 0x01, 0x00]) + token
    let count = UInt16(content.count)
    let answer = Data([0x30, 0x82, UInt8(count >> 8), UInt8(truncatingIfNeeded: count)]) + content
    try answer.write(to: scratch.url("other.tsr"))
    return scratch.path("other.tsr")
  }

  @discardableResult
  func openssl(_ arguments: [String]) throws -> Program.Outcome {
    let outcome = try Program.run(
      ["openssl"] + arguments, folder: scratch.folder, executable: URL(filePath: "/usr/bin/env"))
    try #require(outcome.status == 0, "\(outcome.error)")
    return outcome
  }
}
