import Custody
import HazLedger
import Interchange
import LedgerFormat

/// What the ledger's commitments and proofs cost, when much is recorded already.
extension Bench {
  private static let eventsPerCommitment = 9_990
  private static let proofRuns = 200

  /// A commitment by itself, after as many events as single appends leave between two of them.
  func commitmentLine(_ name: String) throws -> Line {
    var line = Line(
      work: "commitment after 10,000 events, ledger of \(plan.largeEvents)", samples: [],
      unit: .milliseconds, limit: "", isRate: false, target: "≤ 30 ms")
    let world = path("committed.csv")
    for run in 1...plan.runs {
      say("commitment, run \(run)")
      var maker = World(seed: UInt64(run), prefix: "C\(run)")
      maker.write(Bench.eventsPerCommitment, to: world)
      let recorder = try Recorder.open(places(name))
      // None is due while the events are appended.
      _ = try recorder.commitStreams()
      _ = try recorder.append(try Bench.batch(world))
      line.samples.append(try Clock.seconds { _ = try recorder.commitStreams() } * 1e3)
      try recorder.close()
    }
    Files.remove(world)
    return line
  }

  /// The proof of an entry, and the evidence of the lot of 50 events, both made and checked.
  func proofLines(_ name: String) throws -> [Line] {
    var proof = Line(
      work: "proof of an entry, ledger of \(plan.largeEvents)", samples: [], unit: .milliseconds,
      limit: "", isRate: false, target: "< 1 ms")
    var evidence = Line(
      work: "evidence of a lot of 50 events, made and checked", samples: [], unit: .milliseconds,
      limit: "", isRate: false, target: "< 5 ms")
    var size = Line(
      work: "the same, its bytes over 40,000", samples: [], unit: .ratio, limit: "",
      isRate: false, target: "< 1")
    let reader = try LedgerReader(places(name))
    let lot = "\(World.tracedParty)/\(World.tracedLot(prefix: "L"))"
    let stream = StreamKey(kind: .lot, id: Identifier(lot))
    var random = SeededRandom(seed: 4)
    for _ in 0..<Bench.proofRuns {
      let index = UInt64(random.below(plan.largeEvents))
      proof.samples.append(try Clock.seconds { _ = try reader.prove(index: index) } * 1e3)
    }
    for _ in 0..<Bench.processRuns {
      var bytes: [UInt8] = []
      evidence.samples.append(
        try Clock.seconds { bytes = try reader.evidence(of: stream).bytes } * 1e3)
      size.samples.append(Double(bytes.count) / 40_000)
    }
    return [proof, evidence, size]
  }

  private static func batch(_ path: String) throws -> EventBatch {
    let file = try InputFile(path: path)
    let format = try FileFormat(telling: file.source())
    var reader = try EventFileReader(file.source(), format: format, settings: ReadingSettings())
    var events: [(event: Event, row: Int)] = []
    while let result = try reader.next() {
      if case .event(let event, let row, _) = result { events.append((event, row)) }
    }
    return EventBatch(events)
  }
}
