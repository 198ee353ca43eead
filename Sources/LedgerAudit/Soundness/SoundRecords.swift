internal import LedgerFormat

/// The newest entry of a stream, in its record.
struct StreamRecord: BitwiseCopyable {
  var name: NameDigest
  var head: Hash
  /// The index of the newest entry.
  var index: UInt64
  /// The stream's entries, and the highest bit where it changed since the last commitment.
  var count: UInt32
  /// The stream's number in the map.
  var number: UInt32

  static let changedBit: UInt32 = 1 << 31
  static let countMax = changedBit - 1
}

/// A lot, or another stream that has no state: two cache lines.
struct LotRecord: TableRecord {
  var stream: StreamRecord
  /// The dimension of its amounts and one; zero before its origin.
  var dimension: UInt8 = 0
  /// True while an order holds it.
  var isHeld = false
  /// True once it was held in more places than have room here.
  var hasSpilled = false
  /// Produced and found.
  var whole: Int64 = 0
  /// Where it is held, and how much; a place whose amount is zero is free.
  var first = PlaceRow()
  var second = PlaceRow()
  var third = PlaceRow()

  var name: NameDigest { stream.name }

  init(_ stream: StreamRecord) { self.stream = stream }
}

/// How much of a lot a party holds at a site.
struct PlaceRow: BitwiseCopyable {
  /// A digest of the party and the site; zero where there is no row.
  var place: UInt64 = 0
  var amount: Int64 = 0
}

/// A place of a lot that is held in more than its record has room for.
struct SpilledPlace: TableRecord {
  var name: NameDigest
  var amount: Int64 = 0
}

/// What became of a lot in a consignment, over all carriers.
///
/// Which carrier has it matters to no check while no amount is negative: sums decide.
struct ShareRecord: BitwiseCopyable {
  var consigned: Int64 = 0
  var loaded: Int64 = 0
  var deliveredUnloaded: Int64 = 0
  var inTransit: Int64 = 0
  var unaccounted: Int64 = 0

  var loadable: Int64 { max(0, consigned &- loaded &- deliveredUnloaded) }
  var deliverableUnloaded: Int64 { max(0, consigned &- deliveredUnloaded) }
  var underway: Int64 { inTransit &+ unaccounted }
}

/// A consignment's stream, its opening and its first lot's share: three cache lines.
struct ConsignmentRecord: TableRecord {
  var stream: StreamRecord
  var isOpened = false
  var isLoaded = false
  var lotCount: UInt16 = 0
  /// Those who loaded; further ones stand apart.
  var loaderCount: UInt16 = 0
  /// The digests of the lots' streams, added up.
  var lots: UInt64 = 0
  var consignor: UInt64 = 0
  var consignee: UInt64 = 0
  /// The carrier that the waybill names; zero where it names none.
  var carrier: UInt64 = 0
  var site: UInt64 = 0
  var toSite: UInt64 = 0
  var firstLoader: UInt64 = 0
  var secondLoader: UInt64 = 0
  /// The lot whose share stands here.
  var firstLot: NameDigest = .free
  var share = ShareRecord()

  var name: NameDigest { stream.name }

  init(_ stream: StreamRecord) { self.stream = stream }
}

/// The share of a lot that is not its consignment's first.
struct FurtherShare: TableRecord {
  var name: NameDigest
  var share = ShareRecord()
}
