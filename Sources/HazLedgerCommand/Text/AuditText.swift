internal import Custody
internal import Interchange
internal import LedgerAudit
internal import LedgerFormat

/// An auditor's report: everything that one verification found, in lines of one language.
struct AuditText {
  let report: VerificationReport
  /// The key that the auditor brought; nil where the genesis was taken at its word.
  let trustedKey: VerifierKey?
  let madeAt: Instant?

  /// The report, each line ended by a line feed and without anything that cannot be seen.
  var text: String {
    let width = pairs.map { DisplayWidth.of($0.name) }.max() ?? 0
    let lines = pairs.map { pair in
      pair.value.isEmpty
        ? pair.name
        : DisplayWidth.pad(pair.name, to: width, alignment: .leading) + "  " + pair.value
    }
    return ([ProofFile.reportHeader] + lines).map { VisibleText.of($0) + "\n" }.joined()
  }

  typealias Pair = (name: String, value: String)

  private var pairs: [Pair] {
    [("language", Language.current.rawValue)] + identity + result + contents + vouching + trust
      + faults
  }

  private var identity: [Pair] {
    let none = say(zh: "无", en: "none")
    var pairs: [Pair] = [
      (say(zh: "出具时间", en: "made"), madeAt?.text ?? none),
      (say(zh: "程序", en: "program"), Version.text),
      (say(zh: "格式版本", en: "format version"), String(Entry.version)),
      (say(zh: "账本", en: "ledger"), report.genesis?.origin ?? none),
      (say(zh: "账本编号", en: "ledger id"), report.genesis?.ledgerID.hex ?? none),
    ]
    if let trustedKey {
      pairs.append((say(zh: "信任的公钥", en: "trusted key"), trustedKey.text))
    } else {
      pairs.append(
        (
          say(zh: "公钥", en: "key"),
          (report.genesis?.logKey.text ?? none)
            + say(zh: "(取自创世记录,未另行核对)", en: " (the genesis's own word)")
        ))
    }
    return pairs
  }

  private var result: [Pair] {
    [
      (
        say(zh: "结论", en: "result"),
        report.ok
          ? say(zh: "完好", en: "OK")
          : say(
            zh: "发现损坏 \(report.damageCount) 处",
            en: "DAMAGED: \(Words.counted(report.damageCount, "finding"))")
      ),
      (say(zh: "条数", en: "entries"), String(report.entries)),
      (
        say(zh: "根", en: "root"),
        report.root.map(Base64.encode) ?? say(zh: "未知", en: "unknown")
      ),
      (
        say(zh: "已核验", en: "verified"),
        AuditText.ranges(report.census.verified) ?? say(zh: "无", en: "nothing")
      ),
    ]
  }

  private var contents: [Pair] {
    let census = report.census
    var pairs: [Pair] = [(say(zh: "批次", en: "lots"), String(report.lots))]
    for kind in BodyKind.allCases {
      let count = census.count(of: kind)
      guard count > 0 else { continue }
      pairs.append((say(zh: "其中 ", en: "of these ") + Words.kind(kind).text, String(count)))
    }
    if let range = census.recordedAt {
      pairs.append(
        (
          say(zh: "记录时间", en: "recorded"),
          [range.lowerBound, range.upperBound].map { AuditText.time($0) }.joined(separator: " – ")
        ))
    }
    for correction in census.corrections {
      let target = "\(correction.party)/\(correction.event)"
      let what =
        correction.isWithdrawal
        ? say(zh: "撤回 \(target)", en: "withdraws \(target)")
        : say(zh: "更正 \(target)", en: "replaces \(target)")
      pairs.append(
        (
          say(zh: "更正(第 \(correction.index) 条)", en: "correction (entry \(correction.index))"),
          what + ": " + correction.reason
        ))
    }
    let count = census.count(of: .correction)
    if UInt64(census.corrections.count) < count {
      pairs.append((say(zh: "更正总数", en: "corrections in all"), String(count)))
    }
    return pairs
  }

