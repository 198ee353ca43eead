public import Custody
internal import LedgerFormat

extension Tracer {
  /// Everyone who holds or held a lot or anything made of it; nil where none of its events lies within
  /// the horizon.
  ///
  /// Cost: that of its destination, and a second reading of every lot reached.
  public func recall<Failure: Error>(
    _ lot: LotID, histories: (LotID) throws(Failure) -> LotHistory?
  ) throws(Failure) -> RecallAnswer? {
    guard let trace = try trace(lot, parts: .destination, histories: histories),
      let destination = trace.destination
    else { return nil }
    var fold = RecallFold(policy: policy, horizon: horizon, unit: trace.quantity.unit)
    for reached in [lot] + destination.lots { fold.take(reached, try histories(reached) ?? []) }
    var parties = fold.parties
    for row in destination.held {
      parties[row.place.party]?.held.append(row)
      parties[row.place.party]?.attributed.amount &+= row.attributed.amount
    }
    return RecallAnswer(
      lot: lot, horizon: horizon, chemical: trace.chemical, destination: destination,
      parties: parties.values.sorted { left, right in
        if left.held.isEmpty != right.held.isEmpty { return right.held.isEmpty }
        return left.party < right.party
      })
  }
}
