import Custody
import LedgerFormat
import Testing

@Suite("Productions")
struct ProductionTests {
  private let drums = Quantity(amount: 4, unit: .piece)

  /// 100 g of P/1, 50 mL of P/2 and 5 pieces of P/9, all at P's unnamed place.
  private func world() throws -> Scenario {
    var world = Scenario()
    try world.record([
      .make("P/1", grams(100)), .make("P/2", Quantity(amount: 50, unit: .millilitre)),
      .make("P/9", Quantity(amount: 5, unit: .piece)), .make("P/3", grams(100)),
    ])
    return world
  }

  private func make(
    _ process: Production.Process, _ outputs: [Output], from inputs: [Good] = [],
    loss: Quantity? = nil
  ) -> Event {
    .by(
      "P",
      .production(Production(process: process, outputs: outputs, inputs: inputs, loss: loss)))
  }

  private func output(_ lot: LotID, _ amount: Int64) -> Output {
    Output(lot: lot, quantity: grams(amount))
  }

  @Test("a lot is made once, by its own party")
  func lots() throws {
    let world = try world()
    #expect(
      world.refusal(of: make(.produce, [output("P/1", 1)])) == .lotExists("P/1", index: 1))
    #expect(
      world.refusal(of: make(.produce, [output("P/7", 1), output("P/7", 1)]))
        == .outputTwice("P/7"))
    #expect(
      world.refusal(of: make(.produce, [output("Q/7", 1)]))
        == .outputOfOther("Q/7", reporter: "P"))
    #expect(
      world.refusal(of: make(.produce, [output("PP/7", 1)]))
        == .outputOfOther("PP/7", reporter: "P"))
    #expect(world.refusal(of: make(.produce, [])) == .emptyList(.outputs))
  }

  @Test("a repack balances to the milligram, or is refused with both sums")
  func balance() throws {
    var world = try world()
    let inputs = [good("P/1", 60), good("P/3", 40)]
    #expect(
      world.refusal(of: make(.blend, [output("P/7", 99)], from: inputs))
        == .unbalanced(inputs: grams(100), outputs: grams(99), loss: grams(0)))
    #expect(
      world.refusal(of: make(.blend, [output("P/7", 99)], from: inputs, loss: grams(2)))
        == .unbalanced(inputs: grams(100), outputs: grams(99), loss: grams(2)))
    try world.record(make(.blend, [output("P/7", 99)], from: inputs, loss: grams(1)))
    #expect(try world.state("P/1").transformed == 60_000)
    let origin = try #require(try world.state("P/7").origin)
    #expect(origin.inputs == inputs && origin.index == 5 && origin.soleInput == nil)
    #expect(world.refusal(of: make(.repack, [output("P/8", 1)])) == .emptyList(.inputs))
  }

  @Test("the same input twice is summed")
  func repeatedInput() throws {
    var world = try world()
    let inputs = [good("P/1", 60), good("P/1", 40)]
    try world.record(make(.repack, [output("P/7", 100)], from: inputs))
    #expect(try world.state("P/1").transformed == 100_000)
    let origin = try #require(try world.state("P/7").origin)
    #expect(origin.inputs == [good("P/1", 100)] && origin.soleInput == "P/1")
    let tooMany = [good("P/3", 60), good("P/3", 41)]
    guard
      case .overdraw(let found) = world.refusal(of: make(.react, [output("P/8", 1)], from: tooMany))
    else {
      Issue.record("the sum of two inputs was not compared with what is held")
      return
    }
    #expect(found.asked == grams(101))
  }

  @Test("an output of another dimension says its content, and no other does")
  func content() throws {
    var world = try world()
    let inputs = [good("P/1", 100)]
    func drummed(_ content: Quantity?) -> Event {
      make(.repack, [Output(lot: "P/7", quantity: drums, content: content)], from: inputs)
    }
    #expect(
      world.refusal(of: drummed(nil))
        == .contentMissing("P/7", written: drums, inputs: .mass))
    let litre = Quantity(amount: 1_000, unit: .litre)
    #expect(
      world.refusal(of: drummed(litre))
        == .contentDimension("P/7", content: litre, inputs: .mass))
    #expect(
      world.refusal(of: drummed(grams(0)))
        == .notPositive(.outputs, lot: "P/7", grams(0)))
    let own = Output(lot: "P/7", quantity: grams(100), content: grams(100))
    #expect(
      world.refusal(of: make(.repack, [own], from: inputs)) == .contentNotAllowed("P/7"))
    #expect(world.refusal(of: make(.react, [own])) == .contentNotAllowed("P/7"))
    try world.record(drummed(grams(100)))
    #expect(try world.state("P/7").produced == 4)
  }

  @Test("a loss belongs to a repack or blend, and is in the inputs' dimension")
  func loss() throws {
    let world = try world()
    #expect(
      world.refusal(of: make(.react, [output("P/7", 1)], loss: grams(1)))
        == .lossNotAllowed(.react))
    let pieces = Quantity(amount: 1, unit: .piece)
    let inputs = [good("P/1", 100)]
    #expect(
      world.refusal(of: make(.repack, [output("P/7", 99)], from: inputs, loss: pieces))
        == .lossDimension(pieces, inputs: .mass))
    #expect(
      world.refusal(of: make(.repack, [output("P/7", 100)], from: inputs, loss: grams(0)))
        == .notPositive(.loss, lot: nil, grams(0)))
  }

  @Test("inputs of a blend are of one dimension, those of a reaction need not be")
  func mixedInputs() throws {
    let world = try world()
    let volume = Good(lot: "P/2", quantity: Quantity(amount: 50, unit: .millilitre))
    let inputs = [good("P/1", 50), volume]
    #expect(
      world.refusal(of: make(.blend, [output("P/7", 100)], from: inputs))
        == .mixedInputs(inputs[0], volume))
    #expect(world.refusal(of: make(.react, [output("P/7", 100)], from: inputs)) == nil)
  }

  @Test("sums beyond Int64 are refused, not wrapped")
  func overflow() throws {
    var world = Scenario()
    let most = Quantity(amount: .max, unit: .milligram)
    try world.record([.make("P/1", most), .make("P/2", most)])
    let inputs = [Good(lot: "P/1", quantity: most), Good(lot: "P/2", quantity: most)]
    #expect(
      world.refusal(of: make(.blend, [output("P/7", 1)], from: inputs))
        == .sumTooLarge(.inputs, lot: nil))
    let twice = [inputs[0], inputs[0]]
    #expect(
      world.refusal(of: make(.react, [output("P/7", 1)], from: twice))
        == .sumTooLarge(.inputs, lot: "P/1"))
    let outputs = [Output(lot: "P/7", quantity: most), output("P/8", 1)]
    #expect(
      world.refusal(of: make(.repack, outputs, from: [inputs[0]]))
        == .sumTooLarge(.outputs, lot: nil))
    #expect(
      world.refusal(of: .consign(twice)) == .sumTooLarge(.goods, lot: "P/1"))
  }
}
