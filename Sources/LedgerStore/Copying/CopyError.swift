public import LedgerFormat

/// Why a ledger is not copied to a folder; the facts, of which the faces make words.
public enum CopyError: Error, Equatable, Sendable {
  /// The disk, the lock or the stored bytes, of the ledger or of the copy.
  case store(StoreError)
  /// What stands there is no copy of a ledger, and is not written over.
  case notACopy(path: String)
  /// What stands there is a copy of another ledger.
  case otherLedger(path: String)
  /// The copy is longer than the ledger: the ledger was restored from an older one.
  case copyAhead(path: String, copySize: UInt64, size: UInt64)
  /// The ledger and its copy differ below the copy's size: one of them was rewritten.
  case diverged(path: String, size: UInt64, expected: Hash, found: Hash)
  /// The copy holds openings of private fields, and is to have none.
  case holdsPrivateFields(path: String)
}
