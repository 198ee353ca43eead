import LedgerFormat
import Testing

@Suite("Hashes")
struct HashTests {
  @Test(
    "SHA-256 is that of FIPS 180-4",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        String(repeating: "a", count: 1_000_000),
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
      ),
    ])
  func knownDigests(message: String, digest: String) {
    var hasher = Hasher()
    let bytes = Array(message.utf8)
    // Twice, because a hasher is used for one message after another.
    let (first, second) = (hasher.digest(bytes.span), hasher.digest(bytes.span))
    #expect(first.hex == digest && second == first)
    hasher.start()
    for start in stride(from: 0, to: bytes.count, by: 7) {
      hasher.update(bytes.span.extracting(start..<min(start + 7, bytes.count)))
    }
    let inParts = hasher.finish()
    #expect(inParts == first)
  }

  @Test("a digest comes back from its bytes and its digits")
  func roundTrip() throws {
    let bytes = (0..<40).map { UInt8(6 * $0) }
    for offset in 0...8 {
      let hash = Hash(bytes.span, at: offset)
      #expect(hash.bytes == Array(bytes[offset..<offset + 32]))
      #expect(Hash(hex: hash.hex) == hash)
      #expect(Hash(hex: hash.hex.uppercased()) == hash)
      #expect(hash.description == hash.hex)
    }
  }

  @Test(
    "digits that are not 64 hexadecimal ones are no digest",
    arguments: [
      "", String(repeating: "0", count: 63), String(repeating: "0", count: 65),
      String(repeating: "0", count: 63) + "g", String(repeating: "０", count: 64),
      " " + String(repeating: "0", count: 63),
    ])
  func badDigits(digits: String) {
    #expect(Hash(hex: digits) == nil)
  }

  @Test("digests are ordered as their bytes")
  func order() {
    var hashes: [Hash] = [.zero]
    for bit in 0..<256 { hashes.append(Hash.zero.flipping(bit: bit)) }
    for hash in hashes {
      for other in hashes {
        #expect((hash < other) == hash.bytes.lexicographicallyPrecedes(other.bytes))
        #expect((hash == other) == (hash.bytes == other.bytes))
      }
    }
  }
}

@Suite("The committed mark")
struct CommittedMarkTests {
  @Test("with any bit turned, cut or grown counts as none")
  func torn() {
    var hasher = Hasher()
    let mark = CommittedMark(size: 0x0102_0304_0506_0708, leafHash: MerkleTree.emptyRoot)
    var bytes = mark.bytes(&hasher)
    #expect(bytes.count == 48 && Array(bytes[..<8]) == Array(1...8))
    let again = CommittedMark(bytes.span, &hasher)
    #expect(again == mark)
    for bit in 0..<8 * bytes.count {
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      let turned = CommittedMark(bytes.span, &hasher)
      #expect(turned == nil)
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
    }
    for other in [[], Array(bytes[..<47]), bytes + [0]] {
      let found = CommittedMark(other.span, &hasher)
      #expect(found == nil)
    }
  }

  @Test("of no entries is none")
  func empty() {
    var hasher = Hasher()
    let bytes = CommittedMark(size: 0, leafHash: .zero).bytes(&hasher)
    let found = CommittedMark(bytes.span, &hasher)
    #expect(found == nil)
  }
}
