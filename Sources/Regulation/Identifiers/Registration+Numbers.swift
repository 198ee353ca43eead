public import Custody
internal import LedgerFormat

/// A number of a registration that is not what its system's rule says.
public struct NumberFault: Error, Equatable, Sendable {
  public let number: OfficialNumber
  /// Where it stands; nil for the subject's own id.
  public internal(set) var field: RecordKey?
  public let value: String
  /// The check character that would be right; nil where the form is wrong.
  public let expected: Character?

  /// What is wrong with a number that stands by itself; nil where it is good.
  public init?(checking number: OfficialNumber, _ value: String) {
    switch number.check(value) {
    case .good: return nil
    case .malformed: self.init(number, nil, value, expected: nil)
    case .wrong(let expected): self.init(number, nil, value, expected: expected)
    }
  }

  init(
    _ number: OfficialNumber, _ field: RecordKey?, _ value: String, expected: Character?
  ) {
    self.number = number
    self.field = field
    self.value = value
    self.expected = expected
  }
}

extension Registration {
  /// The numbers that are wrong, each with the character that would be right.
  ///
  /// Those of rules marked [A] keep a registration out of the ledger; the others are warned of. A
  /// party's or chemical's id and a tank's number are looked at where they have the form of such a number.
  public var numberFaults: [NumberFault] {
    var faults: [NumberFault] = []
    func check(_ number: OfficialNumber, _ field: RecordKey?, _ value: String?) {
      guard let value, var fault = NumberFault(checking: number, value) else { return }
      fault.field = field
      faults.append(fault)
    }
    switch record {
    case .party(let party):
      if party.uscc != subject.text, OfficialNumber.looksLikeUSCC(subject.text) {
        check(.uscc, nil, subject.text)
      }
      check(.uscc, .uscc, party.uscc)
    case .chemical(let record):
      // An id of the form of a CAS number is read as one by whoever sees it.
      if case .wrong = OfficialNumber.cas.check(subject.text) { check(.cas, nil, subject.text) }
      check(.cas, .cas, record.chemical.cas)
      check(.un, .un, record.chemical.un)
    case .vehicle(let vehicle):
      check(.plate, nil, subject.text)
      if let tank = vehicle.tank?.text, OfficialNumber.tankContainer.check(tank) != .malformed {
        check(.tankContainer, .tank, tank)
      }
    case .site, .person, .licence: break
    }
    return faults
  }

  /// The first wrong number for which the registration is refused; nil where there is none.
  public var refusedNumber: NumberFault? {
    numberFaults.first { $0.number.confidence == .a }
  }
}
