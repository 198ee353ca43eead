public import LedgerFormat

/// How a lot came to be: the production that made it known.
///
/// Never changes once a lot has it, so that all copies of a lot's state share one.
/// An output of a `repack` that declares no chemical has that of its only input lot: the reader looks
/// it up there (`soleInput`), for a lot's state is the fold of the lot's own chain and of no other.
public final class LotOrigin: Sendable {
  /// The index of the production's entry.
  public let index: UInt64
  /// Who produced it.
  public let party: Identifier
  /// Where it was produced.
  public let site: Identifier?
  /// When, as reported.
  public let time: Instant
  public let process: Production.Process
  /// What was produced, in the unit that all answers about the lot are given in.
  public let quantity: Quantity
  /// The total in the inputs' dimension, where the lot is counted in another.
  public let content: Quantity?
  /// As declared of this lot.
  public let chemical: Chemical?
  /// What it was made from, each lot once.
  public let inputs: [Good]
  /// From whom it was bought, where it came from outside the ledger.
  public let from: Identifier?

  init(_ event: Event, _ production: Production, output: Output, index: UInt64) {
    self.index = index
    party = event.party
    site = event.site
    time = event.time
    process = production.process
    quantity = output.quantity
    content = output.content
    chemical = output.chemical
    inputs = Good.summed(production.inputs)
    from = production.from
  }

  /// The input lot whose chemical a repacked lot takes on where it declares none.
  public var soleInput: LotID? {
    process == .repack && inputs.count == 1 ? inputs[0].lot : nil
  }
}
