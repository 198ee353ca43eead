/// Why bytes are not an entry of this format.
public enum EntryError: Error, Equatable, Sendable {
  /// The bytes are not deterministic CBOR.
  case encoding(CBORError)
  /// The version is one that this program does not know: neither right nor wrong, but newer.
  case newer(version: UInt64)
  /// The event's kind or one of its keys is one that this program does not know.
  case newerEvent(kind: UInt64, key: UInt64?)
  /// An array has another number of items than the format says.
  case itemCount(expected: Int, found: Int, position: Int)
  /// A stream number that this program does not know.
  case newerStream(number: UInt64)
  /// The links are not in the order of their streams, or one stream stands twice.
  case linkOrder(position: Int)
  /// Ordinal 0 with a previous entry, or a later ordinal without one.
  case linkOrdinal(stream: StreamKey, ordinal: UInt64)
  /// The previous entry named is not an earlier one.
  case linkIndex(stream: StreamKey, previous: UInt64, index: UInt64)
  /// A previous hash at index 0, or none at a later index.
  case previousHash(index: UInt64)
  /// The entry or its event is larger than the format allows.
  case tooLarge(sizeBytes: Int, sizeBytesMax: Int)
  /// An identifier is empty or longer than the format allows.
  case identifier(position: Int, sizeBytes: Int)
  /// A value of the event is outside what the format allows.
  case value(key: UInt64, position: Int)
  /// The event lacks a key that its kind needs.
  case missing(key: UInt64)
  /// The event names more different lots than the format allows.
  case tooManyLots(count: Int, countMax: Int)
}

extension EntryError {
  /// True where a newer program may have written what this one does not know.
  public var isNewer: Bool {
    switch self {
    case .newer, .newerEvent, .newerStream: true
    default: false
    }
  }
}
