internal import Custody
internal import Interchange
internal import LedgerFormat
internal import Traceability

/// A trace as a person reads it.
struct TraceText {
  let answer: TraceAnswer
  let horizon: Horizon
  /// Whether the history says when the ledger recorded each event.
  var tellsRecording = false

  func lines() -> [String] {
    var lines = heading()
    if let source = answer.source { lines += self.source(source) }
    if let destination = answer.destination {
      lines += DestinationText(destination: destination, answer: answer).lines()
    }
    if let history = answer.history { lines += self.history(history) }
    return lines
  }

  private func heading() -> [String] {
    var lines = [say(zh: "批次 \(answer.lot)", en: "Lot \(answer.lot)")]
    if let chemical = answer.chemical { lines.append("  " + TraceText.describe(chemical)) }
    if let produced = answer.produced {
      let process = say(zh: produced.process.word.chinese, en: produced.process.word.english)
      lines.append(
        "  "
          + say(
            zh:
              "\(produced.party) 于 \(TraceText.time(produced.time)) \(process) \(answer.quantity.text)(第 \(produced.index) 条)",
            en:
              "\(process) by \(produced.party), \(TraceText.time(produced.time)): \(answer.quantity.text) (entry \(produced.index))"
          ))
    }
    if answer.found.amount != 0 {
      lines.append(
        "  " + say(zh: "另有发现 \(answer.found.text)", en: "found besides: \(answer.found.text)"))
    }
    if let size = answer.size {
      lines.append(
        "  " + say(zh: "按账本前 \(size) 条", en: "by the first \(size) entries of the ledger"))
    }
    if let completeTo = answer.completeTo {
      lines.append(
        "  "
          + say(
            zh: "账本承诺到第 \(completeTo.size) 条为止完整(记录于 \(completeTo.recordedAt.text))",
            en: "the ledger commits itself to its being complete up to entry \(completeTo.size), "
              + "recorded at \(completeTo.recordedAt.text)"))
    }
    if let time = horizon.time {
      lines.append(
        "  "
          + say(
            zh: "只算发生时间不晚于 \(time.text) 的事件",
            en: "by the events with a time up to \(time.text)"))
    }
    return lines
  }

  private func source(_ source: SourceAnswer) -> [String] {
    var origins = Table([
      (say(zh: "批次", en: "lot"), .leading), (say(zh: "企业", en: "party"), .leading),
      (say(zh: "方式", en: "by"), .leading), (say(zh: "时间", en: "time"), .leading),
      (say(zh: "占比", en: "share"), .trailing), (say(zh: "数量", en: "quantity"), .trailing),
    ])
    for origin in source.origins {
      origins.add([
        origin.lot.text, origin.party.text, TraceText.process(origin.process),
        origin.time.map(TraceText.time) ?? "", TraceText.percent(origin.share),
        origin.quantity?.text ?? "?",
      ])
    }
    var lines = ["", say(zh: "来源:从哪里来", en: "Source: where it came from")] + origins.lines()
    lines += handovers(source.handovers)
    return lines
  }

  private func handovers(_ handovers: [Handover]) -> [String] {
    guard !handovers.isEmpty else { return [] }
    var table = Table([
      (say(zh: "时间", en: "time"), .leading), (say(zh: "批次", en: "lot"), .leading),
      (say(zh: "发货", en: "from"), .leading), (say(zh: "收货", en: "to"), .leading),
      (say(zh: "承运", en: "carrier"), .leading), (say(zh: "运单", en: "consignment"), .leading),
      (say(zh: "数量", en: "quantity"), .trailing),
    ])
    for handover in handovers {
      table.add([
        TraceText.time(handover.time), handover.lot.text, handover.from.text, handover.to.text,
        handover.carrier?.text ?? "", handover.consignment.text, handover.quantity.text,
      ])
    }
    return ["", say(zh: "交接", en: "Hand-overs on the way")] + table.lines()
  }

  private func history(_ history: [RecordedEvent]) -> [String] {
    let recording: [(title: String, alignment: Table.Alignment)] =
      tellsRecording ? [(say(zh: "记录于", en: "recorded"), .leading)] : []
    var table = Table(
      [(say(zh: "序号", en: "entry"), .trailing), (say(zh: "时间", en: "time"), .leading)]
        + recording + [
          (say(zh: "企业", en: "party"), .leading), (say(zh: "编号", en: "id"), .leading),
          (say(zh: "环节", en: "event"), .leading), (say(zh: "内容", en: "what"), .leading),
        ])
    for recorded in history {
      let event = recorded.event
      let recordedAt = tellsRecording ? [TraceText.time(recorded.recordedAt)] : []
      table.add(
        [String(recorded.index), TraceText.time(event.time)] + recordedAt + [
          event.party.text, event.id.text, EventText.kind(event),
          EventText.summary(event, of: answer.lot) + remark(recorded.index),
        ])
    }
    return ["", say(zh: "经过:发生了什么", en: "History: what happened to it")] + table.lines()
  }

  /// What a correction did to an event of the history.
  private func remark(_ index: UInt64) -> String {
    if let correction = answer.corrections.correctedBy[index] {
      return say(
        zh: "(已由第 \(correction) 条更正,不再计入)",
        en: " (corrected by entry \(correction): does not count)")
    }
    guard let quantity = answer.corrections.uncovered[index] else { return "" }
    return say(zh: "(\(quantity.text) 无来源覆盖)", en: " (\(quantity.text) of it not covered)")
  }
}

/// How single values are shown.
extension TraceText {
  /// A time to the minute, in UTC.
  static func time(_ time: Instant) -> String {
    let text = time.text
    return text.prefix(10) + " " + text.dropFirst(11).prefix(5) + "Z"
  }

  /// A share as a percentage; `?` where it is unknown.
  static func percent(_ share: Double?) -> String {
    guard let share else { return "?" }
    let hundredths = (share * 10_000).rounded()
    if hundredths == 0, share > 0 { return "<0.01 %" }
    if hundredths == 10_000, share < 1 { return ">99.99 %" }
    let whole = Int(hundredths) / 100
    let rest = Int(hundredths) % 100
    return "\(whole).\(rest < 10 ? "0" : "")\(rest) %"
  }

  static func process(_ process: Origin.Process?) -> String {
    switch process {
    case nil: ""
    case .production(let process): say(zh: process.word.chinese, en: process.word.english)
    case .found: say(zh: "发现(来源不明)", en: "found (source unknown)")
    }
  }

  /// A chemical in one line: name, CAS, UN, class.
  static func describe(_ chemical: Chemical) -> String {
    var parts: [String] = []
    switch chemical.name {
    case .plain(let name)?: parts.append(name)
    case .bilingual(let zh, let en)?: parts.append(say(zh: zh, en: en))
    case nil: break
    }
    if let cas = chemical.cas { parts.append("CAS \(cas)") }
    if let un = chemical.un { parts.append("UN \(un)") }
    if let hazardClass = chemical.hazardClass {
      parts.append(say(zh: "类别 \(hazardClass)", en: "class \(hazardClass)"))
    }
    if let packingGroup = chemical.packingGroup { parts.append("PG \(packingGroup)") }
    for text in [chemical.concentration, chemical.state, chemical.form] {
      if let text { parts.append(text) }
    }
    return parts.joined(separator: ", ")
  }
}