  private var trust: [Pair] {
    let none = say(zh: "无", en: "none")
    var pairs: [Pair] = [
      (
        say(zh: "最新检查点", en: "newest checkpoint"),
        report.newestCheckpoint.map {
          say(zh: "\($0.size) 条,根 ", en: "\($0.size) entries, root ") + Base64.encode($0.root)
        } ?? none
      ),
      (
        say(zh: "见证", en: "witnessed"),
        report.witnessed.map { accepted in
          let names = accepted.cosigners.map(\.name.description)
          return say(
            zh: "\(accepted.checkpoint.size) 条,",
            en: "\(Words.counted(accepted.checkpoint.size, "entry")), ")
            + Words.list(names).text
        } ?? say(zh: "未核验(没有策略)或没有", en: "none, or no policy was given")
      ),
    ]
    for stamp in report.timestamps {
      let by =
        stamp.isTrusted
        ? say(zh: "机构已核验", en: "by a trusted authority")
        : say(zh: "机构未核验", en: "by whom was not verified")
      pairs.append(
        (
          say(zh: "时间戳", en: "time stamp"),
          say(
            zh: "\(stamp.checkpoint.size) 条不晚于 ",
            en: "\(Words.counted(stamp.checkpoint.size, "entry")), not later than ")
            + AuditText.time(stamp.time) + ", " + by
        ))
    }
    return pairs + clocks
  }

  private var clocks: [Pair] {
    let clock = report.clock
    let findings: [(ClockFindings.Count?, Bilingual)] = [
      (clock.wentBack, Bilingual(zh: "早于上一条", en: "recorded before the entry before")),
      (clock.aheadOfStamp, Bilingual(zh: "晚于其时间戳", en: "recorded later than their time stamp")),
      (
        clock.behindStamp,
        Bilingual(zh: "早于在其之前的时间戳", en: "recorded earlier than a time stamp before them")
      ),
      (clock.eventsInFuture, Bilingual(zh: "事件时间晚于记录时间", en: "events later than their recording")),
    ]
    guard findings.contains(where: { $0.0 != nil }) else {
      return [
        (
          say(zh: "时钟", en: "clock"),
          say(zh: "记录时间之间、与时间戳之间没有矛盾", en: "no time contradicts another or a time stamp")
        )
      ]
    }
    return findings.compactMap { count, words in
      guard let count else { return nil }
      return (
        say(zh: "时钟", en: "clock"),
        words.text
          + say(
            zh: ":\(count.entries) 条,首见于第 \(count.first) 条",
            en: ": \(Words.counted(count.entries, "entry")), the first is \(count.first)")
      )
    }
  }

  /// The files of which something is gone.
  var missing: [String] {
    report.damage.filter { [.removed, .truncated].contains($0.damageClass) }.map(\.file)
  }

  private var faults: [Pair] {
    var pairs: [Pair] = []
    for (position, damage) in report.damage.enumerated() {
      let name =
        position == 0
        ? say(zh: "首处损坏", en: "first damage") : say(zh: "损坏", en: "damage")
      var place = damage.file
      if let index = damage.index { place += say(zh: " 第 \(index) 条", en: " entry \(index)") }
      pairs.append((name, "\(place): \(Words.of(damage.kind).text)"))
      pairs += DamageText.lines(damage).map { (say(zh: "  说明", en: "  which is"), $0) }
    }
    pairs.append(
      (
        say(zh: "缺失部分", en: "missing parts"),
        missing.isEmpty ? say(zh: "无", en: "none") : Words.list(missing).text
      ))
    return pairs + report.notes.map { (say(zh: "注意", en: "note"), Words.of($0).text) }
  }

  private static func ranges(_ ranges: [Range<UInt64>]) -> String? {
    guard !ranges.isEmpty else { return nil }
    return Words.ranges(ranges, most: 32).text
  }

  static func time(_ microseconds: UInt64) -> String {
    Instant(microseconds: microseconds)?.text ?? "?"
  }
}
