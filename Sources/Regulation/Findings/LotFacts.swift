internal import Custody
internal import LedgerFormat

/// A lot as the findings know it.
final class LotFacts {
  var state: LotState
  let chemical: Chemical?
  let classification: Classification?
  /// The number of the lot's kind of chemical; nil where nothing was declared.
  let kind: Int?
  /// True for waste, and for what was repacked or blended of waste only.
  let isWaste: Bool
  /// Since when each party holds it, kept for waste.
  var heldSince: [Identifier: (time: Instant, cause: Cause)] = [:]

  init(
    _ state: LotState, _ chemical: Chemical?, _ classification: Classification?, kind: Int?,
    isWaste: Bool
  ) {
    self.state = state
    self.chemical = chemical
    self.classification = classification
    self.kind = kind
    self.isWaste = isWaste
  }

  var lot: LotID { state.lot }

  /// An amount of the lot in its own unit.
  func text(_ amount: Int64) -> FactText {
    FactText(Quantity(amount: amount, unit: state.unit ?? .milligram).text)
  }

  /// What a party holds of it, in all its places.
  func held(by party: Identifier) -> Int64 {
    state.held.lazy.filter { $0.party == party }.reduce(0) { $0 &+ $1.amount }
  }
}

/// A named place of a party.
struct NamedPlace: Hashable {
  let party: Identifier
  let site: Identifier
}

/// What is at a place.
final class PlaceFacts {
  var lots: Set<LotID> = []
  /// How many lots of each kind of chemical there are.
  var kindCounts: [Int: Int] = [:]
  /// The clashes that stand, by the two kinds.
  var clashes: [(first: Int, second: Int, finding: FindingID)] = []
  /// The event that last brought something.
  var lastArrival: (time: Instant, cause: Cause)?
}

/// A consignment as the findings know it.
final class ConsignmentFacts {
  struct Step {
    let step: TransportStep
    let time: Instant
    let party: Identifier
    let vehicle: Identifier?
    let place: String?
    let isPartial: Bool
    let cause: Cause
  }

  let id: Identifier
  let consigning: Consigning
  let cause: Cause
  var steps: [Step] = []

  init(_ id: Identifier, _ consigning: Consigning, cause: Cause) {
    self.id = id
    self.consigning = consigning
    self.cause = cause
  }

  /// When it was first loaded.
  var loaded: Step? { earliest { $0.step == .load } }

  /// The last delivery or return.
  var settled: Step? {
    steps.filter { $0.step == .deliver || $0.step == .return }.max { $0.time < $1.time }
  }

  func earliest(where isWanted: (Step) -> Bool) -> Step? {
    steps.filter(isWanted).min { $0.time < $1.time }
  }

  /// The times from a vehicle's first load or departure until it is rid of the goods.
  func journeys(until end: Instant) -> [Journey] {
    var journeys: [Journey] = []
    for step in steps where step.step == .load || step.step == .depart {
      guard let vehicle = step.vehicle else { continue }
      if let position = journeys.firstIndex(where: { $0.vehicle == vehicle }) {
        if step.time < journeys[position].start {
          journeys[position].start = step.time
          journeys[position].cause = step.cause
        }
      } else {
        journeys.append(
          Journey(
            vehicle: vehicle, consignment: id, start: step.time, end: end, party: step.party,
            cause: step.cause))
      }
    }
    for position in journeys.indices {
      let journey = journeys[position]
      let last = earliest { step in
        step.time >= journey.start && (step.vehicle == nil || step.vehicle == journey.vehicle)
          && (step.step == .unload || step.step == .return
            || (step.step == .deliver && !step.isPartial))
      }
      if let last { journeys[position].end = last.time }
    }
    return journeys
  }
}

/// A vehicle under a waybill.
struct Journey {
  let vehicle: Identifier
  let consignment: Identifier
  var start: Instant
  var end: Instant
  let party: Identifier
  var cause: Cause
}

/// A sale that the buyer has to file.
struct Sale {
  let rule: Rule
  let isUnverified: Bool
  let lot: LotID
  let quantity: Quantity
  let seller: Identifier
  let buyer: Identifier
  let time: Instant
  let cause: Cause
  /// When the buyer recorded the purchase; nil while it did not.
  var filed: Instant?
}
