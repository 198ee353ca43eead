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
    [tsa]
    serial = serial
    default_policy = 1.2.3.4.1
    digests = sha256, sha512
    signer_digest = sha256

    """

  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try Data(TimestampAuthority.configuration.utf8).write(to: scratch.url("tsa.cnf"))
    try Data("01\n".utf8).write(to: scratch.url("serial"))
    let curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    try openssl(
      ["req", "-x509"] + curve + [
        "-keyout", "root.key", "-out", "root.pem", "-subj", "/CN=Root", "-days", "3650", "-config",
        "tsa.cnf", "-extensions", "ca",
      ])
    for (name, kind, issuer) in [("middle", "ca", "root"), ("signer", "stamp", "middle")] {
      try openssl(
        ["req"] + curve + [
          "-keyout", name + ".key", "-out", name + ".csr", "-subj", "/CN=" + name, "-config",
          "tsa.cnf",
        ])
      try openssl([
        "x509", "-req", "-in", name + ".csr", "-CA", issuer + ".pem", "-CAkey", issuer + ".key",
        "-set_serial", "7", "-days", "3650", "-extfile", "tsa.cnf", "-extensions", kind, "-out",
        name + ".pem",
      ])
    }
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

  @discardableResult
  func openssl(_ arguments: [String]) throws -> Program.Outcome {
    let outcome = try Program.run(
      ["openssl"] + arguments, folder: scratch.folder, executable: URL(filePath: "/usr/bin/env"))
    try #require(outcome.status == 0, "\(outcome.error)")
    return outcome
  }
}
