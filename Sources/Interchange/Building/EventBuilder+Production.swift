internal import Custody
internal import LedgerFormat

extension EventBuilder {
  mutating func production(_ bytes: Span<UInt8>) -> Production? {
    let process = word(.process, words.processes, bytes).map { Production.Process.allCases[$0] }
    let outputs = outputs(bytes)
    let inputs = goods(.inputs, isEmptyAllowed: true, bytes)
    let loss = quantity(.loss, bytes)
    let from = identifier(.from, bytes)
    guard let process, let outputs else { return nil }
    let production = Production(
      process: process, outputs: outputs, inputs: inputs ?? [], loss: loss, from: from)
    if outputs.count + production.inputs.count > Limits.lotsPerEventMax {
      checkLotCount(outputs.map(\.lot) + production.inputs.map(\.lot), .outputs)
    }
    return production
  }

  /// Reads `outputs`, or `lot` and `quantity` in their place.
  private mutating func outputs(_ bytes: Span<UInt8>) -> [Output]? {
    let hasList = draft.present.contains(.outputs)
    let hasLot = draft.present.contains(.lot)
    let hasQuantity = draft.present.contains(.quantity)
    if hasList && (hasLot || hasQuantity) {
      fault(FieldPath(.outputs), .lotAndOutputs)
      return nil
    }
    var outputs: [Output]
    if hasList {
      guard let listed = listedOutputs(bytes) else { return nil }
      outputs = listed
    } else {
      guard hasLot || hasQuantity else {
        fault(FieldPath(.outputs), .missing(.production))
        return nil
      }
      if !hasLot { fault(FieldPath(.lot), .missing(.production)) }
      if !hasQuantity { fault(FieldPath(.quantity), .missing(.production)) }
      guard let lot = identifier(.lot, as: .lot, bytes), let quantity = quantity(.quantity, bytes)
      else { return nil }
      outputs = emptyOutputs()
      outputs.append(Output(lot: LotID(lot), quantity: quantity))
    }
    describe(&outputs, bytes)
    return outputs
  }

  private mutating func listedOutputs(_ bytes: Span<UInt8>) -> [Output]? {
    let faultCount = faults.count
    var items = draft.takeItems(of: .outputs)
    defer { draft.putItems(items, of: .outputs) }
    if let position = draft.text(.outputs) {
      readItems(draft.texts[position], .outputs, bytes, into: &items)
      guard faults.count == faultCount else { return nil }
    }
    guard !items.isEmpty else {
      fault(FieldPath(.outputs), .emptyList)
      return nil
    }
    var outputs = emptyOutputs()
    outputs.reserveCapacity(items.count)
    for number in items.indices {
      let item = items[number]
      guard let good = good(item, number, .outputs, isZeroAllowed: false, bytes) else { continue }
      var output = Output(lot: good.lot, quantity: good.quantity)
      let contentPath = FieldPath(.outputs, item: number, part: .content)
      output.content = quantity(item.content, isZeroAllowed: false, at: contentPath, bytes)
      if let chemical = item.chemical {
        output.chemical = self.chemical(chemical, number, bytes)
      }
      outputs.append(output)
    }
    return faults.count == faultCount ? outputs : nil
  }

  /// No outputs, in the memory of an event's that was read before, where there is some.
  private mutating func emptyOutputs() -> [Output] {
    var outputs = spareOutputs.popLast() ?? []
    outputs.removeAll(keepingCapacity: true)
    return outputs
  }

  /// Gives the row's `content`, `name`, `cas`, `un` and `concentration` to its outputs.
  private mutating func describe(_ outputs: inout [Output], _ bytes: Span<UInt8>) {
    if draft.present.contains(.content), let content = quantity(.content, bytes) {
      if outputs.count == 1 {
        outputs[0].content = content
      } else {
        fault(FieldPath(.content), .contentOfOutputs(count: outputs.count), value: content.text)
      }
    }
    guard !draft.present.intersection([.name, .cas, .un, .concentration]).isEmpty else { return }
    var chemical = Chemical()
    chemical.name = freeText(.name, bytes).map { .plain($0) }
    chemical.cas = cas(draft.text(.cas), at: FieldPath(.cas), bytes)
    chemical.un = unNumber(draft.text(.un), at: FieldPath(.un), bytes)
    chemical.concentration = freeText(.concentration, bytes)
    for number in outputs.indices { outputs[number].chemical = chemical }
  }

  /// Notes an event that names more different lots than one may.
  mutating func checkLotCount(_ lots: [LotID], _ field: EventField) {
    guard lots.count > Limits.lotsPerEventMax else { return }
    let found = Set(lots).count
    if found > Limits.lotsPerEventMax {
      fault(FieldPath(field), .tooManyLots(found: found, limit: Limits.lotsPerEventMax))
    }
  }
}
