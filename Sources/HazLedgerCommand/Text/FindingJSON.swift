internal import Custody
internal import Interchange
internal import LedgerFormat
internal import Regulation

/// Findings and alerts as JSON.
enum FindingJSON {
  /// Writes the fields of a finding into the object that is open.
  static func fields(of finding: Finding, to json: inout JSONWriter) {
    json.field("id", finding.id.text)
    fields(of: finding.rule, to: &json)
    json.field("severity", finding.severity.rawValue)
    json.field("level", finding.level.rawValue)
    json.field("unverified", finding.isUnverified)
    json.field("party", finding.party.text)
    if !finding.others.isEmpty { json.field("others", finding.others.map(\.text)) }
    if !finding.lots.isEmpty { json.field("lots", finding.lots.map(\.text)) }
    json.field("site", finding.site?.text)
    json.field("consignment", finding.consignment?.text)
    json.field("vehicle", finding.vehicle?.text)
    json.field("since", finding.since.text)
    json.field("due", finding.due?.text)
    json.field("done", finding.done?.text)
    json.field("ended", finding.ended?.text)
    if finding.occurrences > 1 { json.field("occurrences", finding.occurrences) }
    json.key("text")
    json.object { json in
      json.field("zh", finding.chinese)
      json.field("en", finding.english)
    }
    json.key("causes")
    json.array(finding.causes) { json, cause in
      json.object { json in
        if let index = cause.index { json.field("index", index) }
        json.field("party", cause.party.text)
        json.field("id", cause.id.text)
      }
    }
  }

  /// Writes an alert as an object.
  static func write(_ alert: Alert, overdue: Bool, to json: inout JSONWriter) {
    json.object { json in
      fields(of: alert.finding, to: &json)
      json.field("state", alert.state.rawValue)
      json.field("overdue", overdue)
      json.key("handlings")
      json.array(alert.handlings) { json, handling in
        json.object { json in
          json.field("index", handling.index)
          json.field("time", handling.time.text)
          json.field("party", handling.party.text)
          json.field("action", handling.action.word.english)
          json.field("document", handling.document?.text)
          json.field("note", handling.note)
        }
      }
    }
  }

  private static func fields(of rule: Rule, to json: inout JSONWriter) {
    json.field("rule", rule.id)
    json.field("check", rule.check.name)
    json.field("instrument", rule.instrument)
    json.field("article", rule.article)
    json.field("confidence", rule.confidence.rawValue)
  }

  /// Writes a rule as an object.
  static func write(_ rule: Rule, to json: inout JSONWriter) {
    json.object { json in
      fields(of: rule, to: &json)
      json.field("severity", rule.severity.rawValue)
      json.field("level", rule.level.rawValue)
      json.field("from", rule.validFrom.text)
      json.field("until", rule.validUntil?.text)
      json.key("text")
      json.object { json in
        json.field("zh", rule.chinese.source)
        json.field("en", rule.english.source)
      }
    }
  }
}
