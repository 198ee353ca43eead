/// A public key's text `name+keyid+base64`, of whatever type, taken apart and its id checked.
///
/// The base64 holds a type byte and the key. Source: C2SP signed-note, "verifier keys".
struct KeyText {
  let name: String
  /// The signature type, which says what the key's bytes are.
  let type: UInt8
  let publicKey: [UInt8]

  /// Takes a text apart.
  ///
  /// - Throws: `NoteError.verifierKey` where it is not of that form, `.name` where no key may have
  ///   the name, `.keyID` where the id is not the key's.
  init(_ text: String) throws(NoteError) {
    let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let id = KeyText.readID(parts[1]),
      let encoded = Base64.decode(String(parts[2])), let type = encoded.first
    else { throw .verifierKey(text) }
    guard VerifierKey.isName(String(parts[0])) else { throw .name(String(parts[0])) }
    self.init(name: String(parts[0]), type: type, publicKey: Array(encoded.dropFirst()))
    guard self.id == id else { throw .keyID(expected: self.id, found: id) }
  }

  init(name: String, type: UInt8, publicKey: [UInt8]) {
    self.name = name
    self.type = type
    self.publicKey = publicKey
  }

  /// The first four bytes of SHA-256(name || LF || type || key).
  var id: UInt32 {
    var hasher = Hasher()
    let message = Array(name.utf8) + [SignedNote.lineFeed, type] + publicKey
    return hasher.digest(message.span).bytes[..<4].reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// The text that `init` reads.
  var text: String {
    let encoded = [type] + publicKey
    return name + "+" + VerifierKey.hex(id) + "+" + Base64.encode(encoded.span)
  }

  private static func readID(_ text: Substring) -> UInt32? {
    let digits = text.utf8
    guard digits.count == 8,
      digits.allSatisfy({
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      })
    else { return nil }
    return UInt32(text, radix: 16)
  }
}
