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
    case .transport(let transport) where transport.step != .position:
      // Its goods are among the opening's, and so are its streams: those lots and the consignment.
      return opening
    case .correction(let correction):
      guard let replacement = correction.replacement else { return corrected }
      return EventStreams.ordered(corrected + replacement.streams(opening: opening))
    default:
      var streams: [StreamKey] = []
      listOwnStreams(into: &streams)
      return streams
    }
  }

  /// Writes the streams of an event that inherits none over `streams`, in the order of links.
  ///
  /// None for one whose streams depend on what is recorded: a transport and a correction.
  /// Cost: no memory, where `streams` has room.
  public func listOwnStreams(into streams: inout [StreamKey]) {
    streams.removeAll(keepingCapacity: true)
    switch detail {
    case .storage(let storage): streams.append(storage.lot.stream)
    case .use(let use): streams.append(use.lot.stream)
    case .disposal(let disposal): streams.append(disposal.lot.stream)
    case .loss(let loss):
      streams.append(loss.lot.stream)
      if let consignment = loss.consignment {
        streams.append(StreamKey(kind: .consignment, id: consignment))
      }
    case .registration(let registration): streams.append(registration.stream)
    case .handling: streams.append(StreamKey(kind: .party, id: party))
    case .production, .trade: listLotStreams(into: &streams)
    case .consignment(let consignment):
      listLotStreams(into: &streams)
      streams.append(StreamKey(kind: .consignment, id: consignment.consignment))
    case .transport(let transport):
      guard transport.step == .position else { return }
      streams.append(StreamKey(kind: .consignment, id: transport.consignment))
    case .order(let order):
      if let party = order.party {
        streams.append(StreamKey(kind: .party, id: party))
      } else {
        listLotStreams(into: &streams)
      }
    case .correction: return
    }
  }

  /// Writes the streams of the lots that the event itself names, in the order of links.
  private func listLotStreams(into streams: inout [StreamKey]) {
    forEachLot { streams.append($0.stream) }
    EventStreams.order(&streams)
  }
}
