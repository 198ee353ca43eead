public import LedgerFormat

/// What `Admission` needs to know of everything recorded before the event.
public protocol AdmissionWorld: ~Copyable {
  /// The fold of the lot's chain so far; nil where the ledger does not know the lot.
  func state(of lot: LotID) -> LotState?
  /// What the opening of a consignment says; nil where its id was never used.
  func consigning(of consignment: Identifier) -> Consigning?
  /// The orders that hold all that a party has, the oldest first; mostly none.
  func holds(on party: Identifier) -> [Hold]
}
