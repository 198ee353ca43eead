internal import LedgerFormat

extension EventCoding {
  /// Writes the keys from 28 on, in ascending order for every kind: what the event is about.
  static func encodeSubject(
    _ detail: Event.Detail, into writer: inout CBORWriter
  ) throws(EntryError) {
    switch detail {
    case .production, .storage, .trade, .consignment, .transport, .use, .disposal, .loss: break
    case .registration(let registration): encodeSubject(registration, into: &writer)
    case .correction(let correction): try encode(correction, into: &writer)
    case .handling(let handling): writer.name(.finding, handling.finding)
    case .order(let order):
      switch order.subject {
      case .lots(let lots):
        writer.key(.lots)
        writer.array(count: lots.count)
        for lot in lots { writer.text(lot.id) }
      case .party(let party): writer.name(.subject, party)
      }
    }
  }

  private static func encode(
    _ correction: Correction, into writer: inout CBORWriter
  ) throws(EntryError) {
    guard let target = correction.target else {
      preconditionFailure("a correction that is recorded knows what it corrects")
    }
    writer.key(.corrects)
    writer.array(count: 4)
    writer.text(correction.party)
    writer.text(correction.id)
    writer.unsigned(target.index)
    writer.unsigned(target.version)
    guard let replacement = correction.replacement else { return }
    writer.key(.replacement)
    try encode(replacement, into: &writer)
  }
}

extension Event.Detail {
  /// The most bytes that the event's body may have.
  var sizeBytesMax: Int {
    if case .correction = self { Limits.correctionSizeBytesMax } else { Limits.eventSizeBytesMax }
  }
}
