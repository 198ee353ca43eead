internal import Interchange
internal import LedgerAudit
internal import LedgerFormat

/// What the verification of a published tree found, for people and for scripts.
struct TilesText {
  let report: TilesReport
  /// False where the tree itself named the key, so that it only agrees with itself.
  let isKeyGiven: Bool

  func lines() -> [String] {
    guard report.ok, let checkpoint = report.checkpoint else {
      return [
        say(
          zh: "核验未通过:\(report.faultCount) 处有误",
          en: "Not verified: \(Words.counted(report.faultCount, "fault"))")
      ]
        + report.faults.map { "  " + $0.file + "  " + Words.of($0.kind).text }
    }
    var lines = [
      say(
        zh: "核验通过:\(checkpoint.origin) 的 \(report.entries) 条,根 ",
        en: "Verified: \(Words.counted(report.entries, "entry")) of \(checkpoint.origin), root ")
        + Base64.encode(checkpoint.root)
    ]
    if !isKeyGiven, let key = report.key {
      lines.append(
        "  "
          + say(
            zh: "公钥取自树本身,请与可信来源核对:\(key.text)",
            en: "the key is the tree's own; compare it with one you trust: \(key.text)"))
    }
    return lines
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.field("ok", report.ok)
      json.field("entries", report.entries)
      json.field("origin", report.checkpoint?.origin)
      json.field("root", report.checkpoint.map { Base64.encode($0.root) })
      json.field("vkey", report.key?.text)
      json.field("keyGiven", isKeyGiven)
      if !report.ok {
        json.key("damage")
        json.array(report.faults) { json, fault in
          json.object { json in
            json.field("file", fault.file)
            json.field("what", Words.of(fault.kind).text)
          }
        }
      }
    }
  }
}
