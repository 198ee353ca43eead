import Glibc

/// What is measured, how large and how often.
struct Plan {
  var events: Int
  var largeEvents: Int
  var lots: Int
  var runs: Int
  var folder: String
  var program: String
  var only: String?

  func isWanted(_ name: String) -> Bool { only.map { name.contains($0) } ?? true }
}

/// The places of one run of the table, and the program that is measured.
struct Bench {
  let plan: Plan

  init(_ plan: Plan) {
    self.plan = plan
    Files.makeFolder(plan.folder)
    for name in Files.names(in: plan.folder) { Files.remove(plan.folder + "/" + name) }
    setenv("XDG_STATE_HOME", absolute(plan.folder) + "/state", 1)
    setenv("LC_ALL", "C.UTF-8", 1)
  }

  func run() throws -> [Line] {
    var lines: [Line] = []
    let world = path("world.csv")
    say("making a world of \(plan.events) events")
    var maker = World(seed: 20_260_105, prefix: "")
    maker.write(plan.events, to: world)
    if plan.isWanted("import") { lines += importLines(world) }
    if plan.isWanted("verify") { lines += verifyLines(world) }
    if plan.isWanted("append") { lines += try appendLines(world) }
    if plan.largeEvents > 0 { lines += try largeLines() }
    if plan.lots > 0, plan.isWanted("trace") { lines += try genealogyLines() }
    return lines
  }

  func path(_ name: String) -> String { plan.folder + "/" + name }

  /// Makes an empty ledger in place of whatever is there.
  func newLedger(_ name: String) -> String {
    Files.remove(path(name))
    Child.mustRun([plan.program, "init", "--ledger", path(name), "--origin", "bench.example/world"])
    return path(name)
  }

  func imported(_ world: String, into ledger: String) -> ChildCost {
    Child.mustRun([plan.program, "import", "--ledger", ledger, world, "--format", "json"])
  }

  func say(_ text: String) {
    let line = Array("bench: \(text)\n".utf8)
    write(2, line, line.count)
  }

  private func absolute(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    guard let folder = getcwd(nil, 0) else { return path }
    defer { free(folder) }
    return String(cString: folder) + "/" + path
  }

  /// This very program.
  var own: String { CommandLine.arguments[0] }
}
