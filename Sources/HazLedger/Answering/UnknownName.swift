public import LedgerFormat

/// A name that was asked about and that nothing in the ledger names.
public enum UnknownName: Equatable, Sendable {
  case party(Identifier)
  /// Empty for the unnamed place.
  case site(String)
  case chemical(String)
  case consignments([Identifier])
  case vehicle(String)
  /// Nothing that a search found.
  case text(String)
}
