import Benchmark
import Custody
import Interchange
import LedgerFormat
import LedgerStore

/// The parts that everything is made of, one by one: hashing, CBOR, CSV, tree, index.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .throughput], scalingFactor: .kilo,
    maxDuration: .seconds(2))

  Benchmark("SHA-256: leaf hash of an entry of 285 bytes") { benchmark in
    var hasher = LedgerFormat.Hasher()
    let entry = [UInt8](repeating: 0x42, count: 285)
    for _ in benchmark.scaledIterations { blackHole(hasher.leafHash(entry.span)) }
  }

  Benchmark("SHA-256: hash of an inner node") { benchmark in
    var hasher = LedgerFormat.Hasher()
    let leaf = hasher.leafHash([1].span)
    for _ in benchmark.scaledIterations { blackHole(hasher.nodeHash(leaf, leaf)) }
  }

  Benchmark("Merkle tree: append to a frontier") { benchmark in
    var hasher = LedgerFormat.Hasher()
    var frontier = MerkleFrontier()
    let leaf = hasher.leafHash([1].span)
    for _ in benchmark.scaledIterations { frontier.append(leaf, &hasher) }
    blackHole(frontier.size)
  }

  Benchmark("CBOR: write an event's body") { benchmark in
    let event = Sample.events[0]
    var writer = CBORWriter()
    for _ in benchmark.scaledIterations {
      writer.reset()
      try EventCoding.encode(event, into: &writer)
    }
    blackHole(writer.bytes)
  }

  Benchmark("CBOR: read an event's body") { benchmark in
    let body = try Sample.body(of: Sample.events[0])
    for _ in benchmark.scaledIterations { blackHole(try Event(body: body.span)) }
  }

  Benchmark("CBOR: validate an event's body") { benchmark in
    let body = try Sample.body(of: Sample.events[0])
    for _ in benchmark.scaledIterations {
      var reader = CBORReader(end: body.count)
      try reader.validate(body.span)
    }
  }

  Benchmark("CSV: read rows as events") { benchmark in
    let sheet = Sample.sheet(rows: benchmark.scaledIterations.count)
    benchmark.startMeasurement()
    var reader = try Sample.reader(sheet)
    while let row = try reader.next() { blackHole(row) }
  }

  Benchmark("Index: look an event up among 50,000, in memory") { benchmark in
    let ledger = try SampleLedger.shared.get()
    for number in benchmark.scaledIterations {
      let key = SampleLedger.key(number % SampleLedger.events)
      blackHole(try ledger.view.candidates(for: key))
    }
  }
}
