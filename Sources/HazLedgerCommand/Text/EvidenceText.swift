internal import Custody
internal import HazLedger
internal import Interchange
internal import LedgerAudit
internal import LedgerFormat
internal import Traceability

/// What a file of evidence proves, for people and for scripts.
struct EvidenceText {
  let answer: EvidenceAnswer
  private var proved: ProvedEvidence { answer.proved }

  /// True where the caller named authorities to hold time stamps against.
  private let isJudgingStamps: Bool

  init(_ answer: EvidenceAnswer, isJudgingStamps: Bool) {
    self.answer = answer
    self.isJudgingStamps = isJudgingStamps
  }

  func lines() -> [String] {
    heading() + trace() + events() + later() + stampLines(isJudged: isJudgingStamps) + authors()
      + impossibleLines + clockLines(isJudged: isJudgingStamps)
  }

  /// The entries of the subject that the ledger committed itself to.
  private var entryCount: Int {
    proved.streams.filter { $0.key == proved.subject }.reduce(0) { $0 + Int($1.committedCount) }
  }

  /// True where none is; a party of which there are only keys is there.
  private var isAbsent: Bool { entryCount == 0 }

  /// Those of a party that are about its keys, and no events.
  private var keyEventCount: Int { entryCount - answer.events.count }

  private func heading() -> [String] {
    let (size, subject) = (proved.completeTo.size, Words.subject(proved.subject).text)
    let time = EvidenceText.time(proved.completeTo.recordedAt)
    var lines: [String] = []
    if isAbsent {
      let nothing = Words.nothing(of: proved.subject)
      lines.append(
        say(
          zh: "证明成立:到第 \(size) 条为止(记录于 \(time)),账本中没有\(nothing.chinese)。",
          en: "Proved: up to entry \(size), recorded at \(time), the ledger has no "
            + "\(nothing.english)."))
    } else {
      lines.append(
        say(
          zh: "证明成立:\(subject)到第 \(size) 条为止(记录于 \(time))的全部 \(answer.events.count) 个事件如下,无一遗漏。",
          en: "Proved: these are all \(answer.events.count) events of \(subject), complete up to "
            + "entry \(size), recorded at \(time)."))
    }
    if keyEventCount > 0 {
      lines.append(
        say(
          zh: "  另有 \(keyEventCount) 条是它的密钥的登记、更换或吊销。",
          en: "  \(keyEventCount) more entries register, replace or revoke its keys."))
    }
    lines.append(
      "  " + say(zh: "账本标识 ", en: "ledger id ") + proved.genesis.ledgerID.hex)
    return lines + AcceptedText.lines(proved.accepted).map { "  " + $0 }
  }

  private func trace() -> [String] {
    guard let trace = answer.trace else { return [] }
    var lines =
      [""]
      + TraceText(
        answer: trace, horizon: Horizon(), tellsRecording: true
      ).lines()
    if trace.source == nil {
      lines += [
        "",
        say(
          zh: "来源和去向不在此文件中:出具时加 --with-genealogy。",
          en: "Source and destination are not in this file: it is made with --with-genealogy."),
      ]
    }
    return lines
  }

  private func events() -> [String] {
    guard answer.trace == nil, !answer.events.isEmpty else { return [] }
    return [""] + EvidenceText.table(answer.events)
  }

  private func later() -> [String] {
    guard !answer.laterEvents.isEmpty else { return [] }
    let heading = say(
      zh: "此后的事件(可能还有其他):", en: "Later events, of which there may be others:")
    return ["", heading] + EvidenceText.table(answer.laterEvents)
  }

