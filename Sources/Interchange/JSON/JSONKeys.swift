/// The keys that the objects of an event can have.
struct JSONKeys: Sendable {
  /// The keys of one kind of object; shared, for it is handed from one to the other for every key.
  final class Table: Sendable {
    let names: [String]
    private let words: WordTable

    init(_ names: [String]) {
      self.names = names
      words = WordTable(keys: names)
    }

    /// A key's number, which is its position among the names.
    func number(of key: Span<UInt8>) -> Int? { words.value(of: key) }
  }

  /// The event's fields by their raw values, then what an export adds.
  let event = Table(
    EventField.allCases.map(\.word.english)
      + ["index", "recordedAt", "leafHash", "signed", "submission", "keyId"])
  // The numbers of these three are known to `JSONEventScanner.item`.
  let output = Table(["lot", "quantity", "content", "chemical"])
  let input = Table(["lot", "quantity"])
  let good = Table(["lot", "quantity", "packages"])
  let chemical = Table(chemicalFields.map(\.path))
  let name = Table(["zh", "en"])
  /// The fields of a registration by their raw values.
  let record = Table(RegistrationField.allCases.map(\.word.english))
  let maximum = Table(["chemical", "quantity"])
  /// The last two are what an export adds.
  let corrects = Table(["party", "id", "index", "version"])

  /// The fields of a chemical by their keys' numbers.
  static let chemicalFields: [ChemicalField] = [
    .name, .cas, .un, .hazardClass, .packingGroup, .concentration, .state, .form,
  ]

  /// The number of `index` among the event's keys.
  static let indexNumber = EventField.allCases.count
}
