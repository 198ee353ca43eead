/// What is wrong with a value, before it is known how the file calls the place.
struct FieldFault {
  /// The field, where the value is one's.
  var field: EventField?
  /// The place as JSON names it.
  var jsonPath: String
  var value: String?
  var reason: FaultReason
}

/// Where in an event a value stands.
struct FieldPath {
  var field: EventField
  /// The item of the field's list.
  var item: Int?
  /// The item's own field.
  var part: Part?
  /// True where the event is the replacement of a correction.
  var isOfReplacement = false

  enum Part {
    case lot, quantity, content, packages, party, id
    case chemical(ChemicalField)

    /// The path below the item.
    var path: String {
      switch self {
      case .lot: "lot"
      case .quantity: "quantity"
      case .content: "content"
      case .packages: "packages"
      case .party: "party"
      case .id: "id"
      case .chemical(let field): "chemical." + field.path
      }
    }
  }

  init(_ field: EventField, item: Int? = nil, part: Part? = nil) {
    self.field = field
    self.item = item
    self.part = part
  }

  /// The path of the event that the field is of.
  static func root(isOfReplacement: Bool) -> String { isOfReplacement ? "$.replacement" : "$" }

  /// As a JSON path.
  var jsonPath: String {
    var path = FieldPath.root(isOfReplacement: isOfReplacement) + "." + field.word.english
    if let item { path += "[\(item)]" }
    if let part { path += "." + part.path }
    return path
  }
}
