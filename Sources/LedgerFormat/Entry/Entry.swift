/// One entry of the ledger: the envelope that is hashed, and the event's bytes inside it.
///
/// ```
/// entry = [version, index, recorded-at, more, previous, links, body]      (a CBOR array of 7)
/// link  = [stream, id, ordinal, previous-index, previous-hash]            (a CBOR array of 5)
/// ```
/// The stored bytes are what is hashed; this value is a view of them and is never written back.
public struct Entry: Equatable, Sendable {
  /// The format that this program writes, and the only one that it reads.
  public static let version: UInt64 = 1

  /// The position in the ledger, from 0.
  public var index: UInt64
  /// The clock as the writer read it, in microseconds since 1970-01-01T00:00:00Z.
  public var recordedAt: UInt64
  /// True when the next entry belongs to the same atomic group.
  public var more: Bool
  /// The leaf hash of entry `index` - 1; nil at 0.
  public var previous: Hash?
  /// One link per stream, in the order of their keys.
  public var links: [Link]
  /// The event: a CBOR map with integer keys, as stored.
  public var body: [UInt8]

  public init(
    index: UInt64, recordedAt: UInt64, more: Bool, previous: Hash?, links: [Link], body: [UInt8]
  ) {
    self.index = index
    self.recordedAt = recordedAt
    self.more = more
    self.previous = previous
    self.links = links
    self.body = body
  }

  /// The entry's link on `stream`, if it is on it.
  public func link(on stream: StreamKey) -> Link? { links.first { $0.stream == stream } }
}
