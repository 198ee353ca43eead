import LedgerFormat
import Testing

@Suite("Keys")
struct KeyTests {
  @Test(
    "what is not a verifier key in every character is refused",
    arguments: [
      "", "example.com/foo", "example.com/foo+530d903a",
      "example.com/foo+530d903a+", "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
      "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
      "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
      "example.com/fop+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
      "example.com/foo+30d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
      "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
      "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k=",
      "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U0=",
      "example.com/ foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
    ])
  func refusals(text: String) {
    #expect(throws: NoteError.self) { try VerifierKey(text) }
  }

  @Test(
    "a name has no white space, control character or plus sign",
    arguments: [
      ("county.example/hazardous-chemicals", true), ("县/危险化学品", true), ("", false), ("a b", false),
      ("a+b", false), ("a\tb", false), ("a\u{3000}b", false), ("a\u{85}b", false),
      ("a\u{7F}", false),
    ])
  func names(name: String, isName: Bool) {
    #expect(VerifierKey.isName(name) == isName)
  }

  @Test("a key that was written is the same key when it is read")
  func privateKeyRoundTrip() throws {
    let key = try SigningKey.generate(name: "county.example")
    let pem = key.withPEM { [UInt8]($0) }
    let text = String(decoding: pem, as: UTF8.self)
    #expect(text.hasPrefix("-----BEGIN PRIVATE KEY-----\n"))
    let again = try SigningKey(name: "county.example", pem: pem.span)
    let (first, second) = (key.verifierKey, again.verifierKey)
    #expect(first == second)
    let message = Array("message".utf8)
    // Ed25519 is deterministic: the same key signs the same message with the same bytes.
    let (signature, repeated) = (key.sign(message.span), again.sign(message.span))
    #expect(signature == repeated)
  }

  @Test(
    "a PKCS#8 key of RFC 8032 signs as the RFC says, alone and with attributes",
    arguments: [
      ("302e", ""),
      // The attribute of RFC 8410 §10.3.
      ("304f", "a01f301d060a2a864886f70d01090914310f0c0d437572646c6520436861697273"),
    ])
  func knownSignature(head: String, attributes: String) throws {
    // RFC 8032 §7.1, test 2: the message is the one byte 72.
    let seed = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"
    let der = hex(head + "020100300506032b657004220420" + seed + attributes)
    let pem = Array(
      "-----BEGIN PRIVATE KEY-----\n\(Base64.encode(der.span))\n-----END PRIVATE KEY-----\n".utf8)
    let key = try SigningKey(name: "rfc8032", pem: pem.span)
    let publicKey = key.verifierKey.publicKey
    #expect(publicKey == hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"))
    let message: [UInt8] = [0x72]
    let signature = key.sign(message.span)
    #expect(
      signature
        == hex(
          "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"))
    let verifier = key.verifierKey
    #expect(isSignature(signature, of: message, by: verifier))
  }

  @Test(
    "what is not an unencrypted Ed25519 key is refused",
    arguments: [
      "", "x", "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n",
      // A key of another kind, X25519, and a locked one; both made for this test and used nowhere.
      """
      -----BEGIN PRIVATE KEY-----
      MC4CAQAwBQYDK2VuBCIEIACh9WiW3Z6FPiQk3NqfuuCjSKidzn1t2UxY6c+0aPpi
      -----END PRIVATE KEY-----

      """,
      """
      -----BEGIN ENCRYPTED PRIVATE KEY-----
      MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAh/uDzLcWbhowICCAAw
      DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEOwy3EeLOUWRrFg1Wh//vKUEQPDg
      yUu64taMDdxmK6IVMvTk3TA7KFc7LUgbyuHeRQNnvu/xIkRts0OgElkDx5q+/iCJ
      7+CQNvZh4dSzEN9W+Hw=
      -----END ENCRYPTED PRIVATE KEY-----

      """,
    ])
  func badPrivateKeys(pem: String) {
    let bytes = Array(pem.utf8)
    #expect(throws: NoteError.privateKey) { _ = try SigningKey(name: "a", pem: bytes.span) }
  }

  @Test("a key must have a name")
  func namelessKey() {
    #expect(throws: NoteError.name("a b")) { _ = try SigningKey.generate(name: "a b") }
  }

  @Test("no bit of a signature or message can be turned")
  func changedSignatures() throws {
    let key = try SigningKey.generate(name: "a")
    let verifier = key.verifierKey
    let message = Array("some message".utf8)
    let signature = key.sign(message.span)
    for bit in 0..<8 * signature.count {
      var changed = signature
      changed[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(!isSignature(changed, of: message, by: verifier))
    }
    for bit in 0..<8 * message.count {
      var changed = message
      changed[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(!isSignature(signature, of: changed, by: verifier))
    }
  }

  @Test("random bytes are as many as asked for, and never the same")
  func random() {
    for count in [0, 1, 16, 1_000] { #expect(SecureRandom.bytes(count: count).count == count) }
    #expect(LedgerID.random() != LedgerID.random())
  }
}

/// Whether `key` signed `message` so.
private func isSignature(
  _ signature: [UInt8], of message: [UInt8], by key: VerifierKey
) -> Bool {
  key.isSignature(signature.span, of: message.span)
}

/// The bytes of hexadecimal digits in a test.
func hex(_ digits: String) -> [UInt8] {
  var bytes: [UInt8] = []
  var rest = Substring(digits)
  while !rest.isEmpty {
    bytes.append(UInt8(rest.prefix(2), radix: 16) ?? 0)
    rest = rest.dropFirst(2)
  }
  return bytes
}
