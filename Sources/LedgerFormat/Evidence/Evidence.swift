/// One file about some streams of a ledger, from which a stranger learns all their entries.
///
/// Holds entries as they are stored, and what proves them: one signed checkpoint, paths in its tree for the
/// entries that no other entry of the file remembers, and for each stream what the newest commitment
/// says of it. Trusted in nothing: `LedgerAudit` checks it.
///
/// ```
/// evidence = [title, version, subject, checkpoint, commitment, entries, paths, streams, authors, openings, stamps]
/// ```
/// | item | value |
/// |---|---|
/// | title | text `hazledger/evidence` |
/// | version | 1 |
/// | subject | [stream kind, id]: what the file is about; one of `streams` |
/// | checkpoint | bytes: a signed checkpoint, verbatim |
/// | commitment | the index of the commitment's entry, which is among the entries |
/// | entries | array of bytes: entries as stored, by ascending index |
/// | paths | array of arrays of hashes: RFC 6962 paths of those entries that no link leads to, in their order |
/// | streams | array of [kind, id, siblings, leaf], in the order of links: what the map says of each |
/// | authors | array of arrays of arrays of hashes: for each submission among the entries, in their order, the path in its own tree of each event among the entries that it covers |
/// | openings | array of [entry, field, salt, value], by entry and field: private fields that the maker chose to show |
/// | stamps | array of [token, checkpoint, path, chain], by ascending size: RFC 3161 tokens over older checkpoints |
///
/// A leaf is null where the stream has no entry and the path ends at nothing, [count, head] where it is the
/// stream's own, and [key, count, head] where it is another's, which shows that the stream has none.
public struct Evidence: Equatable, Sendable {
  /// The first item of every file.
  public static let title = "hazledger/evidence"
  public static let version: UInt64 = 1
  /// The most bytes of a file that is read.
  public static let sizeBytesMax = 1 << 28
  /// The most entries, streams and openings of a file that is read; of what belongs to entries there are no more
  /// than entries.
  public static let itemCountMax = 1 << 20
  /// No entry is as short: an envelope alone is longer.
  static let entrySizeBytesMin = 16

  /// What the file says of one stream.
  public struct Stream: Equatable, Sendable {
    public var key: StreamKey
    /// What the map of the commitment says of it.
    public var proof: StreamMapProof

    public init(key: StreamKey, proof: StreamMapProof) {
      self.key = key
      self.proof = proof
    }
  }

  /// A private field that is shown.
  public struct Opening: Equatable, Sendable {
    /// The index of the entry.
    public var entry: UInt64
    /// The field's number in the event.
    public var field: UInt64
    public var salt: [UInt8]
    public var value: String

    public init(entry: UInt64, field: UInt64, salt: [UInt8], value: String) {
      self.entry = entry
      self.field = field
      self.salt = salt
      self.value = value
    }
  }

  /// A time stamp over a checkpoint that the file's own continues.
  public struct Stamp: Equatable, Sendable {
    /// The RFC 3161 token in DER, verbatim.
    public var token: [UInt8]
    /// What it is over: the checkpoint under the ledger's signature alone.
    public var note: [UInt8]
    /// The RFC 6962 consistency proof from that checkpoint to the file's.
    public var path: [Hash]
    /// Certificates in PEM between the token's own and the authority's root; empty for none.
    public var chain: [UInt8]

    public init(token: [UInt8], note: [UInt8], path: [Hash], chain: [UInt8] = []) {
      self.token = token
      self.note = note
      self.path = path
      self.chain = chain
    }
  }

  public var subject: StreamKey
  /// The signed checkpoint.
  public var note: [UInt8]
  /// The index of the commitment's entry.
  public var commitment: UInt64
  /// The entries as stored, by ascending index.
  public var entries: [[UInt8]]
  /// The paths of the entries that no link of another leads to, in their order.
  public var paths: [[Hash]]
  /// The streams, in the order of links.
  public var streams: [Stream]
  /// For each submission among the entries the paths of the events that it covers.
  public var authors: [[[Hash]]]
  public var openings: [Opening]
  /// By the sizes that they stamp, ascending.
  public var stamps: [Stamp]

  public init(
    subject: StreamKey, note: [UInt8], commitment: UInt64, entries: [[UInt8]], paths: [[Hash]],
    streams: [Stream], authors: [[[Hash]]] = [], openings: [Opening] = [], stamps: [Stamp] = []
  ) {
    self.subject = subject
    self.note = note
    self.commitment = commitment
    self.entries = entries
    self.paths = paths
    self.streams = streams
    self.authors = authors
    self.openings = openings
    self.stamps = stamps
  }

  /// True where bytes begin like a file of evidence of whatever version.
  public static func isBeginning(_ bytes: Span<UInt8>) -> Bool {
    var reader = CBORReader(end: bytes.count)
    guard let count = try? reader.array(bytes), count > 1 else { return false }
    return (try? reader.text(bytes)) == title
  }
}
