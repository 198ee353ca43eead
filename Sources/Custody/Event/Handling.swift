public import LedgerFormat

/// What a party did about a finding of the rules (预警处置).
///
/// An explanation needs the event's `note`; a closing needs its `document` or `note`, the evidence.
public struct Handling: Equatable, Sendable {
  /// The raw value is the event's key 8.
  public enum Action: UInt64, Hashable, Sendable, CaseIterable {
    /// Somebody has seen it.
    case acknowledge = 0
    /// Says how it came about.
    case explain = 1
    /// It is settled; it opens again when its cause returns.
    case close = 2
  }

  public var action: Action
  /// The finding's id: 16 lower-case hexadecimal digits.
  public var finding: Identifier

  public init(_ action: Action, finding: Identifier) {
    self.action = action
    self.finding = finding
  }

  /// True where the id has the form of a finding's.
  public var isWellFormed: Bool {
    finding.withBytes { bytes in
      guard bytes.count == 16 else { return false }
      for position in bytes.indices {
        let byte = bytes[position]
        guard byte &- UInt8(ascii: "0") < 10 || byte &- UInt8(ascii: "a") < 6 else { return false }
      }
      return true
    }
  }
}
