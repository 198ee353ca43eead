public import LedgerFormat

/// What the opening of a consignment says about who and what.
///
/// Never changes once it is read, so that all who ask for it share one.
public final class Consigning: Sendable {
  public let consignor: Identifier
  public let consignee: Identifier
  /// The carrier that the waybill names.
  public let carrier: Identifier?
  /// The lots consigned, each once.
  public let lots: [LotID]

  /// Reads an opening; nil where the event is another.
  public init?(opening: Event) {
    guard case .consignment(let consignment) = opening.detail else { return nil }
    consignor = opening.party
    consignee = consignment.consignee
    carrier = consignment.carrier
    lots = opening.lotReferences
  }
}
