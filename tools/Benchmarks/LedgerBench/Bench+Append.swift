import HazLedger
import Interchange

/// Single appends through the library, each durable before it is acknowledged.
extension Bench {
  private static let appendsPerRun = 200
  private static let callers = 64
  private static let appendsPerCaller = 50

  func appendLines(_ world: String) throws -> [Line] {
    if Files.names(in: path("ledger")).isEmpty { _ = imported(world, into: newLedger("ledger")) }
    let places = places("ledger")
    return [try singleLine(places), try concurrentLine(places)].flatMap { $0 }
  }

  func places(_ name: String) -> LedgerPlaces {
    LedgerPlaces(ledger: path(name), state: path("state/hazledger"))
  }

  /// One event after another, beside bare writes that are as long as an entry.
  private func singleLine(_ places: LedgerPlaces) throws -> [Line] {
    var line = Line(
      work: "one append through the library, to its acknowledgement", samples: [],
      unit: .microseconds, limit: "write + fdatasync of 300 bytes", isRate: false,
      target: "ratio ≤ 1.5")
    for run in 1...plan.runs {
      say("single appends, run \(run)")
      let recorder = try Recorder.open(places)
      var (ours, bare): ([Double], [Double]) = ([], [])
      for number in 0..<Bench.appendsPerRun {
        let batch = try Bench.event("s\(run)-\(number)")
        ours.append(try Clock.seconds { _ = try recorder.append(batch) })
        bare += BareLoops.durableWrites(at: path("bare"), pieceSizeBytes: 300, count: 2).suffix(1)
      }
      try recorder.close()
      line.samples.append(Line.median(ours) * 1e6)
      line.limitSamples.append(Line.median(bare) * 1e6)
    }
    return [line]
  }

  /// Sixty-four callers at once, beside one.
  private func concurrentLine(_ places: LedgerPlaces) throws -> [Line] {
    var rate = Line(
      work: "\(Bench.callers) concurrent appenders through the library", samples: [],
      unit: .eventsPerSecond, limit: "one appender", target: "ratio ≥ 20")
    var tail = Line(
      work: "the same, time to acknowledgement, 99th percentile", samples: [],
      unit: .milliseconds, limit: "", isRate: false, target: "< 20 ms")
    for run in 1...plan.runs {
      say("concurrent appends, run \(run)")
      let one = try Appenders.run(places, name: "one\(run)", callers: 1, each: 200)
      let many = try Appenders.run(
        places, name: "many\(run)", callers: Bench.callers, each: Bench.appendsPerCaller)
      rate.samples.append(many.perSecond)
      rate.limitSamples.append(one.perSecond)
      tail.samples.append(many.slowest(ofHundred: 99) * 1e3)
    }
    return [rate, tail]
  }

  /// An event that makes a lot known.
  static func event(_ id: String) throws -> EventBatch {
    let line =
      #"{"id":"a-\#(id)","kind":"production","time":"2026-01-05T08:00:00+08:00","#
      + #""party":"91360423MA1000007P","site":"T-101","process":"produce","#
      + #""outputs":[{"lot":"A-\#(id)","quantity":"120 kg","#
      + #""chemical":{"name":"甲苯","cas":"108-88-3","un":"1294"}}]}"#
    return try EventBatch(ByteSource(bytes: Array(line.utf8)))
  }
}

/// Callers that append at the same time.
private enum Appenders {
  struct Outcome {
    var perSecond: Double
    var latencies: [Double]

    func slowest(ofHundred part: Int) -> Double {
      let sorted = latencies.sorted()
      return sorted[min(sorted.count - 1, sorted.count * part / 100)]
    }
  }

  static func run(
    _ places: LedgerPlaces, name: String, callers: Int, each: Int
  ) throws -> Outcome {
    // Read beforehand: what is measured is appending, not reading JSON.
    let batches = try (0..<callers).map { caller in
      try (0..<each).map { try Bench.event("\(name)-\(caller)-\($0)") }
    }
    let shared = SharedRecorder(try Recorder.open(places))
    let done = Handed<Result<Outcome, any Error>>()
    Task.detached {
      do {
        let start = Clock.now()
        var latencies: [Double] = []
        try await withThrowingTaskGroup(of: [Double].self) { group in
          for own in batches {
            group.addTask {
              var latencies: [Double] = []
              for batch in own {
                let start = Clock.now()
                _ = try await shared.append(batch)
                latencies.append(Clock.now() - start)
              }
              return latencies
            }
          }
          for try await own in group { latencies += own }
        }
        let seconds = Clock.now() - start
        try await shared.close()
        done.put(
          .success(
            Outcome(perSecond: Double(callers * each) / seconds, latencies: latencies)))
      } catch { done.put(.failure(error)) }
    }
    return try done.take().get()
  }
}
