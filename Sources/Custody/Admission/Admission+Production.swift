public import LedgerFormat

extension Admission {
  static func check<World: AdmissionWorld & ~Copyable>(
    _ production: Production, of event: Event, in world: borrowing World
  ) throws(Refusal) {
    guard !production.outputs.isEmpty else { throw .emptyList(.outputs) }
    for output in production.outputs {
      try checkPositive(.outputs, output.lot, output.quantity)
      guard output.lot.isOf(event.party) else {
        throw .outputOfOther(output.lot, reporter: event.party)
      }
      guard let state = world.state(of: output.lot) else { continue }
      if let origin = state.origin { throw .lotExists(output.lot, index: origin.index) }
      guard !state.isTouched else { throw .lotStands(output.lot) }
    }
    try checkOnce(production.outputs)
    if !production.inputs.isEmpty { try checkList(.inputs, production.inputs) }
    for input in try summed(.inputs, production.inputs) {
      let state = try state(of: input.lot, written: input.quantity, in: world)
      try checkHeld(input.quantity.amount, of: state, by: event.party, at: event.site)
      try checkNotHeld(state, of: event.party, in: world)
    }
    switch production.process {
    case .repack, .blend: try checkBalance(production)
    case .produce, .import, .receipt, .opening, .react, .waste:
      guard production.loss == nil else { throw .lossNotAllowed(production.process) }
      for output in production.outputs where output.content != nil {
        throw .contentNotAllowed(output.lot)
      }
    }
  }

  private static func checkOnce(_ outputs: [Output]) throws(Refusal) {
    guard outputs.count > 1 else { return }
    var known: Set<LotID> = []
    for output in outputs where !known.insert(output.lot).inserted {
      throw .outputTwice(output.lot)
    }
  }

  /// Checks that the inputs are exactly the outputs and the loss, in the inputs' dimension.
  private static func checkBalance(_ production: Production) throws(Refusal) {
    guard let first = production.inputs.first else { throw .emptyList(.inputs) }
    let dimension = first.quantity.dimension
    var inputs: Int64 = 0
    for input in production.inputs {
      guard input.quantity.dimension == dimension else { throw .mixedInputs(first, input) }
      try add(input.quantity.amount, to: &inputs, .inputs)
    }
    var outputs: Int64 = 0
    for output in production.outputs {
      try add(try content(of: output, in: dimension), to: &outputs, .outputs)
    }
    if let loss = production.loss {
      try checkPositive(.loss, nil, loss)
      guard loss.dimension == dimension else {
        throw .lossDimension(loss, inputs: dimension)
      }
    }
    let loss = production.loss?.amount ?? 0
    var made = outputs
    try add(loss, to: &made, .loss)
    guard made == inputs else {
      let unit = first.quantity.unit
      throw .unbalanced(
        inputs: Quantity(amount: inputs, unit: unit),
        outputs: Quantity(amount: outputs, unit: unit), loss: Quantity(amount: loss, unit: unit))
    }
  }

  /// What an output holds in the inputs' dimension.
  private static func content(
    of output: Output, in dimension: Dimension
  ) throws(Refusal) -> Int64 {
    guard output.quantity.dimension != dimension else {
      guard output.content == nil else { throw .contentNotAllowed(output.lot) }
      return output.quantity.amount
    }
    guard let content = output.content else {
      throw .contentMissing(output.lot, written: output.quantity, inputs: dimension)
    }
    try checkPositive(.outputs, output.lot, content)
    guard content.dimension == dimension else {
      throw .contentDimension(output.lot, content: content, inputs: dimension)
    }
    return content.amount
  }

  private static func add(
    _ amount: Int64, to sum: inout Int64, _ key: EventKey
  ) throws(Refusal) {
    let (value, isTooLarge) = sum.addingReportingOverflow(amount)
    guard !isTooLarge else { throw .sumTooLarge(key, lot: nil) }
    sum = value
  }
}

extension LotID {
  /// True when `party` made the lot known.
  public func isOf(_ party: Identifier) -> Bool { self.party == party }
}
