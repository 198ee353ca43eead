import LedgerFormat
import Testing

@Suite("Base64")
struct Base64Tests {
  @Test(
    "the RFC's examples",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
      ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
  func examples(plain: String, encoded: String) {
    #expect(Base64.encode(Array(plain.utf8).span) == encoded)
    #expect(Base64.decode(encoded) == Array(plain.utf8))
  }

  @Test("every byte at every place comes back")
  func roundTrip() {
    for count in 0..<6 {
      for byte in 0...255 as ClosedRange<UInt8> {
        let bytes = [UInt8](repeating: byte, count: count)
        #expect(Base64.decode(Base64.encode(bytes.span)) == bytes)
      }
    }
  }

  @Test(
    "any other spelling is refused",
    arguments: [
      "Zg", "Zg=", "Zh==", "Zm9=", "Zm8", "=", "====", "A===", "Zg==Zg==", "Zg= =", "Zm9v\n",
      " Zm9v", "Zm9-", "Zm9_", "Zg==\n", "Z=g=", "é===",
    ])
  func refusals(text: String) {
    #expect(Base64.decode(text) == nil)
  }

  @Test("no two texts of four characters decode to the same byte")
  func canonical() {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var accepted = 0
    for first in alphabet {
      for second in alphabet where Base64.decode("\(first)\(second)==") != nil { accepted += 1 }
    }
    #expect(accepted == 256)
  }
}
