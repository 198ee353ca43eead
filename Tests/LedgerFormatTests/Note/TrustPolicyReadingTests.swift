import LedgerFormat
import Testing

@Suite("Reading policies of trust")
struct TrustPolicyReadingTests {
  static let log = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
  static let witness = CosignatureTests.vkey

  /// Reads a text in which L and W stand for a ledger's and a witness's key.
  static func read(_ text: String) throws(TrustPolicyError) -> TrustPolicy {
    try PolicySample.policy(text.replacing("L", with: log).replacing("W", with: witness))
  }

  @Test(
    "spaces, tabs, empty lines, comments and URLs are as free as the format says",
    arguments: [
      "quorum none\n", "\tquorum \t none \t\n", "\n \n\t\n# x\n  # quorum none\nquorum none\n",
      "log L\nquorum none\n", "log L https://log.example/县\nquorum none\n",
      "witness X W\nquorum X\n", "witness X W https://w.example/\nquorum X\n",
      "witness X W\nquorum X\nlog L\n#", "quorum none\nwitness X W\ngroup G any X\n",
      "witness all W\ngroup any all all\nquorum any\n", "# \u{7F8A}\nquorum none\n",
    ])
  func accepted(text: String) throws {
    let text = text.hasSuffix("#") ? text + "\n" : text
    #expect(throws: Never.self) { _ = try TrustPolicyReadingTests.read(text) }
  }

  @Test(
    "what the format does not allow is refused, with its line",
    arguments: [
      ("", TrustPolicyError.quorumMissing), ("# quorum none\n", .quorumMissing),
      ("quorum none", .unfinishedLine(line: 1)), ("\nquorum none\n#", .unfinishedLine(line: 3)),
      ("quorum none\r\n", .character(line: 1)), ("# \u{0}\nquorum none\n", .character(line: 1)),
      ("# \u{7F}\nquorum none\n", .character(line: 1)),
      ("\n# \u{B}\nquorum none\n", .character(line: 2)),
      ("quorum none\nquorum none\n", .repeatedQuorum(line: 2)),
      ("witness X W\nquorum X\nquorum none\n", .repeatedQuorum(line: 3)),
      ("quorum\n", .wordCount(line: 1)), ("quorum none none\n", .wordCount(line: 1)),
      ("quorum None\n", .unknownName(line: 1, PolicyName("None"))),
      ("quorum X\nwitness X W\n", .unknownName(line: 1, PolicyName("X"))),
      ("Quorum none\n", .keyword(line: 1)), ("logs L\n", .keyword(line: 1)),
      ("log\n", .wordCount(line: 1)), ("log L a b\n", .wordCount(line: 1)),
      ("log x\n", .key(line: 1, .verifierKey("x"))), ("log W\n", .key(line: 1, .keyType(4))),
      ("log L\nlog L\n", .repeatedKey(line: 2)),
      ("witness X\n", .wordCount(line: 1)), ("witness X W u v\n", .wordCount(line: 1)),
      ("witness X L\n", .key(line: 1, .keyType(1))),
      ("witness X W\nwitness Y W\n", .repeatedKey(line: 2)),
      ("witness none W\n", .repeatedName(line: 1, PolicyName("none"))),
      ("witness X W\nwitness X W\n", .repeatedName(line: 2, PolicyName("X"))),
      ("witness X W\ngroup X any X\n", .repeatedName(line: 2, PolicyName("X"))),
      ("witness X W\ngroup none any X\n", .repeatedName(line: 2, PolicyName("none"))),
      ("group G any\n", .wordCount(line: 1)), ("group G\n", .wordCount(line: 1)),
      ("group G any X\n", .unknownName(line: 1, PolicyName("X"))),
      ("group G any G\n", .unknownName(line: 1, PolicyName("G"))),
      ("group G any none\n", .unknownName(line: 1, PolicyName("none"))),
      ("witness X W\ngroup G any X X\n", .repeatedMember(line: 2, PolicyName("X"))),
      (
        "witness X W\ngroup G any X\ngroup H any X\n",
        .repeatedMember(line: 3, PolicyName("X"))
      ),
      ("witness X W\ngroup G 0 X\n", .threshold(line: 2)),
      ("witness X W\ngroup G 2 X\n", .threshold(line: 2)),
      ("witness X W\ngroup G 01 X\n", .threshold(line: 2)),
      ("witness X W\ngroup G -1 X\n", .threshold(line: 2)),
      ("witness X W\ngroup G 18446744073709551617 X\n", .threshold(line: 2)),
      ("witness X W\ngroup G ANY X\n", .threshold(line: 2)),
    ])
  func refused(text: String, error: TrustPolicyError) {
    #expect(throws: error) { _ = try TrustPolicyReadingTests.read(text) }
  }

  @Test("the same public key under another name is the same ledger")
  func renamedKey() throws {
    let key = try VerifierKey(TrustPolicyReadingTests.log)
    let renamed = try VerifierKey(name: "other.example", publicKey: key.publicKey)
    #expect(throws: TrustPolicyError.repeatedKey(line: 2)) {
      _ = try PolicySample.policy("log \(key)\nlog \(renamed)\nquorum none\n")
    }
  }

  @Test("names are bytes, not characters")
  func bytes() throws {
    // U+212A KELVIN SIGN is canonically equivalent to K, and a name need not be UTF-8.
    let text = Array("witness \u{212A} \(CosignatureTests.vkey)\nquorum K\n".utf8)
    #expect(throws: TrustPolicyError.unknownName(line: 2, PolicyName("K"))) {
      _ = try TrustPolicy(text.span)
    }
    let latin = Array("witness ".utf8) + [0xE9] + Array(" \(CosignatureTests.vkey)\nquorum ".utf8)
    #expect(throws: Never.self) { _ = try TrustPolicy((latin + [0xE9, 0x0A]).span) }
  }

  @Test("as many ledgers, witnesses and groups as the format asks a program to support, and more")
  func manyLines() throws {
    var text = ""
    for number in 0..<100 {
      let publicKey = [UInt8](repeating: UInt8(number), count: 32)
      text += "log \(try VerifierKey(name: "log\(number)", publicKey: publicKey))\n"
      text += "witness W\(number) \(try CosignerKey(name: "w\(number)", publicKey: publicKey))\n"
      text += "group G\(number) any W\(number)\(number > 0 ? " G\(number - 1)" : "")\n"
    }
    let policy = try PolicySample.policy(text + "quorum G99\n")
    #expect(policy.logs.count == 100 && policy.witnesses.count == 100)
    #expect(policy.groups.count == 100)
  }

  @Test("a policy is at most one mebibyte")
  func sizeLimit() {
    let line = Array("quorum none\n#".utf8)
    let most = line + [UInt8](repeating: 0x20, count: (1 << 20) - line.count - 1) + [0x0A]
    #expect(throws: Never.self) { _ = try TrustPolicy(most.span) }
    #expect(throws: TrustPolicyError.tooLarge(sizeBytes: 1 << 20 + 1, sizeBytesMax: 1 << 20)) {
      _ = try TrustPolicy(([0x0A] + most).span)
    }
  }
}
