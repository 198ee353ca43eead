internal import Custody
internal import LedgerFormat

/// Who reports, and when.
extension EventJudge {
  func judgeTime(_ judging: Judging, _ report: FindingReport) {
    let time = judging.event.time
    if let rule = rule(.futureTime, judging), let minutes = rule.parameters.minutes,
      time > judging.recordedAt.adding(seconds: Int64(minutes) * 60)
    {
      report(rule, false) { judging.finding(rule) }
    }
    if let rule = rule(.lateReport, judging), let days = rule.parameters.days {
      let start = max(time, ledgerStart ?? time)
      let due = pack.calendar.end(ofDays: days, after: start)
      if judging.recordedAt >= due {
        report(rule, false) {
          var finding = judging.finding(rule)
          finding.due = due
          finding.done = judging.recordedAt
          finding.facts[.due] = FactText(due.text)
          return finding
        }
      }
    }
  }

  func judgeParty(_ judging: Judging, _ report: FindingReport) {
    let party = judging.event.party
    if let rule = rule(.partyCode, judging) {
      // Only what has the shape of such a code is taken for one.
      if judging.registry.isWrongCode(party) {
        report(rule, false) { EventJudge.finding(rule, ofParty: judging) }
      }
    }
    if let rule = rule(.unregisteredParty, judging), judging.registry.register.parties.count > 0,
      judging.registry.register.parties.entry(party, at: nil) == nil
    {
      report(rule, true) { EventJudge.finding(rule, ofParty: judging) }
    }
  }

  /// A finding about whoever reports, which is the same for all of its events.
  private static func finding(_ rule: Rule, ofParty judging: Judging) -> Finding {
    let party = judging.event.party
    var finding = Finding(rule, cause: [party.text], party: party, since: judging.event.time)
    finding.causes = [Cause(judging.event, index: judging.index)]
    finding.facts[.party] = FactText(party.text)
    return finding
  }
}
