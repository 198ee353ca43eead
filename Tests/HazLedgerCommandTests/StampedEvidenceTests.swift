import Foundation
import LedgerAudit
import LedgerFormat
import Testing

/// A file of evidence with all that one can hold, and its time stamp by itself, bit by bit.
///
/// The file is made by the program and then checked in this process, so that thousands of bits take seconds.
/// `tools/flip` takes all of them, the ordinary run every 23rd: prime to 8, so that all bits of a byte and all fields come up.
@Suite("Every bit of evidence with authors, private fields and time stamps")
struct StampedEvidenceTests {
  private static let takesEveryBit =
    ProcessInfo.processInfo.environment["HAZLEDGER_EVERY_BIT"] != nil

  private let checker: EvidenceChecker
  private let bytes: [UInt8]

  init() throws {
    let ledger = try SignedHome()
    let authority = try TimestampAuthority()
    try ledger.register("P")
    let event = SignedHome.event("P1").dropLast() + #","handler":"张三丰","checker":"李四"}"#
    let key = ["--key", ledger.pem("P")]
    try #require(ledger.home.run(["append"] + key, input: String(event)).status == 0)
    try #require(ledger.run("checkpoint", "--commit").status == 0)
    let request = ledger.home.scratch.path("request.tsq")
    try #require(ledger.run("timestamp", "--request", request).status == 0)
    let stamped = try ledger.run(
      "timestamp", "--response", authority.answer(request), "--ca", authority.root, "--untrusted",
      authority.chain)
    try #require(stamped.status == 0, "\(stamped.error)")
    let path = ledger.home.scratch.path("evidence")
    let made = try ledger.run("prove", "--lot", "P/BP1", "--with-private", "-o", path)
    try #require(made.status == 0, "\(made.error)")
    bytes = try [UInt8](Data(contentsOf: URL(filePath: path)))
    var checker = EvidenceChecker(policy: TrustPolicy(logs: [try VerifierKey(ledger.vkey)]))
    checker.authorities = try [UInt8](Data(contentsOf: URL(filePath: authority.root)))
    self.checker = checker
  }

  /// The bits that are flipped, counted from the first of the first byte.
  private static func places(of bytes: [UInt8], every share: Int) -> StrideTo<Int> {
    stride(from: share / 2, to: 8 * bytes.count, by: takesEveryBit ? 1 : share)
  }

  private static func flipped(_ bytes: [UInt8], _ place: Int) -> [UInt8] {
    var changed = bytes
    changed[place / 8] ^= 1 << UInt8(place % 8)
    return changed
  }

  @Test("is refused, or proves the very same by the same time")
  func evidence() throws {
    let whole = try checker.check(Evidence(bytes.span))
    #expect(whole.authors.count == 1 && whole.openings.count == 1)
    #expect(whole.stamps.map(\.isTrusted) == [true])
    for place in StampedEvidenceTests.places(of: bytes, every: 23) {
      let changed = StampedEvidenceTests.flipped(bytes, place)
      guard let read = try? Evidence(changed.span) else { continue }
      #expect(read.bytes == changed, "byte \(place / 8): read otherwise than it is written")
      guard let proved = try? checker.check(read) else { continue }
      #expect(
        proved.accepted.checkpoint == whole.accepted.checkpoint && proved.genesis == whole.genesis
          && proved.subject == whole.subject && proved.completeTo == whole.completeTo
          && proved.streams == whole.streams && proved.authors == whole.authors
          && proved.entries.leafHashes == whole.entries.leafHashes
          && proved.openings == whole.openings && proved.stamps == whole.stamps,
        "byte \(place / 8), bit \(place % 8) of \(bytes.count) bytes")
    }
    if StampedEvidenceTests.takesEveryBit {
      print("flip: evidence: each bit of \(bytes.count) bytes")
    }
  }

  @Test("a token is refused, or says the very same")
  func token() throws {
    let stamp = try #require(Evidence(bytes.span).stamps.first)
    let authorities = try #require(checker.authorities)
    var hasher = LedgerFormat.Hasher()
    let imprint = hasher.digest(stamp.note.span)
    let whole = try TimeStampToken(stamp.token.span)
    try whole.verify(
      imprint: imprint, nonce: nil, authorities: authorities, untrusted: stamp.chain)
    for place in StampedEvidenceTests.places(of: stamp.token, every: 3) {
      let changed = StampedEvidenceTests.flipped(stamp.token, place)
      guard let token = try? TimeStampToken(changed.span) else { continue }
      let isGood =
        (try? token.verify(
          imprint: imprint, nonce: nil, authorities: authorities, untrusted: stamp.chain)) != nil
      #expect(
        !isGood || token.statement == whole.statement,
        "byte \(place / 8), bit \(place % 8) of \(stamp.token.count) bytes")
    }
    if StampedEvidenceTests.takesEveryBit {
      print("flip: token: each bit of \(stamp.token.count) bytes")
    }
  }
}
