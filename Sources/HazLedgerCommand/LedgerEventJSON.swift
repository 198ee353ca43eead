internal import Custody
internal import Interchange
internal import LedgerFormat

/// The fields of ledger events, as `export --all` writes them.
enum LedgerEventJSON {
  /// Writes the event's kind and its own fields.
  static func write(_ event: LedgerEvent, to json: inout JSONWriter) {
    json.field("kind", "\(event.kind)")
    switch event {
    case .genesis(let genesis):
      json.field("origin", genesis.origin)
      json.field("ledgerId", genesis.ledgerID.hex)
      json.field("vkey", genesis.logKey.text)
    case .key(let event):
      json.field("action", event.action.word)
      json.field("party", event.party.text)
      json.field("vkey", event.key.text)
      json.field("keyId", VerifierKey.hex(event.key.id))
    case .submission(let submission):
      json.field("party", submission.party.text)
      json.field("keyId", VerifierKey.hex(submission.keyID))
      json.field("count", submission.count)
    case .commitment(let commitment):
      json.field("root", commitment.root.hex)
      json.field("size", commitment.size)
    case .timestamp(let stamp):
      json.field("token", stamp.token.hex)
      json.field("size", stamp.size)
      json.field("root", Base64.encode(stamp.root))
      json.field("time", Instant(microseconds: stamp.time)?.text)
    case .rotation(let rotation):
      json.field("vkey", rotation.newKey.text)
    }
  }
}
