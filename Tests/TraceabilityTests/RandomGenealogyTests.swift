import Custody
import LedgerFormat
import TestSupport
import Testing
import Traceability

/// A small genealogy made up from a seed, with what is known of it by construction.
struct Genealogy {
  struct Mixing {
    let inputs: [(lot: LotID, amount: Int64)]
    let outputs: [(lot: LotID, amount: Int64)]
    let loss: Int64
  }

  var story = Story()
  var lots: [LotID] = []
  var held: [LotID: Int64] = [:]
  var whole: [LotID: Int64] = [:]
  var produced: [LotID: Int64] = [:]
  /// What each lot was made by; only roots have none.
  var making: [LotID: Mixing] = [:]
  var mixings: [Mixing] = []

  init(seed: UInt64, steps: Int = 14) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<3 { makeRoot(&generator) }
    for _ in 0..<steps {
      switch Int.random(in: 0..<10, using: &generator) {
      case 0: makeRoot(&generator)
      case 1, 2: find(&generator)
      case 3, 4: use(&generator)
      default: mix(&generator)
      }
    }
  }

  private mutating func add(_ lot: LotID, _ amount: Int64) {
    lots.append(lot)
    held[lot] = amount
    whole[lot] = amount
    produced[lot] = amount
  }

  private func newLot(_ position: Int = 0) -> LotID {
    LotID(Identifier("P/\(lots.count + position)"))
  }

  private mutating func makeRoot(_ generator: inout SeededGenerator) {
    let amount = Int64.random(in: 1...1_000, using: &generator)
    let lot = newLot()
    story.make([Output(lot, amount)])
    add(lot, amount)
  }

  private mutating func find(_ generator: inout SeededGenerator) {
    guard let lot = lots.randomElement(using: &generator) else { return }
    let amount = Int64.random(in: 1...100, using: &generator)
    story.find(lot, .milligrams(amount))
    held[lot, default: 0] += amount
    whole[lot, default: 0] += amount
  }

  private mutating func use(_ generator: inout SeededGenerator) {
    guard let (lot, amount) = some(of: lots, &generator) else { return }
    story.use(lot, .milligrams(amount))
    held[lot, default: 0] -= amount
  }

  private mutating func mix(_ generator: inout SeededGenerator) {
    var inputs: [(lot: LotID, amount: Int64)] = []
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      guard let (lot, amount) = some(of: lots, &generator) else { continue }
      held[lot, default: 0] -= amount
      inputs.append((lot, amount))
    }
    let sum = inputs.reduce(0) { $0 + $1.amount }
    guard sum > 3 else {
      for input in inputs { held[input.lot, default: 0] += input.amount }
      return
    }
    let loss = Int64.random(in: 0...(sum / 4), using: &generator)
    let first = Int64.random(in: 1...(sum - loss - 1), using: &generator)
    let outputs = [(newLot(), first), (newLot(1), sum - loss - first)]
    story.make(
      outputs.map { Output($0.0, $0.1) }, from: inputs.map { Good($0.lot, $0.amount) }, .blend,
      loss: loss > 0 ? .milligrams(loss) : nil)
    let mixing = Mixing(inputs: inputs, outputs: outputs, loss: loss)
    for (lot, amount) in outputs {
      add(lot, amount)
      making[lot] = mixing
    }
    mixings.append(mixing)
  }

  private func some(
    of lots: [LotID], _ generator: inout SeededGenerator
  ) -> (LotID, Int64)? {
    guard let lot = lots.randomElement(using: &generator), let amount = held[lot], amount > 0 else {
      return nil
    }
    return (lot, Int64.random(in: 1...amount, using: &generator))
  }

  // MARK: The same answers, path by path

  /// Adds the shares that `lot` is made of, times `factor`, by walking every path.
  func compose(_ lot: LotID, _ factor: Double, into shares: inout [LotID: Double]) {
    guard let making = making[lot], let produced = produced[lot], let whole = whole[lot] else {
      shares[lot, default: 0] += factor
      return
    }
    if whole > produced {
      shares[lot, default: 0] += factor * Double(whole - produced) / Double(whole)
    }
    let sum = making.inputs.reduce(0) { $0 + $1.amount }
    for input in making.inputs {
      let part = Double(produced) / Double(whole) * Double(input.amount) / Double(sum)
      compose(input.lot, factor * part, into: &shares)
    }
  }

  /// Adds what of `amount` of `lot` is held in each lot today, by walking every path.
  func follow(_ lot: LotID, _ amount: Double, into rows: inout [LotID: Double]) {
    let factor = amount / Double(whole[lot] ?? 1)
    rows[lot, default: 0] += Double(held[lot] ?? 0) * factor
    for mixing in mixings {
      let sum = mixing.inputs.reduce(0) { $0 + $1.amount }
      for input in mixing.inputs where input.lot == lot {
        for output in mixing.outputs {
          let part = Double(input.amount) * Double(output.amount) / Double(sum)
          follow(output.lot, factor * part, into: &rows)
        }
      }
    }
  }
}

@Suite("Random genealogies")
struct RandomGenealogyTests {
  @Test(
    "shares are those of all paths added up, and add up to one", arguments: 0..<60 as Range<UInt64>)
  func composition(seed: UInt64) throws {
    let genealogy = Genealogy(seed: seed)
    for lot in genealogy.lots {
      var expected: [LotID: Double] = [:]
      genealogy.compose(lot, 1, into: &expected)
      let origins = try #require(try genealogy.story.trace(lot, parts: .source).source).origins
      #expect(Set(origins.map(\.lot)) == Set(expected.keys))
      for origin in origins {
        let share = try #require(origin.share)
        #expect(abs(share - (expected[origin.lot] ?? 0)) < 1e-9)
      }
      let sum = origins.reduce(0) { $0 + ($1.quantity?.amount ?? 0) }
      #expect(sum == genealogy.whole[lot])
    }
  }

  @Test(
    "what is held is that of all paths added up, and everything adds up to the whole",
    arguments: 0..<60 as Range<UInt64>)
  func fate(seed: UInt64) throws {
    let genealogy = Genealogy(seed: seed)
    for lot in genealogy.lots {
      let whole = try #require(genealogy.whole[lot])
      var expected: [LotID: Double] = [:]
      genealogy.follow(lot, Double(whole), into: &expected)
      let destination = try #require(
        try genealogy.story.trace(lot, parts: .destination).destination)
      #expect(destination.sum == whole)
      for row in destination.held {
        #expect(row.quantity.amount == genealogy.held[row.lot])
        #expect(abs(Double(row.attributed.amount) - (expected[row.lot] ?? 0)) <= 1)
      }
      let held = destination.held.map(\.lot)
      #expect(held == expected.keys.filter { (genealogy.held[$0] ?? 0) > 0 }.sorted())
    }
  }
}
