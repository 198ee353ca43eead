internal import Custody
public import LedgerFormat
internal import LedgerStore
internal import Traceability

extension LedgerReader {
  /// How many events name a subject of the register without being on its stream.
  ///
  /// The streams of parties, sites and vehicles carry what is registered of them and ordered, not what
  /// they did: a stream without entries says nothing of that.
  /// Cost: a scan of the ledger; nothing for a lot or a consignment, whose streams carry all.
  public func mentions(of subject: StreamKey) throws(LedgerError) -> UInt64 {
    guard [.party, .vehicle, .site].contains(subject.kind) else { return 0 }
    var count: UInt64 = 0
    try scan { scanned in
      let event = scanned.recorded.event
      if event.kind != .registration, event.names(subject) { count += 1 }
    }
    return count
  }
}
