/// Import and verify: the whole of a world.
extension Bench {
  /// From CSV beside SQLite and beside bare durable writes, then from JSON Lines.
  func importLines(_ world: String) -> [Line] {
    let events = Double(plan.events)
    var csv = Line(
      work: "import CSV, \(plan.events) events", samples: [], unit: .eventsPerSecond,
      limit: "SQLite, same events", target: "500,000 events/s")
    var bare = Line(
      work: "the same against the disk", samples: [], unit: .eventsPerSecond,
      limit: "writing as many bytes, a sync for each 10,000 events")
    var peer = Line(
      work: "SQLite: import CSV", samples: [], unit: .eventsPerSecond, limit: "")
    for run in 1...plan.runs {
      say("import from CSV, run \(run)")
      let ledger = newLedger("ledger")
      let ours = imported(world, into: ledger)
      let database = path("peer.sqlite")
      for suffix in ["", "-wal", "-shm"] { Files.remove(database + suffix) }
      let theirs = Child.mustRun([own, "import-sqlite", world, database])
      let perBatch = Files.totalBytes(under: ledger) / max(1, plan.events / 10_000)
      let disk =
        BareLoops.durableWrites(
          at: path("bare"), pieceSizeBytes: perBatch, count: max(1, plan.events / 10_000))
        as Double
      csv.samples.append(events / ours.wallSeconds)
      csv.limitSamples.append(events / theirs.wallSeconds)
      csv.note(ours)
      peer.samples.append(events / theirs.wallSeconds)
      peer.note(theirs)
      bare.samples.append(events / ours.wallSeconds)
      bare.limitSamples.append(events / disk)
    }
    let ledger = path("ledger")
    let perEvent = Double(Files.totalBytes(under: ledger)) / events
    let perRow = Double(Files.sizeBytes(world)) / events
    let size = Line(
      work: "bytes on disk for an event, everything included", samples: [perEvent / perRow],
      unit: .ratio, limit: "its CSV row of \(Int(perRow)) bytes", target: "≤ 2.6 ×")
    return [csv, bare, peer, size, jsonLine(ledger)]
  }

  private func jsonLine(_ ledger: String) -> Line {
    let file = path("events.jsonl")
    Child.mustRun([plan.program, "export", "--ledger", ledger], output: file)
    var line = Line(
      work: "import JSON Lines, \(plan.events) events", samples: [], unit: .eventsPerSecond,
      limit: "", target: "250,000 events/s")
    for run in 1...plan.runs {
      say("import from JSON Lines, run \(run)")
      let cost = imported(file, into: newLedger("ledger-json"))
      line.samples.append(Double(plan.events) / cost.wallSeconds)
      line.note(cost)
    }
    Files.remove(path("ledger-json"))
    Files.remove(file)
    return line
  }

  func verifyLines(_ world: String) -> [Line] {
    if Files.names(in: path("ledger")).isEmpty { _ = imported(world, into: newLedger("ledger")) }
    return [verifyLine(path("ledger"), events: plan.events)]
  }

  /// Verifying beside hashing the same entries and nodes on both processors, and nothing else.
  func verifyLine(_ ledger: String, events: Int) -> Line {
    var line = Line(
      work: "verify, \(events) events", samples: [], unit: .entriesPerSecond,
      limit: "hashing alone on both processors", target: "ratio ≥ 0.4; anonymous < 300 MB at 20 M")
    _ = BareLoops.hashing(ledger: ledger)
    for run in 1...plan.runs {
      say("verify, run \(run)")
      let cost = Child.mustRun([plan.program, "verify", "--ledger", ledger])
      line.samples.append(Double(events + 1) / cost.wallSeconds)
      line.limitSamples.append(Double(events + 1) / BareLoops.hashing(ledger: ledger))
      line.note(cost)
    }
    return line
  }
}

extension Line {
  /// Keeps the largest memory of all runs.
  mutating func note(_ cost: ChildCost) {
    peakResidentBytes = max(peakResidentBytes ?? 0, cost.peakResidentBytes)
    peakAnonymousBytes = max(peakAnonymousBytes ?? 0, cost.peakAnonymousBytes)
  }
}
