import LedgerFormat

/// A ledger, four witnesses A to D, and a checkpoint that any of them can cosign.
struct PolicySample {
  static let seconds: UInt64 = 1_700_000_000

  let log: VerifierKey
  let witnesses: [String: CosignerKey]
  let checkpoint: Checkpoint
  private let signed: SignedNote
  private let cosignatures: [String: SignedNote.Signature]

  init() throws {
    let signer = try SigningKey.generate(name: "county.example")
    log = signer.verifierKey
    checkpoint = Checkpoint(origin: "county.example", size: 7, root: .zero)
    signed = try checkpoint.signed(by: signer)
    var (keys, cosignatures) = ([String: CosignerKey](), [String: SignedNote.Signature]())
    for (position, name) in ["A", "B", "C", "D"].enumerated() {
      let witness = try SigningKey.generate(name: "witness.example/" + name)
      keys[name] = try CosignerKey(
        name: witness.verifierKey.name, publicKey: witness.verifierKey.publicKey)
      cosignatures[name] = try signed.cosignature(
        by: witness, seconds: PolicySample.seconds + UInt64(position))
    }
    witnesses = keys
    self.cosignatures = cosignatures
  }

  /// A policy's lines for the ledger and the four witnesses.
  var head: String {
    "log \(log)\n" + ["A", "B", "C", "D"].map { "witness \($0) \(witnesses[$0]!)\n" }.joined()
  }

  /// The checkpoint with the cosignatures of these witnesses.
  func note(_ names: String) -> SignedNote {
    var note = signed
    for name in names { note.add(cosignatures[String(name)]!) }
    return note
  }

  static func policy(_ text: String) throws(TrustPolicyError) -> TrustPolicy {
    try TrustPolicy(Array(text.utf8).span)
  }
}
