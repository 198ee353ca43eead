internal import Custody
internal import HazLedger
internal import Interchange
internal import LedgerFormat

/// How a ledger stands, for people and for scripts.
enum StatusText {
  static func pairs(_ status: LedgerStatus) -> [(name: String, value: String)] {
    let checkpoint =
      status.checkpoint.map { "\($0.size)  \(Base64.encode($0.root))" }
      ?? say(zh: "没有", en: "none")
    return [
      (say(zh: "名称", en: "origin"), status.identity.origin),
      (say(zh: "账本编号", en: "ledger id"), status.identity.ledgerID),
      (say(zh: "验证公钥", en: "verifier key"), status.identity.verifierKey),
      (say(zh: "签名要求", en: "policy"), PolicyText.line(status.identity)),
      (
        say(zh: "企业密钥", en: "parties' keys"),
        say(
          zh: "\(status.keys.parties) 个企业,有效 \(status.keys.live) 个,失效 \(status.keys.ended) 个",
          en: "of \(status.keys.parties) parties: \(status.keys.live) live, "
            + "\(status.keys.ended) ended")
      ),
      (say(zh: "有签名事件", en: "events signed"), String(status.signedEvents)),
      (say(zh: "记录数", en: "entries"), String(status.size)),
      (say(zh: "批次数", en: "lots"), String(status.lots)),
      (say(zh: "运单数", en: "consignments"), String(status.consignments)),
      (say(zh: "最新检查点", en: "newest checkpoint"), checkpoint),
      (say(zh: "最后记录于", en: "last recorded"), status.lastRecordedAt.text),
      (say(zh: "记录字节", en: "bytes of entries"), String(status.entryBytes)),
      (say(zh: "索引", en: "index"), index(status.index)),
    ]
  }

  static func write(_ status: LedgerStatus, to json: inout JSONWriter) {
    json.object { json in
      json.field("origin", status.identity.origin)
      json.field("ledgerId", status.identity.ledgerID)
      json.field("vkey", status.identity.verifierKey)
      if status.identity.firstVerifierKey != status.identity.verifierKey {
        json.field("firstVkey", status.identity.firstVerifierKey)
      }
      PolicyText.write(status.identity, to: &json)
      json.key("keys")
      json.object { json in
        json.field("parties", status.keys.parties)
        json.field("live", status.keys.live)
        json.field("ended", status.keys.ended)
      }
      json.field("signedEvents", status.signedEvents)
      json.field("size", status.size)
      json.field("lots", status.lots)
      json.field("consignments", status.consignments)
      json.key("checkpoint")
      if let checkpoint = status.checkpoint {
        json.object { json in
          json.field("origin", checkpoint.origin)
          json.field("size", checkpoint.size)
          json.field("root", Base64.encode(checkpoint.root))
        }
      } else {
        json.null()
      }
      json.field("lastRecordedAt", status.lastRecordedAt.text)
      json.field("bytes", status.entryBytes)
      json.field("index", "\(status.index)")
    }
  }

  private static func index(_ state: IndexState) -> String {
    switch state {
    case .current: say(zh: "完好", en: "current")
    case .missing: say(zh: "缺失,下次写入时重建", en: "missing; the next writer makes it anew")
    }
  }
}
