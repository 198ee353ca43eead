internal import Custody
internal import LedgerFormat

/// Makes events of drafts: the one place that knows what fields mean, for every kind of file.
///
/// Every fault of a row is found, not only the first. Cost: a look at each byte of the row's values;
/// allocates what the event stores.
struct EventBuilder {
  var draft = EventDraft()
  var faults: [FieldFault] = []
  private(set) var warnings: [(path: FieldPath, value: String, reason: RowWarning.Reason)] = []
  let settings: ReadingSettings
  let words = EventWords()
  /// What a correction puts in the place of another event; built of its own text before.
  var replacement: Event?
  /// True where drafts are rows of a sheet, which cannot hold every kind.
  let isSheet: Bool
  /// The lists of events that were read before, of which the next take the memory.
  var spareGoods: [[Good]] = []
  var spareOutputs: [[Output]] = []
  /// The kind of the event that is being built.
  private(set) var kind: BodyKind?

  init(_ settings: ReadingSettings, isSheet: Bool = false) {
    self.settings = settings
    self.isSheet = isSheet
  }

  /// Forgets the last row.
  mutating func removeAll() {
    draft.removeAll()
    faults.removeAll(keepingCapacity: true)
    warnings.removeAll(keepingCapacity: true)
    replacement = nil
  }

  /// Writes the event that the draft describes in `bytes` over `event`, in place.
  ///
  /// - Returns: false where there are faults; `event` is then of no use.
  mutating func build(_ bytes: Span<UInt8>, into event: inout Event) -> Bool {
    var isWhole = true
    takeLists(of: &event)
    kind = readKind(bytes)
    if let kind { checkFields(of: kind, bytes) }
    if let id = identifier(.id, bytes) { event.id = id } else { isWhole = false }
    if let time = time(bytes) { event.time = time } else { isWhole = false }
    if let party = identifier(.party, as: .party, bytes) {
      event.party = party
    } else {
      isWhole = false
    }
    event.site = identifier(.site, bytes)
    event.document = identifier(.document, bytes)
    event.note = freeText(.note, bytes)
    event.owner = identifier(.owner, bytes)
    readPrivateFields(bytes, into: &event.privateFields)
    if let kind, let detail = detail(kind, bytes) {
      event.detail = detail
    } else {
      isWhole = false
    }
    return isWhole && faults.isEmpty
  }

  /// Takes the lists out of an event that is to be written over, for the memory that they have.
  private mutating func takeLists(of event: inout Event) {
    switch event.detail {
    case .production, .trade, .consignment, .transport: break
    default: return
    }
    switch exchange(&event.detail, with: .unread) {
    case .production(let production):
      spareOutputs.append(production.outputs)
      if !production.inputs.isEmpty { spareGoods.append(production.inputs) }
    case .trade(let trade): if !trade.goods.isEmpty { spareGoods.append(trade.goods) }
    case .consignment(let consignment): spareGoods.append(consignment.goods)
    case .transport(let transport):
      if let goods = transport.goods, !goods.isEmpty { spareGoods.append(goods) }
    default: break
    }
  }

  mutating func fault(_ path: FieldPath, _ reason: FaultReason, value: String? = nil) {
    faults.append(
      FieldFault(field: path.field, jsonPath: path.jsonPath, value: value, reason: reason))
  }

  /// Notes a fault of a value that stands in the row.
  mutating func fault(
    _ path: FieldPath, _ reason: FaultReason, _ range: TextRange, _ bytes: Span<UInt8>
  ) {
    let shown = bytes.shortened(range.start..<range.end)
    faults.append(
      FieldFault(field: path.field, jsonPath: path.jsonPath, value: shown, reason: reason))
  }

  mutating func warn(_ path: FieldPath, _ reason: RowWarning.Reason, value: String) {
    warnings.append((path, value, reason))
  }

  /// Finds what every event needs and the row lacks, where its kind is not known.
  private mutating func checkAlwaysNeeded() {
    var missing = EventFieldRule.always.subtracting(draft.present)
    while let field = missing.popFirst() { fault(FieldPath(field), .missing(nil)) }
  }

  private mutating func readKind(_ bytes: Span<UInt8>) -> BodyKind? {
    guard let position = draft.text(.kind) else {
      checkAlwaysNeeded()
      return nil
    }
    let range = draft.texts[position]
    guard let value = words.kinds.value(of: bytes.extracting(range.start..<range.end)) else {
      faultWord(.kind, isSheet ? words.sheetKinds : words.importedKinds, range, bytes)
      checkAlwaysNeeded()
      return nil
    }
    let kind = words.kindValues[value]
    if EventFieldRule.rule(of: kind) == nil || (isSheet && kind.needsJSONLines) {
      fault(FieldPath(.kind), .kindNotImported(kind), range, bytes)
      return nil
    }
    return kind
  }

  /// Finds the fields that the kind needs and the row lacks, and those that it has in vain.
  private mutating func checkFields(of kind: BodyKind, _ bytes: Span<UInt8>) {
    guard let rule = EventFieldRule.rule(of: kind) else { return }
    var strange = draft.present.subtracting(rule.known)
    while let field = strange.popFirst() {
      if let position = draft.text(field) {
        fault(FieldPath(field), .notOfKind(kind), draft.texts[position], bytes)
      } else {
        fault(FieldPath(field), .notOfKind(kind))
      }
    }
    var missing = rule.needed.subtracting(draft.present)
    while let field = missing.popFirst() {
      fault(FieldPath(field), .missing(EventFieldRule.always.contains(field) ? nil : kind))
    }
  }
}

extension BodyKind {
  /// True for the kinds that a sheet cannot hold.
  var needsJSONLines: Bool { self == .correction || self == .order || self == .registration }
}
