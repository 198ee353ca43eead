internal import Custody
internal import HazLedger
internal import Interchange
internal import LedgerAudit
internal import LedgerFormat

/// By when what a file of evidence proves was recorded at the latest.
extension EvidenceText {
  /// For each stamp the events that it is the first to bound, and whether it bounds the commitment first.
  private var bounded: [(stamp: ProvedStamp, events: [UInt64], isOfCommitment: Bool)] {
    var start: UInt64 = 0
    let (indices, commitment) = (eventIndices, answer.proved.completeTo.size)
    return answer.proved.stamps.map { stamp in
      let covered = start..<stamp.checkpoint.size
      start = stamp.checkpoint.size
      return (stamp, indices.filter(covered.contains), covered.contains(commitment))
    }
  }

  /// The events of the subject, those behind the commitment among them.
  var eventIndices: [UInt64] { (answer.events + answer.laterEvents).map(\.index) }

  /// - Parameter isJudged: true where the caller named authorities to hold tokens against.
  func stampLines(isJudged: Bool) -> [String] {
    let stamps = answer.proved.stamps
    guard isJudged else {
      guard !stamps.isEmpty else { return [] }
      return [
        "",
        say(
          zh: "文件中有 \(stamps.count) 个时间戳,未经核验:用 --ca CA.pem 核验。",
          en: "Time-stamp tokens in the file: \(stamps.count), not judged; --ca CA.pem judges them."
        ),
      ]
    }
    guard let last = stamps.last else {
      return ["", say(zh: "文件中没有时间戳。", en: "No time-stamp token is in the file.")]
    }
    var lines = [""]
    for (stamp, events, isOfCommitment) in bounded {
      let time = Instant(microseconds: stamp.time)?.text ?? "?"
      if !events.isEmpty {
        let list = Words.ranges(events)
        lines.append(
          say(
            zh: "最迟记录于 \(time)(时间戳已核验):第 \(list.chinese) 条",
            en: "Recorded at the latest at \(time), by a verified time stamp: \(list.english)"))
      }
      if isOfCommitment {
        lines.append(
          say(
            zh: "“无一遗漏”的承诺最迟记录于 \(time)(时间戳已核验)",
            en: "That these are all was recorded at the latest at \(time), by a verified time stamp"
          ))
      }
    }
    let rest = eventIndices.filter { $0 >= last.checkpoint.size }
    if !rest.isEmpty {
      let list = Words.ranges(rest)
      lines.append(
        say(zh: "没有时间戳:第 \(list.chinese) 条", en: "Bounded by no time stamp: \(list.english)"))
    }
    return lines
  }

  func writeStamps(to json: inout JSONWriter) {
    json.key("timestamps")
    json.array(bounded) { json, item in
      json.object { json in
        json.field("size", item.stamp.checkpoint.size)
        json.field("root", Base64.encode(item.stamp.checkpoint.root))
        json.field("time", Instant(microseconds: item.stamp.time)?.text)
        json.field("verified", item.stamp.isTrusted)
        json.key("entries")
        json.array(item.events) { $0.value($1) }
        json.field("commitment", item.isOfCommitment)
      }
    }
  }
}
