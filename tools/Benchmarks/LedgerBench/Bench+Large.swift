import Custody
import Glibc
import HazLedger
import LedgerFormat
import Traceability

/// What must not slow down when much is recorded already.
extension Bench {
  static let processRuns = 20

  func largeLines() throws -> [Line] {
    say("making a ledger of \(plan.largeEvents) events")
    let world = path("large.csv")
    var maker = World(seed: 1, prefix: "L")
    maker.write(plan.largeEvents, to: world)
    let ledger = newLedger("large")
    let made = imported(world, into: ledger)
    var first = Line(
      work: "import CSV, \(plan.largeEvents) events, once",
      samples: [Double(plan.largeEvents) / made.wallSeconds], unit: .eventsPerSecond, limit: "")
    first.note(made)
    var lines = [first]
    if plan.isWanted("open") { lines += try openLines(ledger) }
    if plan.isWanted("trace") { lines += try traceLines(world, ledger) }
    if plan.isWanted("append") { lines.append(appendProcessLine(ledger)) }
    Files.remove(world)
    if plan.isWanted("proof") { lines += try proofLines("large") }
    if plan.isWanted("commitment") { lines.append(try commitmentLine("large")) }
    if plan.isWanted("import") { lines.append(laterImportLine(ledger)) }
    if plan.isWanted("verify") {
      lines.append(verifyLine(ledger, events: Int(try LedgerReader(places("large")).size) - 1))
    }
    if plan.isWanted("open") { lines.append(try openAfterCrashLine(ledger)) }
    return lines
  }

  private func openLines(_ ledger: String) throws -> [Line] {
    var line = Line(
      work: "opening a ledger of \(plan.largeEvents)", samples: [], unit: .milliseconds,
      limit: "", isRate: false, target: "< 10 ms")
    for _ in 0..<Bench.processRuns {
      line.samples.append(try Clock.seconds { _ = try LedgerReader(places("large")).size } * 1e3)
    }
    return [line]
  }

  /// The lot of 50 events and 100 descendants: in the library, as a process, and by SQLite.
  private func traceLines(_ world: String, _ ledger: String) throws -> [Line] {
    say("importing the large world into SQLite, for its traces")
    let database = path("large.sqlite")
    Child.mustRun([own, "import-sqlite", world, database])
    let peer = SQLitePeer(path: database)
    let name = World.tracedLot(prefix: "L")
    var library = Line(
      work: "trace of 50 events and 100 descendants, in the library", samples: [],
      unit: .milliseconds, limit: "SQLite, recursive CTE", isRate: false, target: "< 5 ms")
    var process = Line(
      work: "the same as a process", samples: [], unit: .milliseconds,
      limit: "`hazledger --version`", isRate: false, target: "< 25 ms")
    let reader = try LedgerReader(places("large"))
    let lot = LotID(Identifier("\(World.tracedParty)/\(name)"))
    let traced = try reader.trace(lot)
    precondition(traced.history?.count == 50, "the traced lot has 50 events")
    precondition(peer.trace(name).lots == 101, "the traced lot has 100 descendants")
    for _ in 0..<Bench.processRuns {
      library.samples.append(try Clock.seconds { _ = try reader.trace(lot) } * 1e3)
      library.limitSamples.append(Clock.seconds { _ = peer.trace(name) } * 1e3)
      let cost = Child.mustRun([plan.program, "trace", "--ledger", ledger, lot.text])
      process.samples.append(cost.wallSeconds * 1e3)
      process.limitSamples.append(Child.mustRun([plan.program, "--version"]).wallSeconds * 1e3)
    }
    Files.remove(database)
    return [library, process]
  }

