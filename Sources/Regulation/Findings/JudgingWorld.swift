public import Custody
public import LedgerFormat

/// What the judging of an event asks about the time before it.
public protocol JudgingWorld {
  /// What the tables say of a lot's chemical; nil where nothing is known of it.
  func classification(of lot: LotID) -> Classification?
  /// The waybill's parties and lots; nil where it was not opened.
  func consigning(of consignment: Identifier) -> Consigning?
}
