internal import Custody
internal import Interchange
internal import Traceability

/// Times as reports show them: to the minute, in the zone that was named, else in UTC with a `Z`.
struct TimeText {
  let zone: LocalTimeZone?

  func text(_ time: Instant) -> String { zone?.text(of: time) ?? TraceText.time(time) }

  func text(_ time: Instant?) -> String { time.map { text($0) } ?? "" }

  /// What a report says of how far it looked.
  func heading(_ horizon: Horizon) -> [String] {
    var lines: [String] = []
    if let size = horizon.size {
      lines.append(say(zh: "按账本前 \(size) 条", en: "By the first \(size) entries of the ledger"))
    }
    if let time = horizon.time {
      lines.append(
        say(
          zh: "只算发生时间不晚于 \(text(time)) 的事件",
          en: "By the events with a time up to \(text(time))"))
    }
    return lines + zoneLine()
  }

  /// The same of a span of time.
  func heading(_ period: Period, size: UInt64?) -> [String] {
    var lines = heading(Horizon(size: size))
    guard period.from != nil || period.to != nil else { return lines }
    let from = period.from.map { text($0) } ?? say(zh: "最初", en: "the beginning")
    let to = period.to.map { text($0) } ?? say(zh: "最后", en: "the end")
    lines.append(say(zh: "期间:\(from)(含)至 \(to)(不含)", en: "Period: from \(from) to before \(to)"))
    return lines
  }

  private func zoneLine() -> [String] {
    zone.map { [say(zh: "时间为 \($0.name) 时间", en: "Times are those of \($0.name)")] } ?? []
  }
}
