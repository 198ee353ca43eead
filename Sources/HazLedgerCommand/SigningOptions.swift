internal import ArgumentParser
internal import HazLedger

/// Which keys vouch for what a command records.
struct SigningOptions: ParsableArguments {
  @Option(
    name: .customLong("key"),
    help: ArgumentHelp(
      say(
        zh: "企业的签名私钥(PKCS#8 PEM),为本企业的事件作保;多家企业的事件可多次给出",
        en: """
          a party's private key (PKCS#8 in PEM), which vouches for that party's events; may be \
          repeated for several parties
          """), valueName: "pem"))
  var keys: [String] = []

  /// The keys, read from their files.
  func vouchers() throws -> [PrivateKeyFile] { try keys.map { try PrivateKeyFile($0) } }
}
