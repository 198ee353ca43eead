import Custody
import Testing

@testable import Regulation

@Suite("Rule packs")
struct RulePackTests {
  static let head = "hazledger-rules v1\nname test\nedition 1\ngroup acid cas:7664-93-9\n"

  static func rule(_ changes: [String: String?] = [:], id: String = "r") -> String {
    var words: [(String, String?)] = [
      ("check", "loss"), ("severity", "warn"), ("level", "red"), ("instrument", "某法"),
      ("article", "第一条"), ("from", "2020-01-01"), ("until", nil), ("confidence", "A"),
      ("causes", "theft"), ("zh", "{lot} 被盗"), ("en", "{lot} was stolen"),
    ]
    for (word, value) in changes.sorted(by: { $0.key < $1.key }) {
      if let position = words.firstIndex(where: { $0.0 == word }) {
        words[position].1 = value
      } else {
        words.append((word, value))
      }
    }
    let lines = words.compactMap { word, value in value.map { "  \(word) \($0)" } }
    return "rule \(id)\n" + lines.joined(separator: "\n") + "\n"
  }

  private func refusal(_ text: String) -> RulePackError? {
    do {
      _ = try RulePack(text)
      return nil
    } catch { return error }
  }

  @Test("the embedded pack is a pack, and every check of it has its law")
  func standard() {
    let pack = RulePack.standard
    #expect(pack.rules.count > 30)
    for rule in pack.rules {
      #expect(!rule.instrument.isEmpty && !rule.article.isEmpty)
      if rule.confidence == .c { #expect(rule.severity != .refuse, "\(rule.id)") }
    }
  }

  @Test("kinds of licences and causes of losses are written as their cases are called")
  func names() {
    #expect(RuleParameters.licenceKinds.map(\.kind) == LicenceRecord.Kind.allCases)
    #expect(RuleParameters.licenceKinds.allSatisfy { $0.name == "\($0.kind)" })
    #expect(RuleParameters.lossCauses.map(\.cause) == Loss.Cause.allCases)
    #expect(RuleParameters.lossCauses.allSatisfy { $0.name == "\($0.cause)" })
  }

  @Test("a rule holds from its first day until the next law's, by the pack's own days")
  func validity() throws {
    let pack = RulePack.standard
    let before = try Instant(rfc3339: "2026-04-30T23:59:59+08:00")
    let after = try Instant(rfc3339: "2026-05-01T00:00:00+08:00")
    let old = try #require(pack.rules(.twoPersons, at: before).first { $0.id == "two-persons" })
    let new = try #require(pack.rules(.twoPersons, at: after).first { $0.id == "two-persons" })
    #expect(old.instrument.contains("条例") && old.confidence == .a)
    #expect(new.instrument.contains("危险化学品安全法") && new.confidence == .c)
  }

  @Test("a fact that nobody verified never refuses")
  func unverifiedRefusal() {
    let text =
      RulePackTests.head
      + RulePackTests.rule([
        "severity": "refuse", "confidence": "C", "check": "plate", "causes": nil,
      ])
    #expect(refusal(text) == RulePackError(line: 7, .unverifiedRefusal(rule: "r")))
  }

  @Test("what is wrong is named with its line")
  func errors() {
    let head = RulePackTests.head
    let rule = RulePackTests.rule
    let cases: [(String, RulePackError)] = [
      ("", RulePackError(line: 1, .notAPack(found: ""))),
      ("{\"rules\":[]}", RulePackError(line: 1, .notAPack(found: "{\"rules\":[]}"))),
      (head, RulePackError(line: 5, .noRules)),
      (
        "hazledger-rules v1\nnames x",
        RulePackError(
          line: 2,
          .unknownWord(
            "names",
            known: [
              "name", "edition", "offset", "holiday", "workday", "group", "rule",
            ]))
      ),
      ("hazledger-rules v1\nname x\nname y", RulePackError(line: 3, .twice(word: "name"))),
      (
        head + rule(["article": nil], "r"),
        RulePackError(
          line: 5, .missing(rule: "r", word: "article"))
      ),
      (
        head + rule(["causes": nil], "r"),
        RulePackError(
          line: 5, .missing(rule: "r", word: "causes"))
      ),
      (
        head + rule(["level": "pink"], "r"),
        RulePackError(
          line: 8, .value(word: "level", found: "pink", accepted: "red orange yellow blue"))
      ),
      (
        head + rule(["from": "2020-02-30"], "r"),
        RulePackError(
          line: 11, .value(word: "from", found: "2020-02-30", accepted: "YYYY-MM-DD"))
      ),
      (
        head + rule(["until": "2020-01-01"], "r"),
        RulePackError(
          line: 12, .emptyValidity(rule: "r"))
      ),
      (
        head + rule(["days": "5"], "r"),
        RulePackError(
          line: 16, .notOfCheck(word: "days", check: .loss))
      ),
      (head + rule(["zh": "{loot} 被盗"], "r"), RulePackError(line: 14, .unknownFact("loot"))),
      (
        head + rule(["severity": "refuse"], "r"),
        RulePackError(
          line: 7, .cannotRefuse(rule: "r", check: .loss))
      ),
      (
        head + rule([:], "r") + rule([:], "r"),
        RulePackError(
          line: 16, .overlap(rule: "r", otherLine: 5))
      ),
      (
        head + rule([:], "R"),
        RulePackError(
          line: 5, .value(word: "rule", found: "R", accepted: "a-z 0-9 -"))
      ),
      (
        head + rule(["check": "storage-incompatible", "causes": nil, "pairs": "acid/base"], "r"),
        RulePackError(line: 15, .unknownGroup("base"))
      ),
      ("hazledger-rules v1\nname a\u{7}b", RulePackError(line: 2, .controlCharacter(7))),
      (
        "hazledger-rules v1\noffset 8",
        RulePackError(
          line: 2, .value(word: "offset", found: "8", accepted: "+08:00"))
      ),
    ]
    for (text, expected) in cases { #expect(refusal(text) == expected) }
  }

  @Test("a pack of 1 MiB is read, and one byte more is refused")
  func size() throws {
    let pack = Array((RulePackTests.head + RulePackTests.rule()).utf8)
    for excess in [0, 1] {
      let count = RulePack.sizeBytesMax + excess
      // Comments of a hundred bytes, and one of what is left.
      var bytes = pack
      while bytes.count < count {
        let line = min(100, count - bytes.count)
        bytes += [UInt8](repeating: UInt8(ascii: "#"), count: line - 1) + [UInt8(ascii: "\n")]
      }
      if excess == 0 {
        #expect(try RulePack(bytes.span).rules.count == 1)
      } else {
        let reason = RulePackError.Reason.tooLarge(sizeBytes: 1_048_577, sizeBytesMax: 1_048_576)
        #expect(throws: RulePackError(line: 1, reason)) { try RulePack(bytes.span) }
      }
    }
  }

  @Test("bytes that are not UTF-8 are refused in their line")
  func notUTF8() {
    let bytes = Array("hazledger-rules v1\nname ".utf8) + [0xFF, 0x0A]
    #expect(throws: RulePackError(line: 2, .notUTF8)) { try RulePack(bytes.span) }
  }

  @Test("a byte-order mark, carriage returns and indentation say nothing")
  func windowsText() throws {
    let text =
      "\u{FEFF}"
      + (RulePackTests.head + RulePackTests.rule())
      .split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    #expect(try RulePack(text).rules.map(\.id) == ["r"])
  }

  @Test("five working days leave out weekends, holidays and count make-up days")
  func workdays() throws {
    let calendar = RulePack.standard.calendar
    func end(_ count: Int, _ time: String) throws -> String {
      calendar.end(ofWorkdays: count, after: try Instant(rfc3339: time)).text
    }
    // A Monday: the fifth working day is the next Monday, and it ends at midnight in China.
    #expect(try end(5, "2026-03-02T10:00:00+08:00") == "2026-03-09T16:00:00Z")
    // Before the Spring Festival: 2026-02-14 is a working Saturday, then nine days off.
    #expect(try end(2, "2026-02-13T10:00:00+08:00") == "2026-02-24T16:00:00Z")
    #expect(
      calendar.end(ofDays: 5, after: try Instant(rfc3339: "2026-03-02T23:59:00+08:00")).text
        == "2026-03-07T16:00:00Z")
  }
}
