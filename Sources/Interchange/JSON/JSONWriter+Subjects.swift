internal import Custody
internal import LedgerFormat

extension JSONWriter {
  /// Writes what is corrected, and the event that counts in its place; `index` and `version` are the
  /// entries of the event and of the version that was the newest before.
  mutating func fields(of correction: Correction) {
    key("corrects")
    object { writer in
      writer.field("party", correction.party.text)
      writer.field("id", correction.id.text)
      guard let target = correction.target else { return }
      writer.field("index", target.index)
      writer.field("version", target.version)
    }
    field("reason", correction.reason)
    guard let replacement = correction.replacement else { return }
    key("replacement")
    object { writer in writer.fields(of: replacement) }
  }

  mutating func fields(of order: Order) {
    field("order", order.action.word.english)
    switch order.subject {
    case .lots(let lots): field("lots", lots.map(\.text))
    case .party(let party): field("subject", party.text)
    }
  }
}
