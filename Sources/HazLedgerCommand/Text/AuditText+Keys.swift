internal import Custody
internal import Interchange
internal import LedgerAudit
internal import LedgerFormat

/// Whose keys the ledger knows, how they stand, and who vouched for what.
extension AuditText {
  /// The most keys, and the most parties, that a report lists; all are counted.
  private static let listedMax = 1_000

  /// By which keys have expired or not: when the report is made.
  private var keyTime: UInt64 {
    madeAt?.microseconds ?? report.census.recordedAt?.upperBound ?? 0
  }

  private typealias PartyKey = (party: Identifier, key: RegisteredKey)

  /// The keys of all parties, by party and in the order in which they were registered.
  private var partyKeys: [PartyKey] {
    let parties = report.vouching.keys?.parties ?? [:]
    return parties.sorted { $0.key < $1.key }.flatMap { party, keys in
      keys.keys.map { (party, $0) }
    }
  }

  private var eventCounts: [(party: Identifier, count: VouchingReport.EventCount)] {
    report.vouching.events.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  var vouching: [Pair] {
    var pairs = logKeys + registrars
    let keys = partyKeys
    pairs += keys.prefix(AuditText.listedMax).map { item in
      (say(zh: "\(item.party) 的密钥", en: "key of \(item.party)"), line(item.key))
    }
    if keys.count > AuditText.listedMax {
      pairs.append((say(zh: "企业密钥总数", en: "parties' keys in all"), String(keys.count)))
    }
    pairs.append(
      (
        say(zh: "事件签名", en: "events"),
        say(
          zh: "有企业签名 \(report.signedEvents) 个,无签名 \(report.unsignedEvents) 个",
          en: "\(report.signedEvents) signed by their party, \(report.unsignedEvents) unsigned")
      ))
    let counts = eventCounts
    pairs += counts.prefix(AuditText.listedMax).map { party, count in
      (
        say(zh: "\(party) 的事件", en: "events of \(party)"),
        say(
          zh: "有签名 \(count.signed) 个,无签名 \(count.unsigned) 个",
          en: "\(count.signed) signed, \(count.unsigned) unsigned")
      )
    }
    if counts.count > AuditText.listedMax {
      pairs.append((say(zh: "企业总数", en: "parties in all"), String(counts.count)))
    }
    return pairs
  }

  private var logKeys: [Pair] {
    (report.vouching.logKeys?.links ?? []).map { link in
      (
        say(zh: "账本密钥", en: "log key"),
        say(zh: "自第 \(link.index) 条起 ", en: "from entry \(link.index) on ") + link.key.text
      )
    }
  }

  private var registrars: [Pair] {
    guard let keys = report.vouching.keys, !keys.registrars.isEmpty else {
      return [(say(zh: "登记机构", en: "registrars"), say(zh: "无", en: "none"))]
    }
    let quorum = say(
      zh: "\(keys.registrars.count) 个,登记须 \(keys.registrarQuorum) 个共同签名",
      en: "\(keys.registrars.count), of which \(keys.registrarQuorum) must sign together")
    return [(say(zh: "登记机构", en: "registrars"), quorum)]
      + keys.registrars.map { (say(zh: "登记机构密钥", en: "registrar's key"), $0.text) }
  }

  private func line(_ key: RegisteredKey) -> String {
    let state = key.state(at: keyTime)
    var text = say(
      zh: "\(Words.of(state).chinese),登记于第 \(key.index) 条",
      en: "\(Words.of(state).english), registered by entry \(key.index)")
    if let end = key.end {
      text += say(zh: ",终于第 \(end.index) 条", en: ", ended by entry \(end.index)")
    }
    if let expires = key.expires {
      text += say(
        zh: ",有效至 \(AuditText.time(expires))", en: ", until \(AuditText.time(expires))")
    }
    return text + ", " + key.key.text
  }

  func writeVouching(to json: inout JSONWriter) {
    json.key("logKeys")
    json.array(report.vouching.logKeys?.links ?? []) { json, link in
      json.object { json in
        json.field("vkey", link.key.text)
        json.field("index", link.index)
      }
    }
    json.field("registrars", (report.vouching.keys?.registrars ?? []).map(\.text))
    if let quorum = report.vouching.keys?.registrarQuorum { json.field("registrarQuorum", quorum) }
    json.key("partyKeys")
    json.array(partyKeys) { json, item in
      KeyListText.write(item.key, of: item.party, at: keyTime, to: &json)
    }
    json.field("signedEvents", report.signedEvents)
    json.field("unsignedEvents", report.unsignedEvents)
    json.key("parties")
    json.array(eventCounts) { json, item in
      json.object { json in
        json.field("party", item.party.text)
        json.field("signed", item.count.signed)
        json.field("unsigned", item.count.unsigned)
      }
    }
  }
}
