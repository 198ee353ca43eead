import Foundation
import Testing

/// Time stamps that are not what was asked for, one fault each, and why each is refused.
@Suite("Time stamps that are refused")
struct TimestampRefusalTests {
  let home: LedgerAtHome
  let request: String

  init() throws {
    home = try LedgerAtHome()
    try home.create()
    try #require(home.run("append", input: WitnessHome.event(1)).status == 0)
    request = home.scratch.path("request.tsq")
    try #require(home.run("timestamp", "--request", request).status == 0)
  }

  /// Takes an answer back, by a root of the same authority unless another is named.
  private func take(
    _ answer: String, _ authority: TimestampAuthority, ca: String? = nil
  ) throws -> Program.Outcome {
    try home.run(
      "timestamp", "--response", answer, "--ca", ca ?? authority.root, "--untrusted",
      authority.chain, "--lang", "en")
  }

  /// Expects that an answer is refused with a reason, and that nothing of it is kept.
  private func expectRefusal(
    of answer: String, _ authority: TimestampAuthority, ca: String? = nil, _ reason: String
  ) throws {
    let refused = try take(answer, authority, ca: ca)
    #expect(refused.status == 1 && refused.error.contains(reason), "\(refused.error)")
    #expect(try home.size() == 2)
    #expect(!FileManager.default.fileExists(atPath: home.url("timestamps").path))
  }

  @Test("a certificate that is not for time stamping")
  func purpose() throws {
    let authority = try TimestampAuthority()
    try authority.certify("coder", as: "code", by: "middle")
    let answer = try authority.answer(request, signedBy: "coder")
    try expectRefusal(of: answer, authority, "purpose")
    // The same statement signed the same way by a certificate that is for it: only the purpose was wrong.
    try authority.certify("second", as: "stamp", by: "middle")
    #expect(try take(authority.answer(request, signedBy: "second"), authority).status == 0)
  }

  @Test("a signature over a digest in which two texts can be made alike")
  func weakDigest() throws {
    let authority = try TimestampAuthority()
    let answer = try authority.answer(request, signedBy: "signer", over: "sha1")
    try expectRefusal(of: answer, authority, "256 bits")
  }

  @Test("an authority whose key is short enough to be broken")
  func weakKey() throws {
    let authority = try TimestampAuthority()
    try authority.certify("short", as: "stamp", by: "middle", key: ["rsa:1024"])
    let answer = try authority.answer(request, signedBy: "short")
    try expectRefusal(of: answer, authority, "too")
  }

  @Test("an authority whose root has expired")
  func expired() throws {
    let authority = try TimestampAuthority(rootDays: -1)
    try expectRefusal(of: authority.answer(request), authority, "expired")
  }

  @Test("another authority than the one that is trusted")
  func otherAuthority() throws {
    let authority = try TimestampAuthority()
    let stranger = try TimestampAuthority()
    try expectRefusal(
      of: authority.answer(request), authority, ca: stranger.root, "certificate")
  }

  @Test("another nonce than was asked with")
  func nonce() throws {
    let authority = try TimestampAuthority()
    var bytes = try Data(contentsOf: URL(filePath: request))
    // The nonce is the last but three bytes of a request; see TimeStampRequest.
    bytes[bytes.count - 4] ^= 1
    try bytes.write(to: home.scratch.url("other.tsq"))
    let other = home.scratch.path("other.tsq")
    try expectRefusal(of: authority.answer(other), authority, "answers no request")
  }

  @Test("the nonce that was asked with, over something else")
  func imprint() throws {
    let authority = try TimestampAuthority()
    var bytes = try Data(contentsOf: URL(filePath: request))
    bytes[30] ^= 1
    try bytes.write(to: home.scratch.url("other.tsq"))
    let other = home.scratch.path("other.tsq")
    try expectRefusal(of: authority.answer(other), authority, "it stamps")
  }
}
