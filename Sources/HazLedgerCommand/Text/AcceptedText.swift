internal import Custody
internal import Interchange
internal import LedgerFormat

/// A checkpoint and who vouches for it, for people and for scripts.
enum AcceptedText {
  /// What was signed, and a line for every witness that cosigned.
  static func lines(_ accepted: AcceptedCheckpoint) -> [String] {
    let checkpoint = accepted.checkpoint
    let signed = say(
      zh: "\(checkpoint.origin) 签名:共 \(checkpoint.size) 条,根 ",
      en: "signed by \(checkpoint.origin): \(Words.counted(checkpoint.size, "entry")), root ")
    let cosigned = accepted.cosigners.map { cosigner in
      let name = "\(cosigner.name) (\(cosigner.key.name))"
      let time = time(cosigner.seconds) ?? "?"
      return say(zh: "见证方 \(name) 联署于 \(time)", en: "cosigned by \(name) at \(time)")
    }
    return [signed + Base64.encode(checkpoint.root)] + cosigned
  }

  /// Writes the fields `origin`, `size` and `root`, and `cosigners` where there are any.
  static func write(_ accepted: AcceptedCheckpoint, to json: inout JSONWriter) {
    json.field("origin", accepted.checkpoint.origin)
    json.field("size", accepted.checkpoint.size)
    json.field("root", Base64.encode(accepted.checkpoint.root))
    writeCosigners(of: accepted, to: &json)
  }

  static func writeCosigners(of accepted: AcceptedCheckpoint, to json: inout JSONWriter) {
    guard !accepted.cosigners.isEmpty else { return }
    json.key("cosigners")
    json.array(accepted.cosigners) { json, cosigner in
      json.object { json in
        json.field("name", cosigner.name.description)
        json.field("key", cosigner.key.text)
        json.field("time", time(cosigner.seconds))
      }
    }
  }

  /// The time in RFC 3339; nil for one behind the year 9999.
  static func time(_ seconds: UInt64) -> String? {
    let (microseconds, isOverflown) = seconds.multipliedReportingOverflow(by: 1_000_000)
    return isOverflown ? nil : Instant(microseconds: microseconds)?.text
  }
}
