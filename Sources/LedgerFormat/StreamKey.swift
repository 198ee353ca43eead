/// The kind of a stream; the raw value is the number that a link carries.
public enum StreamKind: UInt8, Hashable, Sendable, CaseIterable, BitwiseCopyable {
  case lot = 0
  case consignment = 1
  case party = 2
  case site = 3
  case vehicle = 4
  case person = 5
  case chemical = 6

  /// The most bytes of such a stream's id: lots and sites are named with their party.
  public var idSizeBytesMax: Int {
    switch self {
    case .lot, .site: Limits.lotSizeBytesMax
    case .consignment, .party, .vehicle, .person, .chemical: Limits.identifierSizeBytesMax
    }
  }
}

/// Names one stream: its kind and the id of its subject.
///
/// Ordered by kind, then by the id's UTF-8 bytes, which is the order of the links in an entry.
public struct StreamKey: Hashable, Sendable {
  public var kind: StreamKind
  /// The subject; for a lot `PARTY/BATCH`, for a site `PARTY/SITE`.
  public var id: Identifier

  public init(kind: StreamKind, id: Identifier) {
    self.kind = kind
    self.id = id
  }
}

extension StreamKey: Comparable {
  public static func < (left: StreamKey, right: StreamKey) -> Bool {
    left.kind == right.kind ? left.id < right.id : left.kind.rawValue < right.kind.rawValue
  }
}

extension StreamKey: CustomStringConvertible {
  public var description: String { "\(kind):\(id.text)" }
}
