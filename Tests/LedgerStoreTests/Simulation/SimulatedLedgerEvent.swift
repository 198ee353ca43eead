import LedgerFormat
import TestSupport

@testable import LedgerStore

/// An event about the ledger itself, as its writer records it at the end of a group.
enum SimulatedLedgerEvent: CaseIterable {
  /// Commits to the stream map over all entries before.
  case commitment
  /// Vouches for the events of its group.
  case submission
  /// Registers a party's key.
  case key
  /// Puts another key in the place of the ledger's.
  case rotation
  /// Names a time stamp, whose files are durable before.
  case timestamp
}

extension Simulation {
  /// Makes the event that closes a group.
  ///
  /// Keys and signatures are bytes of the seed: the store carries them and asks nothing of them.
  func ledgerEvent(
    _ kind: SimulatedLedgerEvent, closing events: [SimulatedEvent], _ timestamp: Timestamp?,
    _ writer: LedgerWriter
  ) throws(StoreError) -> SimulatedEvent {
    var body = CBORWriter()
    switch kind {
    case .commitment:
      Commitment(root: try writer.streamMapRoot(), size: writer.view.size).encode(into: &body)
    case .submission:
      Submission(
        party: "P", keyID: UInt32(truncatingIfNeeded: random.next()),
        count: UInt64(max(1, events.count)), signature: bytes(64)
      ).encode(into: &body)
    case .key:
      var event = KeyEvent(.register, party: "P", key: key, previous: nil)
      event.add(KeyEvent.Signature(publicKey: bytes(32), bytes: bytes(64)))
      event.encode(into: &body)
    case .rotation:
      LogKeyRotation(newKey: key, oldSignature: bytes(64), newSignature: bytes(64))
        .encode(into: &body)
    case .timestamp: timestamp?.encode(into: &body)
    }
    clock += 1
    return SimulatedEvent(
      id: "ledger-\(groups)", lots: [], recordedAt: clock, ledgerBody: body.bytes)
  }

  /// Keeps the files of a time stamp, before the group that names it, and gives what the ledger says of it.
  func keepTimestamp(_ writer: LedgerWriter) throws(StoreError) -> Timestamp {
    var hasher = Hasher()
    let token = bytes(Int.random(in: 1...2_000, using: &random))
    let timestamp = Timestamp(
      token: hasher.digest(token.span), size: writer.view.size, root: Hash(bytes(32).span),
      time: clock)
    let name = Layout.name(ofTimestamp: timestamp.token, size: timestamp.size)
    let files = [
      (name: name + Layout.stampedSuffix, bytes: bytes(200)),
      (name: name + Layout.tokenSuffix, bytes: token),
    ]
    try writer.keepTimestamp(files)
    history.acknowledge(timestamp: files)
    return timestamp
  }

  private var key: VerifierKey {
    do { return try VerifierKey(name: "p.example", publicKey: bytes(32)) } catch {
      preconditionFailure("32 bytes are a public key: \(error)")
    }
  }

  private func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 0 ... .max, using: &random) }
  }
}
