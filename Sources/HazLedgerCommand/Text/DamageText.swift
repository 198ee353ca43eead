internal import Custody
internal import Interchange
internal import LedgerAudit

/// What was done to a ledger and when, for people and for scripts.
enum DamageText {
  /// Writes the fields beside those that say what is wrong and where.
  static func write(_ damage: Damage, to json: inout JSONWriter) {
    json.key("firstBadCheckpoint")
    if let bad = damage.bracket.firstBad { json.value(bad.size) } else { json.null() }
    for (name, end) in [
      ("lastGood", damage.bracket.lastGood), ("firstBad", damage.bracket.firstBad),
    ] {
      guard let time = end?.time else { continue }
      json.field(name + "Time", Instant(microseconds: time.microseconds)?.text)
      json.field(name + "TimeBy", time.source.rawValue)
    }
    json.field("class", damage.damageClass.rawValue)
  }

  static func lines(_ damage: Damage) -> [String] {
    let (good, bad) = (damage.bracket.lastGood, damage.bracket.firstBad)
    var lines = [Words.of(damage.damageClass).text]
    if case .checkpointRoot = damage.kind, let index = damage.index {
      lines.append(
        say(
          zh: "第 \(index) 条肯定不是签名时的那一条;它之前的各条,直到最后完好的检查点,也可能不是",
          en:
            "entry \(index) is certainly not the one that was signed; those before it, back to the "
            + "last good checkpoint, may not be either"))
    }
    if let good {
      lines.append(
        say(
          zh: "此前最后完好的检查点:\(good.size) 条",
          en: "last good checkpoint before it: \(Words.counted(good.size, "entry"))")
          + time(good))
    }
    if let bad {
      lines.append(
        say(
          zh: "首个覆盖它的检查点:\(bad.size) 条",
          en: "first checkpoint that covers it: \(Words.counted(bad.size, "entry"))")
          + time(bad))
    }
    return lines
  }

  private static func time(_ end: DamageBracket.End) -> String {
    guard let time = end.time, let text = Instant(microseconds: time.microseconds)?.text else {
      return ""
    }
    switch time.source {
    case .timestamp: return say(zh: ",时间戳 \(text)", en: ", time-stamped \(text)")
    case .cosignature: return say(zh: ",见证于 \(text)", en: ", witnessed \(text)")
    case .ledger: return say(zh: ",账本自记 \(text)", en: ", by the ledger's clock \(text)")
    }
  }
}
