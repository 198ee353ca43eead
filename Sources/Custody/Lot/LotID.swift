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
    id = Identifier(party, UInt8(ascii: "/"), batch)
  }

  /// The name as text.
  public var text: String { id.text }

  /// True when the name says the party.
  public var isQualified: Bool { id.withBytes { LotID.slash(in: $0) != nil } }

  /// The party that made the lot known; nil for a bare batch.
  public var party: Identifier? {
    id.withBytes { name in
      LotID.slash(in: name).map { Identifier(name.extracting(first: $0)) }
    }
  }

  /// The batch, without the party.
  public var batch: Identifier {
    id.withBytes { name in
      guard let slash = LotID.slash(in: name) else { return id }
      return Identifier(name.extracting(slash + 1..<name.count))
    }
  }

  private static func slash(in name: Span<UInt8>) -> Int? {
    for position in name.indices where name[position] == UInt8(ascii: "/") { return position }
    return nil
  }

  /// The lot's stream in the ledger; for a qualified lot only.
  public var stream: StreamKey { StreamKey(kind: .lot, id: id) }
}

extension LotID: Comparable, CustomStringConvertible, ExpressibleByStringLiteral {
  public static func < (left: LotID, right: LotID) -> Bool { left.id < right.id }
  public var description: String { text }
  public init(stringLiteral text: String) { self.init(Identifier(text)) }
}
