import LedgerFormat
import Testing

@Suite("Cosignatures")
struct CosignatureTests {
  static let text = """
    example.com/behind-the-sofa
    20852163
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

    """
  static let seconds: UInt64 = 1_679_315_147
  /// Made with Python and the openssl tool from the key of RFC 8032 §7.1, test 2.
  static let vkey = "witness.example.com/w1+e8498172+BD1AF8PoQ4lakrcKp00bfrycmCzPLsSWjMDNVfEq9GYM"
  static let line =
    "— witness.example.com/w1 6EmBcgAAAABkGFDLU5VmHzFyg1moo3QxI1Ge6wHfwylQEoWhcwJH/SvRJW3LjvpU4PIuE1VI/0HWdoZ4oGL67Rl5yx89mAducLUyBQ==\n"

  static func signer() throws -> SigningKey {
    let seed = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"
    let der = hex("302e020100300506032b657004220420" + seed)
    let pem = Array(
      "-----BEGIN PRIVATE KEY-----\n\(Base64.encode(der.span))\n-----END PRIVATE KEY-----\n".utf8)
    return try SigningKey(name: "witness.example.com/w1", pem: pem.span)
  }

  @Test("a cosignature is the one that another program makes of the same key, text and time")
  func knownAnswer() throws {
    let bytes = Array((CosignatureTests.text + "\n" + CosignatureTests.line).utf8)
    let note = try SignedNote(bytes.span)
    let signer = try CosignatureTests.signer()
    let made = try note.cosignature(by: signer, seconds: CosignatureTests.seconds)
    #expect(note.signatures == [made])
    let key = try CosignerKey(CosignatureTests.vkey)
    #expect(key.text == CosignatureTests.vkey)
    let cosigners = try note.cosigners(among: [key])
    #expect(cosigners.map(\.key) == [key])
    #expect(cosigners.map(\.seconds) == [CosignatureTests.seconds])
  }

  @Test("no bit of text, time or signature can be turned")
  func changed() throws {
    let bytes = Array((CosignatureTests.text + "\n" + CosignatureTests.line).utf8)
    let note = try SignedNote(bytes.span)
    let key = try CosignerKey(CosignatureTests.vkey)
    let refused = NoteError.badSignature(name: key.name, id: key.id)
    for bit in 0..<8 * Cosignature.sizeBytes {
      var changed = try SignedNote(text: note.text)
      var signature = note.signatures[0]
      signature.bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      changed.add(signature)
      #expect(throws: refused) { _ = try changed.cosigners(among: [key]) }
    }
    var other = try SignedNote(text: note.text.replacing("20852163", with: "20852164"))
    other.add(note.signatures[0])
    #expect(throws: refused) { _ = try other.cosigners(among: [key]) }
  }

  @Test("a witness that cosigned twice is told once, with the earlier time")
  func repeated() throws {
    let signer = try CosignatureTests.signer()
    let key = try CosignerKey(CosignatureTests.vkey)
    var note = try SignedNote(text: CosignatureTests.text)
    for seconds: UInt64 in [500, 400, 600] {
      note.add(try note.cosignature(by: signer, seconds: seconds))
    }
    let times = try note.cosigners(among: [key]).map(\.seconds)
    #expect(times == [400])
  }

  @Test("a ledger's key is no witness's, and a witness's no ledger's")
  func keyTypes() throws {
    let signer = try CosignatureTests.signer()
    #expect(throws: NoteError.keyType(4)) { _ = try VerifierKey(CosignatureTests.vkey) }
    let logKey = signer.verifierKey.text
    #expect(throws: NoteError.keyType(1)) { _ = try CosignerKey(logKey) }
  }

  @Test("the same witness under another name, or another witness, is passed over")
  func unknown() throws {
    let bytes = Array((CosignatureTests.text + "\n" + CosignatureTests.line).utf8)
    let key = try CosignerKey(CosignatureTests.vkey)
    let renamed = try CosignerKey(name: "witness.example.com/w2", publicKey: key.publicKey)
    let other = try CosignerKey(name: key.name, publicKey: Array(repeating: 7, count: 32))
    let found = try SignedNote(bytes.span).cosigners(among: [renamed, other])
    #expect(found.isEmpty)
  }

  @Test("a time of 64 bits is none")
  func latestTime() {
    let signature = [UInt8](repeating: 1, count: 64)
    #expect(Cosignature([0x7F] + [UInt8](repeating: 0xFF, count: 7) + signature) != nil)
    #expect(Cosignature([0x80] + [UInt8](repeating: 0, count: 7) + signature) == nil)
    #expect(Cosignature([UInt8](repeating: 0, count: 7) + signature) == nil)
    #expect(Cosignature([UInt8](repeating: 0, count: 9) + signature) == nil)
  }
}
