import LedgerAudit
import LedgerFormat

/// What strangers send about a ledger: notes, proofs, policies and keys.
extension HostileInput {
  /// A key that nobody signs with, so that nothing is ever proved by these bytes.
  static let strangersKey: VerifierKey = {
    let key = try? VerifierKey(
      name: "stranger.example", publicKey: [UInt8](repeating: 9, count: 32))
    guard let key else { preconditionFailure("the name and the size of this key are right") }
    return key
  }()

  static func checkNote(_ bytes: [UInt8]) throws(BrokenPromise) {
    var end = 0
    for range in SignedNote.ranges(in: bytes.span) {
      try BrokenPromise.unless(
        range.lowerBound == end && !range.isEmpty, "notes overlap or leave bytes out")
      end = range.upperBound
    }
    try BrokenPromise.unless(end == bytes.count, "notes leave bytes out at the end")
    guard let note = try? SignedNote(bytes.span) else { return }
    try BrokenPromise.unless(note.bytes == bytes, "a note is written otherwise than it was read")
    _ = try? Checkpoint(text: note.text)
    try BrokenPromise.unless(
      (try? note.verify(with: [strangersKey])) == nil, "a note is signed by a key that never signed"
    )
  }

  static func checkPolicy(_ bytes: [UInt8]) throws(BrokenPromise) {
    _ = try? TrustPolicy(bytes.span)
    if let decoded = Base64.decode(bytes.span) {
      try BrokenPromise.unless(
        Array(Base64.encode(decoded.span).utf8) == bytes, "base64 has two spellings")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { return }
    if let key = try? VerifierKey(text) {
      try BrokenPromise.unless(key.text == text, "a key has two spellings")
    }
    _ = try? CosignerKey(text)
  }

  static func checkKey(_ bytes: [UInt8]) {
    _ = try? SigningKey(name: "stranger.example", pem: bytes.span)
  }

  /// The key of the seeds, whose secret part is known to everybody.
  private static let seedsKey: VerifierKey = {
    let text = "county.example/chemicals+4f5ab75a+AT1AF8PoQ4lakrcKp00bfrycmCzPLsSWjMDNVfEq9GYM"
    guard let key = try? VerifierKey(text) else { preconditionFailure("the seeds' key is one") }
    return key
  }()

  static func checkEvidence(_ bytes: [UInt8]) throws(BrokenPromise) {
    guard let evidence = try? Evidence(bytes.span) else { return }
    try BrokenPromise.unless(
      evidence.bytes == bytes, "evidence is written otherwise than it was read")
    let stranger = EvidenceChecker(policy: TrustPolicy(logs: [strangersKey]))
    try BrokenPromise.unless(
      (try? stranger.check(evidence)) == nil, "something is proved by a key that never signed")
    _ = try? EvidenceChecker(policy: TrustPolicy(logs: [seedsKey])).check(evidence)
  }

  static func checkProof(_ bytes: [UInt8]) throws(BrokenPromise) {
    if let request = try? AddCheckpointRequest(bytes.span) {
      try BrokenPromise.unless(
        request.bytes == bytes, "a request is written otherwise than it was read")
    }
    _ = try? TimeStampResponse(bytes.span)
    _ = try? TimeStampToken(bytes.span)
    guard let files = try? ProofFile.parse(bytes.span) else { return }
    let checker = ProofChecker(policy: TrustPolicy(logs: [strangersKey]))
    var written: [UInt8] = []
    for file in files {
      switch file {
      case .inclusion(let proof): written += proof.bytes
      case .consistency(let proof): written += proof.bytes
      case .checkpoint(let note), .report(let note): written += note.bytes
      }
      try BrokenPromise.unless(
        (try? checker.check(file)) == nil, "something is proved by a key that never signed")
    }
    try BrokenPromise.unless(written == bytes, "proofs are written otherwise than they were read")
  }
}
