internal import Custody
internal import Interchange
internal import LedgerAudit
internal import LedgerFormat

/// A time-stamped checkpoint, for people and for scripts.
enum TimestampText {
  static func line(_ stamp: StampedCheckpoint) -> String {
    let time = Instant(microseconds: stamp.time)?.text ?? "?"
    let size = stamp.checkpoint.size
    return stamp.isTrusted
      ? say(
        zh: "时间戳  前 \(size) 条不晚于 \(time)",
        en: "stamped the first \(size) entries, not later than \(time)")
      : say(
        zh: "时间戳  前 \(size) 条,\(time)(机构未经核验,可用 --ca)",
        en: "stamped the first \(size) entries, \(time) (by whom was not verified: --ca)")
  }

  static func write(_ stamp: StampedCheckpoint, to json: inout JSONWriter) {
    json.object { json in
      json.field("size", stamp.checkpoint.size)
      json.field("root", Base64.encode(stamp.checkpoint.root))
      json.field("time", Instant(microseconds: stamp.time)?.text)
      json.field("verified", stamp.isTrusted)
      json.key("index")
      if let index = stamp.index { json.value(index) } else { json.null() }
      json.field("file", stamp.file)
    }
  }
}
