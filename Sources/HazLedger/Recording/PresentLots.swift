internal import Custody
internal import LedgerFormat

/// A lot's state, in one place for all who ask for it.
final class RecordedLot: NamedObject {
  let lot: LotID
  var state: LotState
  /// What the rules' tables say of it, where they were asked.
  var judged: JudgedLot?
  /// The generation of the recorder's lots in which it was asked for last.
  var generation = 0

  init(_ state: LotState) {
    lot = state.lot
    self.state = state
  }

  var name: Identifier { lot.id }

  /// How the lot came to be; nil where nothing made it known.
  var origin: LotOrigin? { state.origin }
}

/// What the opening of a consignment says, and the streams that it is on.
final class RecordedOpening: NamedObject {
  /// The consignment.
  let name: Identifier
  let consigning: Consigning
  /// The lots and the consignment, in the order of links.
  let streams: [StreamKey]
  /// The lots as they were asked for last; empty before that.
  var lots: [RecordedLot] = []

  /// Takes up a consignment; nil where the event is another.
  init?(_ event: Event) {
    guard case .consignment(let consignment) = event.detail,
      let consigning = Consigning(opening: event)
    else { return nil }
    name = consignment.consignment
    self.consigning = consigning
    streams = event.streams(opening: [])
  }
}

/// The lots of one batch that were made known, in order.
final class RecordedBatch: NamedObject {
  let name: Identifier
  var lots: [LotID]

  init(_ batch: Identifier, _ lots: [LotID]) {
    name = batch
    self.lots = lots
  }
}

/// The lots of the event that is being recorded.
///
/// Most events have one or two, which a scan finds fastest; beyond `scanCountMax` a dictionary does.
struct PresentLots {
  private static let scanCountMax = 8

  private var lots: [RecordedLot] = []
  private var positions: [LotID: Int] = [:]

  /// The lot of this name, or nil where it is not here.
  func lot(_ id: LotID) -> RecordedLot? {
    if !positions.isEmpty { return positions[id].map { lots[$0] } }
    for position in lots.indices where lots[position].lot == id { return lots[position] }
    return nil
  }

  /// Adds a lot that is not here yet.
  mutating func append(_ lot: RecordedLot) {
    lots.append(lot)
    guard lots.count > PresentLots.scanCountMax else { return }
    if positions.isEmpty {
      for (position, lot) in lots.enumerated() { positions[lot.lot] = position }
    } else {
      positions[lot.lot] = lots.count - 1
    }
  }

  mutating func removeAll() {
    lots.removeAll(keepingCapacity: true)
    if !positions.isEmpty { positions = [:] }
  }
}
