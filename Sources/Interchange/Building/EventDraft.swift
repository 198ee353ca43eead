/// A piece of the current row's text.
struct TextRange {
  var start: Int
  var end: Int
  /// True where escapes (doubled quotes, backslashes) still stand in it.
  var isEscaped = false
}

/// One item of a draft's `outputs`, `inputs` or `goods`; a number is a position in the draft's texts.
struct DraftItem {
  var lot: Int?
  var quantity: Int?
  var content: Int?
  var packages: Int?
  var chemical: DraftChemical?
}

/// The fields of a chemical; a number is a position in the draft's texts.
struct DraftChemical {
  /// By the raw value of `ChemicalField`; negative where the field is absent.
  private var texts = InlineArray<10, Int32>(repeating: -1)

  subscript(field: ChemicalField) -> Int? {
    get {
      let position = texts[Int(field.rawValue)]
      return position < 0 ? nil : Int(position)
    }
    set { texts[Int(field.rawValue)] = Int32(newValue ?? -1) }
  }
}

/// The fields of a chemical as JSON names them.
enum ChemicalField: UInt8, CaseIterable {
  case name, nameChinese, nameEnglish, cas, un, hazardClass, packingGroup, concentration, state,
    form

  /// The path below `chemical`.
  var path: String {
    switch self {
    case .name: "name"
    case .nameChinese: "name.zh"
    case .nameEnglish: "name.en"
    case .cas: "cas"
    case .un: "un"
    case .hazardClass: "class"
    case .packingGroup: "packingGroup"
    case .concentration: "concentration"
    case .state: "state"
    case .form: "form"
    }
  }
}

/// An event as text: which fields a row has and where in its bytes they stand.
///
/// Both the sheet's reader and the JSON reader fill one, and `EventBuilder` makes the event of it. It
/// is used again for every row, so that filling it allocates nothing.
struct EventDraft {
  /// All texts of the row.
  var texts: [TextRange] = []
  /// The row's fields.
  private(set) var present: EventFieldSet = []
  private var fieldTexts = [Int](repeating: 0, count: EventField.allCases.count)
  var outputs: [DraftItem] = []
  var inputs: [DraftItem] = []
  var goods: [DraftItem] = []
  var record = DraftRecord()
  /// The lots of an order; a number is a position among the texts.
  var lots: [Int] = []
  /// Whose event a correction corrects, and its id; positions among the texts.
  var corrects: (party: Int?, id: Int?) = (nil, nil)
  /// Where the text of a correction's replacement stands, an object of its own.
  var replacement: TextRange?
  /// True when some text is escaped.
  private(set) var hasEscapes = false

  /// Forgets the last row.
  mutating func removeAll() {
    texts.removeAll(keepingCapacity: true)
    if present.contains(.record) { record.removeAll() }
    present = []
    outputs.removeAll(keepingCapacity: true)
    inputs.removeAll(keepingCapacity: true)
    goods.removeAll(keepingCapacity: true)
    lots.removeAll(keepingCapacity: true)
    corrects = (nil, nil)
    replacement = nil
    hasEscapes = false
  }

  /// Gives the items of a list, which are put back when they are done with: so they are not copied.
  mutating func takeItems(of field: EventField) -> [DraftItem] {
    switch field {
    case .outputs: exchange(&outputs, with: [])
    case .inputs: exchange(&inputs, with: [])
    default: exchange(&goods, with: [])
    }
  }

  mutating func putItems(_ items: consuming [DraftItem], of field: EventField) {
    switch field {
    case .outputs: outputs = items
    case .inputs: inputs = items
    default: goods = items
    }
  }

  /// Adds a text and gives its position.
  mutating func append(_ text: TextRange) -> Int {
    texts.append(text)
    if text.isEscaped { hasEscapes = true }
    return texts.count - 1
  }

  mutating func set(_ field: EventField, _ text: TextRange) {
    fieldTexts[Int(field.rawValue)] = append(text)
    present.insert(field)
  }

  /// Notes that the row has a field whose items stand in a list of their own.
  mutating func setList(_ field: EventField) {
    fieldTexts[Int(field.rawValue)] = -1
    present.insert(field)
  }

  /// The position of a field's text; nil where the row does not have the field as a text.
  func text(_ field: EventField) -> Int? {
    guard present.contains(field) else { return nil }
    let position = fieldTexts[Int(field.rawValue)]
    return position >= 0 ? position : nil
  }
}
