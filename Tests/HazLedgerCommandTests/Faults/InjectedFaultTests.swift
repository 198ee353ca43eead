import Foundation
import TestSupport
import Testing

/// Each system call on files fails in turn, by an error or by a kill, under the real program.
@Suite(
  "Injected faults",
  .enabled(if: Host.canTrace, "strace is not there, or processes may not be traced here"))
struct InjectedFaultTests {
  /// A ledger of a few events, copied anew for every fault.
  private final class Template {
    let scratch: Scratch
    let arguments: [String]
    /// The entries before and after the command.
    let sizes: (before: Int, after: Int)

    init(_ command: String, count: Int) throws {
      let home = try LedgerAtHome(named: "ledger")
      scratch = home.scratch
      try home.create()
      let first = try home.file("first.jsonl", MadeEvents.file("first", count: 5))
      guard try home.run("import", first).status == 0 else { throw CocoaError(.fileWriteUnknown) }
      let file = try home.file("events.jsonl", MadeEvents.file("new", count: count))
      arguments = [command, file]
      // The genesis, the first file and what it commits to; an import adds a commitment of its own.
      sizes = (7, 7 + count + (command == "import" ? 1 : 0))
    }

    func copy() throws -> LedgerAtHome {
      let home = try LedgerAtHome(named: "ledger")
      for name in ["ledger", "state"] {
        try FileManager.default.copyItem(at: scratch.url(name), to: home.scratch.url(name))
      }
      return home
    }
  }

  private func trace(
    _ home: LedgerAtHome, _ arguments: [String], fault: String? = nil
  ) throws -> (outcome: Program.Outcome, log: String) {
    let log = home.scratch.path("strace.log")
    var options = ["-f", "-qq", "-o", log]
    options += ["-e", "trace=" + TracedCalls.names.joined(separator: ",")]
    if let fault { options += ["-e", "inject=" + fault] }
    let outcome = try home.run(tool: "strace", options + [Program.url.path] + arguments)
    return (outcome, String(decoding: try Data(contentsOf: URL(filePath: log)), as: UTF8.self))
  }

  @Test(
    "nothing acknowledged is lost, nothing half counted, and the same command again ends it",
    arguments: [("append", 1), ("import", 40)])
  func everyCall(command: String, count: Int) throws {
    let template = try Template(command, count: count)
    let baseline = try template.copy()
    let (outcome, log) = try trace(baseline, template.arguments)
    try #require(outcome.status == 0, "\(outcome.error)")
    let all = TracedCalls(log: log, folder: baseline.folder).faults
    try #require(all.count > 100)
    // A share of all faults, another with every seed; the long run takes each.
    let stride = Host.count("STRIDE", ordinarily: 16)
    let first = Host.count("SEED", ordinarily: 3) % stride
    var (errors, kills, statuses) = (0, 0, [Int32: Int]())
    for number in Swift.stride(from: first, to: all.count, by: stride) {
      let fault = all[number]
      let home = try template.copy()
      let (outcome, log) = try trace(home, template.arguments, fault: fault)
      guard log.contains("(INJECTED)") || log.contains("killed by SIGKILL") else { continue }
      if fault.contains("SIGKILL") { kills += 1 } else { errors += 1 }
      try check(home, template, outcome, fault)
      statuses[outcome.status, default: 0] += 1
    }
    #expect(errors > 0 && kills > 0)
    print(
      "faults: \(command): \(errors) errors and \(kills) kills injected; ended with \(statuses)")
  }

  private func check(
    _ home: LedgerAtHome, _ template: Template, _ outcome: Program.Outcome, _ fault: String
  ) throws {
    if fault.contains("SIGKILL") {
      #expect(outcome.isEndedBySignal == (outcome.status == SIGKILL), "\(fault)")
    } else {
      #expect(!outcome.isEndedBySignal, "\(fault): ended by signal \(outcome.status)")
      #expect([0, 1, 74].contains(outcome.status), "\(fault): \(outcome.status) \(outcome.error)")
      if outcome.status != 0 { #expect(!outcome.error.isEmpty, "\(fault)") }
    }
    let verified = try home.run("verify", "--format", "json")
    #expect(verified.status == 0, "\(fault): \(verified.output)")
    let size = try #require(try home.size(), "\(fault)")
    #expect(size == template.sizes.before || size == template.sizes.after, "\(fault): \(size)")
    if outcome.status == 0, !outcome.isEndedBySignal {
      #expect(size == template.sizes.after, "\(fault): acknowledged and not there")
    }
    let again = try home.run(template.arguments)
    #expect(again.status == 0, "\(fault): \(again.error)")
    #expect(try home.size() == template.sizes.after, "\(fault)")
    #expect(try home.run("verify").status == 0, "\(fault)")
  }
}
