import Custody
import TestSupport
import Testing

@testable import Interchange

@Suite("Times of files")
struct TimeTests {
  private func time(_ text: String, _ zone: String?) throws(TimeFlaw) -> String {
    let zone = zone.flatMap { LocalTimeZone(named: $0) }
    return try TimeReader.instant(Array(text.utf8).span, zone: zone).text
  }

  private func flaw(_ text: String, _ zone: String? = "+08:00") -> TimeFlaw? {
    do {
      _ = try time(text, zone)
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "a local time is read by the zone that was given",
    arguments: [
      "2026-01-05 08:09:00", "2026/01/05T08:09:00", "2026/1/5 8:09", "2026-1-05 8:09:00",
      "2026-01-05T08:09:00+08:00", "2026-01-05T00:09:00Z",
    ])
  func localTimes(text: String) throws {
    #expect(try time(text, "+08:00") == "2026-01-05T00:09:00Z")
    #expect(try time(text, "Asia/Shanghai") == "2026-01-05T00:09:00Z")
  }

  @Test("a local time without a zone is refused, and one with an offset is not")
  func noZone() throws {
    #expect(flaw("2026-01-05 08:09", nil) == .noZone)
    #expect(try time("2026-01-05T08:09:00+08:00", nil) == "2026-01-05T00:09:00Z")
  }

  @Test("what a spreadsheet makes of times is named")
  func damage() {
    #expect(flaw("03/01/2026") == .turnedAround)
    #expect(flaw("3/1/2026 8:00") == .turnedAround)
    #expect(flaw("03-01-2026 08:00:00") == .turnedAround)
    #expect(flaw("46023.5") == .serialNumber)
    #expect(flaw("46023") == .serialNumber)
    #expect(flaw("２０２６-01-01 08:00") == .fullWidth)
    #expect(flaw("2026-01-01x") == .instant(.malformed(position: 10)))
  }

  @Test(
    "a date as it is written in Chinese is one",
    arguments: [
      "2026年1月5日 8:09", "2026年01月05日8:09:00", "2026年1月5日8时09分", "2026.1.5 8:09",
      "2026年1月5日 08点09分00秒", "2026.01.05T08:09:00",
    ])
  func writtenDates(text: String) throws {
    #expect(try time(text, "+08:00") == "2026-01-05T00:09:00Z")
    #expect(flaw(text, nil) == .noZone)
  }

  @Test(
    "a date alone is told to lack its hour, and nothing is guessed at",
    arguments: ["2026-01-05", "2026/1/5", "2026年1月5日", "2026.1.5", "2026年1月5号"])
  func datesAlone(text: String) throws {
    #expect(flaw(text) == .hourMissing)
    let zone = LocalTimeZone(offsetSeconds: 28_800)
    #expect(try MomentText.instant(text, zone: zone).text == "2026-01-04T16:00:00Z")
    for wrong in [text + " 8", text + " 8:9", text + "/1", "1" + text] {
      #expect(flaw(wrong) != nil && flaw(wrong) != .hourMissing, "\(wrong)")
    }
  }

  @Test("a date that no calendar has and a year that no ledger has are refused")
  func calendar() throws {
    #expect(flaw("2026-02-29 08:00") == .instant(.day(29, daysInMonth: 28)))
    #expect(flaw("2026-13-01 08:00") == .instant(.month(13)))
    #expect(flaw("2026-01-01 24:00") == .instant(.hour(24)))
    #expect(flaw("0000-01-01 08:00") == .instant(.outOfRange))
    #expect(flaw("1969-12-31T23:59:59Z") == .instant(.outOfRange))
    #expect(try time("9999-12-31 23:59:59", "+08:00") == "9999-12-31T15:59:59Z")
    #expect(flaw("9999-12-31 23:59:59", "-01:00") == .instant(.outOfRange))
  }

  @Test("a time that the clocks jumped over or showed twice is refused with its zone")
  func changes() throws {
    let zone = "America/New_York"
    #expect(flaw("2026-03-08 02:30", zone) == .skipped(zone: zone))
    #expect(
      flaw("2026-11-01 01:30", zone)
        == .ambiguous(zone: zone, offsetsSeconds: [-14_400, -18_000]))
    #expect(try time("2026-03-08 01:59:59", zone) == "2026-03-08T06:59:59Z")
    #expect(try time("2026-03-08 03:00:00", zone) == "2026-03-08T07:00:00Z")
    #expect(try time("2026-11-01 02:00:00", zone) == "2026-11-01T07:00:00Z")
    // By the rule at the end of the zone's file, long after the last change that it lists.
    #expect(try time("2399-07-01 08:00", zone) == "2399-07-01T12:00:00Z")
    #expect(try time("1986-07-01 08:00", "Asia/Shanghai") == "1986-06-30T23:00:00Z")
  }

  @Test(
    "rules of other shapes are understood",
    arguments: [
      ("CST-8", "2030-07-01T00:00:00", 28_800), ("EST5EDT,M3.2.0,M11.1.0", "", -14_400),
      ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "", -3_600), ("AAA-1BBB,J60/2,J300", "", 7_200),
      ("AAA-1BBB-3,59,300/25", "", 10_800),
    ])
  func rules(rule: String, text: String, offsetSeconds: Int) throws {
    var spans = [LocalTimeZone.OffsetSpan(start: .min, offsetSeconds: 28_800)]
    try #require(ZoneRule(Array(rule.utf8))).appendSpans(to: &spans)
    let zone = LocalTimeZone(name: rule, spans: spans)
    // 2030-07-01 00:00:00 on the wall.
    #expect(zone.meaning(ofLocalSeconds: 1_909_094_400) == .once(offsetSeconds: offsetSeconds))
  }

  @Test(
    "what names no zone is none",
    arguments: [
      "", "Mars/Base", "../etc/passwd", "/etc/passwd", "Asia", "Asia//Shanghai", "+25:00", "+8:0",
      "posixrules/..",
    ])
  func notZones(name: String) {
    #expect(LocalTimeZone(named: name) == nil)
  }

  @Test("offsets may be written short", arguments: ["+8", "+08", "+0800", "+08:00"])
  func offsets(name: String) {
    #expect(LocalTimeZone(named: name) == LocalTimeZone(offsetSeconds: 28_800))
    #expect(LocalTimeZone(named: name)?.name == "+08:00")
  }

  @Test("no cut or changed zone file is taken for one that traps", arguments: 0..<300)
  func damagedZoneFiles(seed: Int) throws {
    let source = try InputFile(path: "/usr/share/zoneinfo/America/New_York").source()
    var bytes = [UInt8](repeating: 0, count: 65_536)
    bytes.removeLast(bytes.count - (try source.read(into: &bytes)))
    var random = SeededGenerator(seed: UInt64(seed))
    #expect(
      ZoneFile.spans(of: Array(bytes[..<Int.random(in: 0..<bytes.count, using: &random)])) == nil)
    bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
      in: 0...255, using: &random)
    if let spans = ZoneFile.spans(of: bytes) {
      #expect(spans.first?.start == .min)
    }
  }
}
