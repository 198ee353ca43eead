internal import Custody
internal import HazLedger
internal import Interchange
internal import LedgerFormat

/// What a correction leaves without cover, for people and for scripts.
enum UncoveredText {
  /// Warns of each on standard error.
  static func complain(_ uncovered: [UncoveredEvent]) {
    guard !uncovered.isEmpty else { return }
    Output.complain(uncovered.map { line($0).text })
  }

  static func line(_ event: UncoveredEvent) -> Bilingual {
    Bilingual(
      zh: "提醒:更正后,\(event.party) 的事件 \(event.id)(第 \(event.index) 条)取用的 \(event.lot) 有 "
        + "\(event.quantity.text) 无来源覆盖",
      en:
        "warning: since the correction \(event.quantity.text) of \(event.lot) in event \(event.id) of "
        + "\(event.party), entry \(event.index), is not covered")
  }

  /// Writes the field `notCovered`, where there is any.
  static func write(_ uncovered: [UncoveredEvent], to json: inout JSONWriter) {
    guard !uncovered.isEmpty else { return }
    json.key("notCovered")
    json.array(uncovered) { json, event in
      json.object { json in
        json.field("index", event.index)
        json.field("party", event.party.text)
        json.field("id", event.id.text)
        json.field("lot", event.lot.text)
        json.field("quantity", event.quantity.text)
      }
    }
  }
}
