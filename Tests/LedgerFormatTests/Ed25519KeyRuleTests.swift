import Testing

@testable import LedgerFormat

@Suite("Public keys that signatures count by")
struct Ed25519KeyRuleTests {
  @Test("under the neutral point anybody can sign, and no such signature counts")
  func neutral() throws {
    // R is the neutral point and S is 0: S·B = R + h·A holds for every message.
    let neutral: [UInt8] = [1] + [UInt8](repeating: 0, count: 31)
    let signature = neutral + [UInt8](repeating: 0, count: 32)
    let key = try VerifierKey(name: "Acme", publicKey: neutral)
    let message: [UInt8] = [1, 2, 3]
    let isCounted = key.isSignature(signature.span, of: message.span)
    #expect(!isCounted)
  }

  @Test("coordinates of small order and second spellings are no keys, with either sign of x")
  func refused() {
    var keys: [[UInt8]] = []
    for low: UInt8 in 0xEC...0xFF {
      keys.append([low] + [UInt8](repeating: 0xFF, count: 30) + [0x7F])
    }
    for low: UInt8 in 0...1 { keys.append([low] + [UInt8](repeating: 0, count: 31)) }
    for key in keys {
      #expect(!Ed25519KeyRule.isUsable(key), "\(key)")
      var other = key
      other[31] |= 0x80
      #expect(!Ed25519KeyRule.isUsable(other), "\(other)")
    }
    #expect(!Ed25519KeyRule.isUsable([]))
  }

  @Test("keys that people make are usable")
  func usable() throws {
    for _ in 0..<20 {
      let key = try SigningKey.generate(name: "Acme")
      #expect(Ed25519KeyRule.isUsable(key.verifierKey.publicKey))
    }
    #expect(Ed25519KeyRule.isUsable([0xEB] + [UInt8](repeating: 0xFF, count: 30) + [0x7F]))
    #expect(Ed25519KeyRule.isUsable([2] + [UInt8](repeating: 0, count: 31)))
  }
}
