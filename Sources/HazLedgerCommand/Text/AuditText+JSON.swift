internal import Custody
internal import Interchange
internal import LedgerAudit
internal import LedgerFormat

/// The auditor's report for scripts.
extension AuditText {
  func write(to json: inout JSONWriter) {
    json.field("ok", report.ok)
    json.field("language", Language.current.rawValue)
    json.field("madeAt", madeAt?.text)
    json.field("program", Version.text)
    json.field("origin", report.genesis?.origin)
    json.field("ledgerId", report.genesis?.ledgerID.hex)
    json.field("key", (trustedKey ?? report.genesis?.logKey)?.text)
    json.field("keyTrusted", trustedKey != nil)
    json.field("entries", report.entries)
    json.field("lots", report.lots)
    json.field("root", report.root.map(Base64.encode))
    json.key("verified")
    json.array(report.census.verified) { json, range in
      json.object { json in
        json.field("from", range.lowerBound)
        json.field("to", range.upperBound)
      }
    }
    json.key("kinds")
    json.object { json in
      for kind in BodyKind.allCases {
        let count = report.census.count(of: kind)
        if count > 0 { json.field("\(kind)", count) }
      }
    }
    json.key("corrections")
    json.array(report.census.corrections) { json, correction in
      json.object { json in
        json.field("index", correction.index)
        json.field("party", correction.party.text)
        json.field("event", correction.event.text)
        json.field("reason", correction.reason)
        json.field("withdrawn", correction.isWithdrawal)
      }
    }
    writeVouching(to: &json)
    json.key("newestCheckpoint")
    if let checkpoint = report.newestCheckpoint {
      json.object { json in
        json.field("size", checkpoint.size)
        json.field("root", Base64.encode(checkpoint.root))
      }
    } else {
      json.null()
    }
    json.key("timestamps")
    json.array(report.timestamps) { json, stamp in TimestampText.write(stamp, to: &json) }
    json.key("clock")
    json.object { json in
      AuditText.write(report.clock.wentBack, "wentBack", to: &json)
      AuditText.write(report.clock.aheadOfStamp, "aheadOfStamp", to: &json)
      AuditText.write(report.clock.behindStamp, "behindStamp", to: &json)
      AuditText.write(report.clock.eventsInFuture, "eventsInFuture", to: &json)
    }
    json.field("missing", missing)
    json.field("damageCount", report.damageCount)
    json.field("firstDamage", report.damage.first.map { Words.of($0.kind).text })
  }

  private static func write(
    _ count: ClockFindings.Count?, _ name: String, to json: inout JSONWriter
  ) {
    guard let count else { return }
    json.key(name)
    json.object { json in
      json.field("entries", count.entries)
      json.field("first", count.first)
    }
  }
}
