internal import Custody
internal import LedgerFormat

/// The lots of a ledger by number, what each was declared to be, and which are in which consignment.
///
/// Learns from every event below the horizon's size, also from those after its time: what a lot is
/// does not depend on when one looks. Cost: a look-up for each lot that an event names.
struct LotDirectory {
  /// What a lot was declared to be.
  struct Entry {
    let lot: LotID
    /// The unit it was declared in; nil until its production.
    var unit: Unit?
    /// Its chemical's number in `chemicals`; nil where none was declared.
    var chemical: Int?
  }

  private(set) var entries: [Entry] = []
  /// Every chemical that was declared, each once.
  private(set) var chemicals: [Chemical] = []
  private var numbers: [LotID: Int] = [:]
  private var chemicalNumbers: [Chemical: Int] = [:]
  private var consigned: [Identifier: [Int]] = [:]

  /// The number of a lot that some event named; nil for an unknown one.
  func number(of lot: LotID) -> Int? { numbers[lot] }

  /// The chemical of a lot, as declared or taken over from what it was repacked from.
  func chemical(of number: Int) -> Chemical? { entries[number].chemical.map { chemicals[$0] } }

  /// The unit that a lot's amounts are shown in.
  func unit(of number: Int) -> Unit { entries[number].unit ?? .piece }

  /// Learns what the event says, and gives the numbers of the lots whose streams it is on.
  mutating func learn(_ event: Event) -> [Int] {
    switch event.detail {
    case .production(let production):
      let touched = event.lotReferences.map { add($0) }
      learn(production)
      return touched
    case .consignment(let consignment):
      let touched = event.lotReferences.map { add($0) }
      if consigned[consignment.consignment] == nil {
        consigned[consignment.consignment] = touched
      }
      return touched
    case .transport(let transport):
      return transport.step == .position ? [] : consigned[transport.consignment] ?? []
    default: return event.lotReferences.map { add($0) }
    }
  }

  private mutating func learn(_ production: Production) {
    for output in production.outputs {
      let number = add(output.lot)
      guard entries[number].unit == nil else { continue }
      entries[number].unit = output.quantity.unit
      if let chemical = output.chemical {
        entries[number].chemical = self.number(of: chemical)
      } else if production.process == .repack, let input = production.inputs.first?.lot,
        production.inputs.allSatisfy({ $0.lot == input })
      {
        entries[number].chemical = numbers[input].flatMap { entries[$0].chemical }
      }
    }
  }

  private mutating func add(_ lot: LotID) -> Int {
    if let number = numbers[lot] { return number }
    let number = entries.count
    numbers[lot] = number
    entries.append(Entry(lot: lot))
    return number
  }

  private mutating func number(of chemical: Chemical) -> Int {
    if let number = chemicalNumbers[chemical] { return number }
    chemicals.append(chemical)
    chemicalNumbers[chemical] = chemicals.count - 1
    return chemicals.count - 1
  }
}
