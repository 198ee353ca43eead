public import LedgerFormat

/// Names a lot: `PARTY/BATCH`, or a bare `BATCH` as people type it.
///
/// Split at the first `/`: a batch may contain one, a party may not. What is recorded is always
/// qualified; a bare lot exists only between reading an event and resolving it.
public struct LotID: Hashable, Sendable {
  /// `PARTY/BATCH`, or the bare batch.
  public let id: Identifier

  /// Takes a name as it was written.
  public init(_ id: Identifier) { self.id = id }

  /// Names the lot of `batch` that `party` made known.
  public init(party: Identifier, batch: Identifier) {
    id = Identifier(party.text + "/" + batch.text)
  }

  /// The name as text.
  public var text: String { id.text }

  /// True when the name says the party.
  public var isQualified: Bool { id.text.utf8.contains(UInt8(ascii: "/")) }

  /// The party that made the lot known; nil for a bare batch.
  public var party: Identifier? {
    guard let slash = id.text.utf8.firstIndex(of: UInt8(ascii: "/")) else { return nil }
    return Identifier(String(id.text[..<slash]))
  }

  /// The batch, without the party.
  public var batch: Identifier {
    guard let slash = id.text.utf8.firstIndex(of: UInt8(ascii: "/")) else { return id }
    return Identifier(String(id.text[id.text.utf8.index(after: slash)...]))
  }

  /// The lot's stream in the ledger; for a qualified lot only.
  public var stream: StreamKey { StreamKey(kind: .lot, id: id) }
}

extension LotID: Comparable, CustomStringConvertible, ExpressibleByStringLiteral {
  public static func < (left: LotID, right: LotID) -> Bool { left.id < right.id }
  public var description: String { text }
  public init(stringLiteral text: String) { self.init(Identifier(text)) }
}
