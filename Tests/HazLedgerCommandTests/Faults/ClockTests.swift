import Foundation
import Testing

/// The order of entries is their index; what the clock says is only recorded.
@Suite("Clocks", .enabled(if: Host.canCompile, "needs a C compiler"))
struct ClockTests {
  private let clock: WrongClock

  init() throws { clock = try WrongClock() }

  private func notes(_ home: LedgerAtHome) throws -> [String] {
    let verified = try home.run("verify", "--format", "json")
    #expect(verified.status == 0, "\(verified.output)")
    return try verified.json()["notes"] as? [String] ?? []
  }

  private func times(_ home: LedgerAtHome) throws -> [String] {
    try home.run("export").jsonLines().compactMap { $0["recordedAt"] as? String }
  }

  @Test("a clock that stepped back is a finding, and stops neither recording nor verifying")
  func stepsBack() throws {
    let home = try LedgerAtHome()
    try home.create()
    try home.run("append", input: MadeEvents.line("1"))
    let file = try home.file("2.json", MadeEvents.line("2"))
    let appended = try clock.run(home, seconds: -7_200, ["append", file])
    #expect(appended.status == 0, "\(appended.error)")
    #expect(try home.run("append", input: MadeEvents.line("3")).status == 0)
    let times = try times(home)
    #expect(times.count == 3 && times[1] < times[0] && times[2] > times[0])
    #expect(try notes(home).contains { $0.contains("clock") })
  }

  @Test("clocks at both ends of time are recorded as they were read, as far as an entry can say it")
  func ends() throws {
    let home = try LedgerAtHome()
    try home.create()
    let years = 366 * 86_400
    for (number, seconds) in [10 * years, -200 * years, 20_000 * years].enumerated() {
      let file = try home.file("\(number).json", MadeEvents.line("\(number)"))
      let appended = try clock.run(home, seconds: seconds, ["append", file])
      #expect(appended.status == 0 && !appended.isEndedBySignal, "\(appended.error)")
    }
    #expect(try home.run("append", input: MadeEvents.line("now")).status == 0)
    let times = try times(home)
    try #require(times.count == 4)
    #expect(times[1].hasPrefix("1970-01-01") && times[2].hasPrefix("9999-12-31"), "\(times)")
    #expect(try notes(home).contains { $0.contains("clock") })
    let alerts = try home.run("alerts", "--rule", "future-time", "--format", "json").json()
    let found = try #require(alerts["alerts"] as? [[String: Any]])
    #expect(found.count == 1, "the event that was recorded in 1970 lay in its future: \(alerts)")
  }

  @Test("a key that has expired by the wrong clock signs nothing, and signs when the clock is set")
  func expired() throws {
    let ledger = try SignedHome()
    let tomorrow = Date().addingTimeInterval(86_400).formatted(.iso8601)
    try ledger.register("P", "--expires", tomorrow)
    let size = try ledger.home.size()
    let file = try ledger.home.file("1.json", SignedHome.event("P1"))
    let arguments = ["append", file, "--key", ledger.pem("P")]
    let refused = try clock.run(ledger.home, seconds: 2 * 86_400, arguments)
    #expect(refused.status == 77 && refused.error.contains("expired"), "\(refused.error)")
    #expect(try ledger.home.size() == size)
    #expect(try ledger.home.run(arguments).status == 0)
    #expect(try ledger.verified()["ok"] as? Bool == true)
  }
}
