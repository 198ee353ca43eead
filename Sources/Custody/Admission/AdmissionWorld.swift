public import LedgerFormat

/// What `Admission` needs to know of everything recorded before the event.
public protocol AdmissionWorld: ~Copyable {
  /// The fold of the lot's chain so far; nil where the ledger does not know the lot.
  func state(of lot: LotID) -> LotState?
  /// The event that opened the consignment; nil where its id was never used.
  func opening(of consignment: Identifier) -> Event?
}
