public import LedgerFormat

/// What an authority orders about lots, or about a party (监管指令).
///
/// The event's `document` names the order, and there is none without it.
public struct Order: Equatable, Sendable {
  /// The raw value is the event's key 8.
  public enum Action: UInt64, Hashable, Sendable, CaseIterable {
    /// Held goods may not be consigned, loaded, used, disposed of or taken as an input.
    case hold = 0
    /// Ends the holds of the same reporter.
    case release = 1
    /// Says that the goods are to be brought back; stops nothing, for they must be able to move.
    case recall = 2
  }

  /// What the order is about.
  public enum Subject: Equatable, Sendable {
    case lots([LotID])
    /// All that this party has.
    case party(Identifier)
  }

  public var action: Action
  public var subject: Subject

  public init(_ action: Action, _ subject: Subject) {
    self.action = action
    self.subject = subject
  }

  /// The lots that it names.
  public var lots: [LotID] {
    if case .lots(let lots) = subject { lots } else { [] }
  }

  /// The party that it is about as a whole.
  public var party: Identifier? {
    if case .party(let party) = subject { party } else { nil }
  }
}
