/// What is wrong with a field, before it is known how the file calls the place.
struct FieldFault {
  enum Place {
    case field(FieldPath)
    /// A JSON path to something that is no field.
    case path(String)
  }

  var place: Place
  var value: String?
  var reason: FaultReason

  /// The field, where the fault is one's.
  var field: EventField? {
    guard case .field(let path) = place else { return nil }
    return path.field
  }
}

/// Where in an event a value stands.
struct FieldPath {
  var field: EventField
  /// The item of the field's list.
  var item: Int?
  /// The item's own field: `lot`, `quantity`, `content`, `packages` or one of its chemical's.
  var part: String?

  init(_ field: EventField, item: Int? = nil, part: String? = nil) {
    self.field = field
    self.item = item
    self.part = part
  }

  /// As a JSON path.
  var jsonPath: String {
    var path = "$." + field.word.english
    if let item { path += "[\(item)]" }
    if let part { path += "." + part }
    return path
  }
}