  private func appendProcessLine(_ ledger: String) -> Line {
    var line = Line(
      work: "`hazledger append` of one event: processor time of its own", samples: [],
      unit: .milliseconds, limit: "its time by the clock", isRate: false, target: "< 15 ms")
    for number in 0..<Bench.processRuns {
      let file = path("event.json")
      let text =
        #"{"id":"p-\#(number)","kind":"production","time":"2026-01-05T08:00:00+08:00","#
        + #""party":"91360423MA1000007P","process":"produce","#
        + #""outputs":[{"lot":"PR-\#(number)","quantity":"120 kg"}]}"#
      guard let target = fopen(file, "w") else { preconditionFailure("cannot write \(file)") }
      fputs(text + "\n", target)
      fclose(target)
      let cost = Child.mustRun([plan.program, "append", "--ledger", ledger, file])
      line.samples.append(cost.processorSeconds * 1e3)
      line.limitSamples.append(cost.wallSeconds * 1e3)
    }
    return line
  }

  /// A world more, into the large ledger and into an empty one.
  private func laterImportLine(_ ledger: String) -> Line {
    var line = Line(
      work: "import CSV, \(plan.events) events on top of \(plan.largeEvents)", samples: [],
      unit: .eventsPerSecond, limit: "the same into an empty ledger",
      target: "ratio ≥ 0.8; anonymous < 700 MB at 20 M")
    for run in 1...plan.runs {
      say("import on top, run \(run)")
      let world = path("later.csv")
      var maker = World(seed: UInt64(run), prefix: "R\(run)")
      maker.write(plan.events, to: world)
      let cost = imported(world, into: ledger)
      let empty = imported(world, into: newLedger("ledger-empty"))
      line.samples.append(Double(plan.events) / cost.wallSeconds)
      line.limitSamples.append(Double(plan.events) / empty.wallSeconds)
      line.note(cost)
      Files.remove(world)
    }
    Files.remove(path("ledger-empty"))
    return line
  }

  /// Opening for recording after an import was killed half-way.
  private func openAfterCrashLine(_ ledger: String) throws -> Line {
    var line = Line(
      work: "opening it after an import was killed", samples: [], unit: .milliseconds,
      limit: "", isRate: false, target: "< 1 s")
    let world = path("killed.csv")
    for run in 1...plan.runs {
      var maker = World(seed: UInt64(run), prefix: "K\(run)")
      maker.write(plan.events, to: world)
      let pace = max(0.05, Double(plan.events) / 200_000)
      _ = Child.run(
        [plan.program, "import", "--ledger", ledger, world], killedAfter: pace)
      line.samples.append(try Clock.seconds { _ = try Recorder.open(places("large")) } * 1e3)
    }
    Files.remove(world)
    precondition(
      Child.mustRun([plan.program, "status", "--ledger", ledger]).status == 0,
      "the ledger is whole after every crash")
    return line
  }

  func genealogyLines() throws -> [Line] {
    say("making a genealogy of \(plan.lots) lots")
    let world = path("genealogy.csv")
    let made = Genealogy.write(lots: plan.lots, to: world)
    _ = imported(world, into: newLedger("genealogy"))
    let database = path("genealogy.sqlite")
    Child.mustRun([own, "import-sqlite", world, database])
    let peer = SQLitePeer(path: database)
    var line = Line(
      work: "full fate of the root of \(made.lots) lots", samples: [], unit: .milliseconds,
      limit: "SQLite, recursive CTE", isRate: false, target: "< 3 s")
    for run in 1...plan.runs {
      say("trace of the genealogy, run \(run)")
      let reader = try LedgerReader(places("genealogy"))
      let lot = LotID(Identifier("\(Genealogy.party)/\(Genealogy.root)"))
      line.samples.append(try Clock.seconds { _ = try reader.trace(lot) } * 1e3)
      line.limitSamples.append(
        Clock.seconds { precondition(peer.trace(Genealogy.root).lots >= made.lots) } * 1e3)
    }
    for name in ["genealogy", "genealogy.csv", "genealogy.sqlite"] { Files.remove(path(name)) }
    return [line]
  }
}
