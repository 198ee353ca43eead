internal import LedgerFormat

/// What the soundness judge needs to know of an entry, in a fixed number of bytes: names as digests.
struct EntryFacts: BitwiseCopyable, Sendable {
  var leafHash: Hash
  var recordedAt: UInt64 = 0
  /// When it happened, as reported.
  var time: UInt64 = 0
  /// The event's name: its party and id.
  var name: UInt64 = 0
  /// Who reports.
  var party: NameDigest = .free
  /// Names that are not there are zero.
  var site: UInt64 = 0
  var toSite: UInt64 = 0
  var consignee: UInt64 = 0
  var carrier: UInt64 = 0
  /// A production's loss; negative where there is none.
  var loss: Int64 = -1
  /// Where its links and the goods that it names begin in the batch.
  var firstLink = 0
  var firstGood = 0
  var linkCount: UInt16 = 0
  var goodCount: UInt16 = 0
  /// The link on its consignment's stream; `none` where there is none.
  var consignmentLink = EntryFacts.none
  /// The number of its kind.
  var kind: UInt8 = 0
  var action: UInt8 = 0
  var lossDimension: UInt8 = 0
  var hasMore = false
  var hasDocument = false
  var namesGoods = false
  var isPartial = false
  /// Where a rare entry stands among the batch's; negative for the others.
  var rare: Int32 = -1

  static let none: UInt16 = .max

  init(leafHash: Hash) { self.leafHash = leafHash }
}

/// A link of an entry.
struct LinkFacts: BitwiseCopyable, Sendable {
  var stream: NameDigest
  var previousHash: Hash
  var previousIndex: UInt64
  var ordinal: UInt64
  var kind: StreamKind
  /// Where its id stands in the batch's bytes.
  var idStart: Int
  var idEnd: Int
}

/// A lot that an event names, and how much of it.
struct GoodFacts: BitwiseCopyable, Sendable {
  enum Role: UInt8, BitwiseCopyable, Sendable { case good, input, output }

  var lot: NameDigest
  var amount: Int64
  /// What an output holds in its inputs' dimension; negative where it does not say.
  var content: Int64 = -1
  /// The entry's link on the lot's stream; `EntryFacts.none` where it has none.
  var link: UInt16
  var dimension: UInt8
  var contentDimension: UInt8 = 0
  var role: Role
}

/// A complete subtree of the tree over the entries: the hashes of 2^`level` entries behind those before.
struct SubtreeFacts: Sendable {
  /// The entries up to its end.
  var end: UInt64
  var level: Int
  var hash: Hash
}

/// A batch of which every entry was read, and nothing wrong was found that can be told from it alone.
struct FactsBatch: BatchProduct {
  var buffer: [UInt8] = []
  /// False where anything is not as it should be, or may not be: then nothing else means anything.
  var isSound = true
  var firstPosition: UInt64 = 0
  /// What the first entry remembers of the one before it.
  var firstPrevious: Hash?
  var entries: [EntryFacts] = []
  var links: [LinkFacts] = []
  var goods: [GoodFacts] = []
  /// Entries that are judged as values: kinds of which there are few.
  var rare: [ExaminedEntry] = []
  /// The entries' leaf hashes once more, next to one another.
  var leafHashes: [Hash] = []
  /// The leaf hashes of events' bytes alone, where somebody may vouch for them.
  var bodyHashes: [Hash] = []
  /// The map's keys of the streams that begin in this batch, by their links.
  var streamKeys: [(link: Int, key: Hash)] = []
  var subtrees: [SubtreeFacts] = []
  /// Bytes behind the horizon.
  var tail: (offset: Int, sizeBytes: Int)?
  var segment: UInt64 = 0
  /// Where the lengths of some entries stand, by which entries are found again.
  var offsets: [(position: UInt64, offset: Int)] = []
  /// Memory for nodes of the tree, and for what its file says.
  var nodes: [Hash] = []
  var storedLeaves: [UInt8] = []

  init() {}

  /// Takes the memory of a batch that is done.
  init(reusing used: consuming FactsBatch?) {
    guard var used else { return }
    used.entries.removeAll(keepingCapacity: true)
    used.links.removeAll(keepingCapacity: true)
    used.goods.removeAll(keepingCapacity: true)
    used.leafHashes.removeAll(keepingCapacity: true)
    used.bodyHashes.removeAll(keepingCapacity: true)
    used.streamKeys.removeAll(keepingCapacity: true)
    used.subtrees.removeAll(keepingCapacity: true)
    used.offsets.removeAll(keepingCapacity: true)
    used.rare = []
    used.tail = nil
    used.firstPrevious = nil
    used.isSound = true
    self = used
  }
}