  private func authors() -> [String] {
    var lines = [""]
    let indices = eventIndices
    let unsigned = indices.filter { proved.authors[$0] == nil }
    var signed: [String: [UInt64]] = [:]
    for index in indices {
      guard let author = proved.authors[index] else { continue }
      signed["\(author.party.text) (\(VerifierKey.hex(author.key.id)))", default: []].append(index)
    }
    for (author, indices) in signed.sorted(by: { $0.key < $1.key }) {
      let list = Words.ranges(indices)
      lines.append(
        say(
          zh: "\(author) 签名担保:第 \(list.chinese) 条",
          en: "Vouched for by \(author): \(list.english)"))
    }
    if !unsigned.isEmpty {
      let list =
        unsigned.count == indices.count
        ? Bilingual(zh: "全部 \(indices.count)", en: "all \(indices.count)")
        : Bilingual(
          zh: "第 " + Words.ranges(unsigned).chinese, en: Words.ranges(unsigned).english)
      lines.append(
        say(
          zh: "文件中没有签名担保(仅由账本记录):\(list.chinese) 条",
          en: "Vouched for by nobody that this file names, but the ledger: \(list.english)"))
    }
    return lines.count > 1 ? lines : []
  }

  /// Events that no sound ledger records after those before them.
  private var impossibleLines: [String] {
    guard !proved.impossible.isEmpty else { return [] }
    let list = Words.ranges(proved.impossible)
    return [
      "",
      say(
        zh: "警告:按文件自身所载,第 \(list.chinese) 条不可能发生,健全的账本不会记录;请对账本运行 hazledger verify",
        en:
          "Warning: by what this file itself says, these events cannot have happened after those before "
          + "them, and no sound ledger records them; have the ledger verified: \(list.english)"),
    ]
  }

  private static func table(_ events: [RecordedEvent]) -> [String] {
    var table = Table([
      (say(zh: "序号", en: "entry"), .trailing), (say(zh: "时间", en: "time"), .leading),
      (say(zh: "记录于", en: "recorded"), .leading), (say(zh: "企业", en: "party"), .leading),
      (say(zh: "编号", en: "id"), .leading),
      (say(zh: "环节", en: "event"), .leading),
    ])
    for recorded in events {
      table.add([
        String(recorded.index), TraceText.time(recorded.event.time),
        TraceText.time(recorded.recordedAt), recorded.event.party.text, recorded.event.id.text,
        EventText.kind(recorded.event),
      ])
    }
    return table.lines()
  }

  private static func time(_ microseconds: UInt64) -> String {
    Instant(microseconds: microseconds)?.text ?? "?"
  }
}

extension EvidenceText {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.field("ok", true)
      json.field("kind", "evidence")
      AcceptedText.write(proved.accepted, to: &json)
      json.field("ledgerId", proved.genesis.ledgerID.hex)
      json.key("subject")
      json.object { json in
        json.field("kind", "\(proved.subject.kind)")
        json.field("id", proved.subject.id.text)
      }
      json.key("completeTo")
      json.object { json in
        json.field("size", proved.completeTo.size)
        json.field("recordedAt", EvidenceText.time(proved.completeTo.recordedAt))
      }
      json.field("absent", isAbsent)
      json.field("entryCount", entryCount)
      if let trace = answer.trace {
        json.key("trace")
        trace.write(to: &json) { $0.fields(of: $1.event) }
      } else {
        json.key("events")
        EvidenceText.write(answer.events, to: &json)
      }
      json.key("impossible")
      json.array(proved.impossible) { $0.value($1) }
      json.key("later")
      EvidenceText.write(answer.laterEvents, to: &json)
      writeStamps(to: &json)
      json.key("authors")
      let authors = proved.authors.sorted { $0.key < $1.key }
      json.array(authors) { json, item in
        json.object { json in
          json.field("index", item.key)
          json.field("party", item.value.party.text)
          json.field("keyId", VerifierKey.hex(item.value.key.id))
          json.field("submission", item.value.submission)
          if let expires = item.value.keyExpires {
            json.field("keyExpires", Instant(microseconds: expires)?.text)
          }
        }
      }
    }
  }

  private static func write(_ events: [RecordedEvent], to json: inout JSONWriter) {
    json.array(events) { json, recorded in
      json.object { json in
        json.field("index", recorded.index)
        json.field("recordedAt", recorded.recordedAt.text)
        json.fields(of: recorded.event)
      }
    }
  }
}
