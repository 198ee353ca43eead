internal import Custody
internal import HazLedger
internal import LedgerAudit
internal import LedgerFormat

/// What the times of recording in a file of evidence, which are the ledger's own word, say against one another
/// or against a time stamp, and what rests on them.
extension EvidenceText {
  /// - Parameter isJudged: true where the caller named authorities to hold tokens against.
  func clockLines(isJudged: Bool) -> [String] {
    let lines = [wentBack, isJudged ? datedBack : nil].compactMap { $0 } + expiring(isJudged)
    return lines.isEmpty ? [] : [""] + lines
  }

  private var recorded: [RecordedEvent] {
    (answer.events + answer.laterEvents).sorted { $0.index < $1.index }
  }

  /// Events whose time of recording is before that of an earlier entry.
  private var wentBack: String? {
    var (latest, back): (UInt64, [UInt64]) = (0, [])
    for event in recorded {
      if event.recordedAt.microseconds < latest { back.append(event.index) }
      latest = max(latest, event.recordedAt.microseconds)
    }
    guard !back.isEmpty else { return nil }
    let list = Words.ranges(back)
    return say(
      zh: "注意:第 \(list.chinese) 条自记的记录时间早于它之前的记录(倒填日期,或时钟有误)",
      en:
        "Note: recorded, by their own word, earlier than an entry before them (dated back, or by a wrong "
        + "clock): \(list.english)")
  }

  /// Events that stand behind a time-stamped checkpoint and say an earlier time than its stamp.
  private var datedBack: String? {
    let stamps = answer.proved.stamps
    let back = recorded.filter { event in
      stamps.contains {
        $0.checkpoint.size <= event.index && event.recordedAt.microseconds < $0.time
      }
    }
    guard !back.isEmpty else { return nil }
    let list = Words.ranges(back.map(\.index))
    return say(
      zh: "注意:第 \(list.chinese) 条位于已核验的时间戳之后,自记的记录时间却早于它:是倒填的",
      en:
        "Note: standing behind a verified time stamp, and recorded, by their own word, before it: dated "
        + "back: \(list.english)")
  }

  /// Of signatures by keys that expire: that these still counted is the ledger's own word, unless a verified
  /// time stamp says so too.
  private func expiring(_ isJudged: Bool) -> [String] {
    var resting: [String: (expires: UInt64, indices: [UInt64])] = [:]
    for (index, author) in answer.proved.authors {
      guard let expires = author.keyExpires else { continue }
      let isBounded =
        isJudged
        && answer.proved.stamps.contains {
          $0.checkpoint.size > author.submission && $0.time <= expires
        }
      if isBounded { continue }
      let name = "\(author.party.text) (\(VerifierKey.hex(author.key.id)))"
      resting[name, default: (expires, [])].indices.append(index)
    }
    return resting.sorted { $0.key < $1.key }.map { name, item in
      let (time, list) = (
        Instant(microseconds: item.expires)?.text ?? "?", Words.ranges(item.indices.sorted())
      )
      return say(
        zh: "注意:\(name) 的密钥有效至 \(time);第 \(list.chinese) 条在此之前记录,只是账本自己的说法,没有已核验的时间戳佐证",
        en:
          "Note: the key of \(name) counted until \(time); that it still did is the ledger's own word, which "
          + "no verified time stamp supports: \(list.english)")
    }
  }
}
