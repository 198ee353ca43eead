import Custody
import LedgerAudit
import LedgerFormat

/// A ledger whose events are signed, also such as no honest writer would make.
final class SignedStory {
  let maker: LedgerMaker
  let registrar: SigningKey
  let acme: SigningKey
  private var hasher = LedgerFormat.Hasher()
  private(set) var register: KeyRegister

  init(_ signatures: LedgerPolicy.Signatures = .signed) throws {
    registrar = try .generate(name: "registrar")
    acme = try .generate(name: "Acme")
    maker = try LedgerMaker(
      policy: LedgerPolicy(signatures: signatures), registrars: [registrar.verifierKey])
    register = KeyRegister(
      Genesis(
        ledgerID: maker.ledgerID, logKey: maker.key, registrars: [registrar.verifierKey]))
  }

  func change(
    _ action: KeyEvent.Action = .register, _ key: VerifierKey? = nil, party: Identifier = "Acme",
    expires: UInt64? = nil, previous: Hash? = nil, spoil: (inout KeyEvent) -> Void = { _ in }
  ) {
    var event = KeyEvent(
      action, party: party, key: key ?? acme.verifierKey,
      previous: previous ?? register.keys(of: party).newest, expires: expires)
    event.sign(with: registrar, ledgerID: maker.ledgerID)
    spoil(&event)
    try? register.apply(event, index: maker.size, recordedAt: maker.clock, &hasher)
    var writer = CBORWriter()
    event.encode(into: &writer)
    maker.append(body: writer.bytes, streams: [StreamKey(kind: .party, id: party)])
  }

  /// Records events and the submission for them.
  func submit(
    _ events: [Event], party: Identifier = "Acme", count: UInt64? = nil,
    ledgerID: LedgerID? = nil, key: borrowing SigningKey, more: Bool = true,
    spoil: (inout Submission) -> Void = { _ in }
  ) throws {
    var leaves: [Hash] = []
    for event in events {
      var writer = CBORWriter()
      try EventCoding.encode(event, into: &writer)
      leaves.append(hasher.leafHash(writer.bytes.span))
      try maker.append(event, more: more)
    }
    var submission = Submission.signed(
      by: key, party: party, ledgerID: ledgerID ?? maker.ledgerID,
      count: count ?? UInt64(leaves.count), root: MerkleTree.root(of: leaves.span, &hasher))
    spoil(&submission)
    append(submission)
  }

  func append(_ submission: Submission) {
    var writer = CBORWriter()
    submission.encode(into: &writer)
    maker.append(body: writer.bytes, streams: [])
  }

  func report() throws -> VerificationReport { try maker.write().verify() }
}
