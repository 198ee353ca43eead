import Custody
import Interchange
import Regulation

/// Rule packs that somebody wrote.
extension HostileInput {
  /// A few events for a pack to find something in, told in the order of their times.
  private static let story: [Event] = {
    let lines = [
      #"{"id":"1","kind":"production","time":"2021-02-26T08:00:00+08:00","party":"P","process":"produce","site":"S","outputs":[{"lot":"L","quantity":"10 t","chemical":{"name":"硫酸","cas":"7664-93-9","un":"1830"}}]}"#,
      #"{"id":"2","kind":"storage","time":"2021-02-27T08:00:00+08:00","party":"P","site":"S","action":"count","lot":"L","quantity":"10 t"}"#,
      #"{"id":"3","kind":"consignment","time":"2021-03-01T08:00:00+08:00","party":"P","site":"S","consignment":"W","consignee":"Q","carrier":"T","goods":[{"lot":"L","quantity":"4 t"}]}"#,
      #"{"id":"4","kind":"transport","time":"2021-03-01T09:00:00+08:00","party":"T","consignment":"W","step":"load","vehicle":"晋A12345"}"#,
      #"{"id":"5","kind":"transport","time":"2021-03-03T09:00:00+08:00","party":"Q","consignment":"W","step":"deliver"}"#,
      #"{"id":"6","kind":"use","time":"2021-03-04T09:00:00+08:00","party":"Q","lot":"P/L","quantity":"1 t","purpose":"x"}"#,
      #"{"id":"7","kind":"loss","time":"2021-03-05T09:00:00+08:00","party":"P","site":"S","lot":"L","quantity":"1 kg","cause":"theft"}"#,
    ]
    return read(Array((lines.joined(separator: "\n") + "\n").utf8))?.events ?? []
  }()

  /// What a pack finds in the story, as of the years to come.
  private static func findings(_ pack: RulePack) -> [String] {
    let start = story[0].time
    let engine = FindingsEngine(
      pack: pack, policy: Policy(tolerancePartsPerMillion: 5_000), ledgerStart: start)
    for (index, event) in story.enumerated() {
      engine.consume(
        RecordedEvent(index: UInt64(index + 1), recordedAt: event.time, event: event))
    }
    let year: UInt64 = 365 * 86_400 * 1_000_000
    return [0, 1, 30, 7_000].compactMap { Instant(microseconds: start.microseconds + $0 * year) }
      .flatMap { engine.findings(asOf: $0).map(\.rule.id) }
  }

  /// A pack that is one can be asked about anything, and finds the same whenever it is read.
  static func checkRules(_ bytes: [UInt8]) throws(BrokenPromise) {
    guard let pack = try? RulePack(bytes.span) else { return }
    try BrokenPromise.unless(story.count > 4, "the story of the rules' target is not read")
    guard let again = try? RulePack(bytes.span) else {
      throw BrokenPromise("a pack is read once and not again")
    }
    let found = findings(pack)
    try BrokenPromise.unless(found == findings(again), "a pack finds now this and now that")
    let ids = Set(pack.rules.map(\.id))
    try BrokenPromise.unless(
      found.allSatisfy { ids.contains($0) }, "a pack finds what no rule of it says")
  }
}
