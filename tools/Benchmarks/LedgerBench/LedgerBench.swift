import ArgumentParser

/// Measures the program against the hardware and against SQLite, in one run.
@main
struct LedgerBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger-bench",
    abstract: "Measures import, verify, append, trace and opening, beside SQLite and bare loops.",
    subcommands: [Measure.self, MakeWorld.self, MakeGenealogy.self, ImportSQLite.self],
    defaultSubcommand: Measure.self)
}

/// How large, how often, and where.
struct Measure: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Runs the table and prints it.")

  @Option(help: "events of the world that is imported and verified, in millions")
  var size = 1.0
  @Option(help: "events that the large ledger holds, in millions; 0 leaves its lines out")
  var large = 10.0
  @Option(help: "lots of the genealogy, in millions; 0 leaves it out")
  var genealogy = 1.0
  @Option(help: "runs of each line, of which the median counts")
  var runs = 5
  @Flag(help: "small and once, to see that everything runs: says nothing about speed")
  var quick = false
  @Flag(help: "a line of JSON for each line of the table")
  var json = false
  @Option(
    help:
      "only lines whose name contains this: import, verify, append, trace, open, proof, commitment")
  var only: String?
  @Option(help: "a folder on the disk that is measured; it is emptied")
  var folder = ".build/bench-data"
  @Option(help: "the program that is measured")
  var program = ".build/release/hazledger"

  func run() throws {
    var plan = Plan(
      events: Int(size * 1e6), largeEvents: Int(large * 1e6), lots: Int(genealogy * 1e6),
      runs: max(1, runs), folder: folder, program: program)
    if quick {
      plan.events = min(plan.events, 20_000)
      plan.largeEvents = min(plan.largeEvents, 40_000)
      plan.lots = min(plan.lots, 10_000)
      plan.runs = 1
    }
    plan.only = only
    let lines = try Bench(plan).run()
    print(json ? Table.json(lines) : Table.text(lines))
  }
}

struct MakeWorld: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "world", abstract: "Writes a seeded world of events as CSV.")

  @Argument var file: String
  @Argument var events = 1_000_000
  @Option var seed: UInt64 = 20_260_105
  @Option(help: "stands before every name, so that worlds can follow one another in a ledger")
  var prefix = ""

  func run() {
    var world = World(seed: seed, prefix: prefix)
    world.write(events, to: file)
  }
}

struct MakeGenealogy: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "genealogy", abstract: "Writes the descendants of one lot as CSV.")

  @Argument var file: String
  @Argument var lots = 1_000_000

  func run() {
    let made = Genealogy.write(lots: lots, to: file)
    print("\(made.events) events, \(made.lots) lots")
  }
}

/// A process of its own, so that its memory is its own.
struct ImportSQLite: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import-sqlite", abstract: "Imports a world into SQLite.")

  @Argument var file: String
  @Argument var database: String

  func run() { print(SQLitePeer(path: database).importRows(file)) }
}
