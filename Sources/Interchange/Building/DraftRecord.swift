/// The record of a registration as texts; a number is a position in the draft's texts.
struct DraftRecord {
  struct Maximum {
    var chemical: Int?
    var quantity: Int?
  }

  /// In the order of the file; a list has an item for each of its values.
  private(set) var texts: [(field: RegistrationField, position: Int)] = []
  var maxima: [Maximum] = []

  mutating func add(_ field: RegistrationField, _ position: Int) {
    texts.append((field, position))
  }

  mutating func removeAll() {
    texts.removeAll(keepingCapacity: true)
    maxima.removeAll(keepingCapacity: true)
  }
}
