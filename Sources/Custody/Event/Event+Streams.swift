public import LedgerFormat

/// The stream rule as the event's own fields say it.
extension Event {
  /// All streams of the event's entry, in the order of links.
  ///
  /// The same that `EventStreams` reads off the event's bytes, which is what every verifier does; a
  /// writer that has the event at hand need not read it again. Tests hold the two to each other.
  /// Cost: linear in the lots that the event names.
  /// - Parameters:
  ///   - opening: the streams of the event that opened the consignment; used by a transport.
  ///   - corrected: the streams of the entry whose version is corrected; used by a correction.
  public func streams(
    opening: [StreamKey], corrected: [StreamKey] = []
  ) -> [StreamKey] {
    switch detail {
    case .production(let production):
      return lotStreams(atMost: production.outputs.count + production.inputs.count)
    case .storage(let storage): return [storage.lot.stream]
    case .use(let use): return [use.lot.stream]
    case .disposal(let disposal): return [disposal.lot.stream]
    case .loss(let loss):
      guard let consignment = loss.consignment else { return [loss.lot.stream] }
      return [loss.lot.stream, StreamKey(kind: .consignment, id: consignment)]
    case .registration(let registration): return [registration.stream]
    case .handling: return [StreamKey(kind: .party, id: party)]
    case .trade(let trade): return lotStreams(atMost: trade.goods.count)
    case .consignment(let consignment):
      var streams = lotStreams(atMost: consignment.goods.count + 1)
      streams.append(StreamKey(kind: .consignment, id: consignment.consignment))
      return streams
    case .transport(let transport):
      // Its goods are among the opening's, and so are its streams: those lots and the consignment.
      guard transport.step == .position else { return opening }
      return [StreamKey(kind: .consignment, id: transport.consignment)]
    case .correction(let correction):
      guard let replacement = correction.replacement else { return corrected }
      return EventStreams.ordered(corrected + replacement.streams(opening: opening))
    case .order(let order):
      if let party = order.party { return [StreamKey(kind: .party, id: party)] }
      return EventStreams.ordered(order.lots.map(\.stream))
    }
  }

  /// The streams of the lots that the event itself names, in the order of links.
  private func lotStreams(atMost count: Int) -> [StreamKey] {
    var streams: [StreamKey] = []
    streams.reserveCapacity(count)
    forEachLot { streams.append($0.stream) }
    return EventStreams.ordered(streams)
  }
}
