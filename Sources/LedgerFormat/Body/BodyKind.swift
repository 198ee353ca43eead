/// What an entry's body records; the raw value is the body's key 0.
///
/// Trade events are what happened to chemicals; ledger events, from 64, are about the ledger itself.
/// The numbers of kinds that this version does not write yet are taken, so that they never move.
public enum BodyKind: UInt64, Hashable, Sendable, CaseIterable {
  case production = 1
  case storage = 2
  case trade = 3
  case consignment = 4
  case transport = 5
  case use = 6
  case disposal = 7
  case loss = 8
  case correction = 9
  case registration = 10
  case order = 11
  case handling = 12
  case genesis = 64
  case key = 65
  case submission = 66
  case commitment = 67
  case timestamp = 68
  case rotation = 69

  /// True for what happened to chemicals, false for what is about the ledger itself.
  public var isTrade: Bool { rawValue < BodyKind.genesis.rawValue }
}
