import Custody
import LedgerFormat
import TestSupport

/// Events of every kind with every field, whether or not they make sense together.
struct RandomEvent {
  var random: SeededGenerator

  mutating func next() -> Event { next(isReplacement: false) }

  private mutating func next(isReplacement: Bool) -> Event {
    let kind = random.pick(Array(1...(isReplacement ? 10 : 12)))
    let detail: Event.Detail
    switch kind {
    case 1: detail = .production(production())
    case 2:
      detail = .storage(
        Storage(
          action: random.pick(Storage.Action.allCases), lot: lot(), quantity: quantity(),
          toSite: maybe { $0.name() }, reason: maybe { $0.text() }))
    case 3:
      detail = .trade(
        Trade(
          action: random.pick(Trade.Action.allCases), goods: goods(), counterparty: name(),
          purpose: maybe { $0.text() }))
    case 4:
      detail = .consignment(
        Consignment(
          consignment: name(), consignee: name(), carrier: maybe { $0.name() },
          goods: goods(hasPackages: true), toSite: maybe { $0.name() }))
    case 5:
      detail = .transport(
        Transport(
          consignment: name(), step: random.pick(TransportStep.allCases),
          vehicle: maybe { $0.name() }, place: maybe { $0.text() }, goods: maybe { $0.goods() },
          partial: maybe { $0.random.chance(1, in: 2) }))
    case 6: detail = .use(Use(lot: lot(), quantity: quantity(), purpose: text()))
    case 7: detail = .disposal(Disposal(lot: lot(), quantity: quantity(), method: text()))
    case 9:
      detail = .order(
        Order(
          random.pick(Order.Action.allCases),
          random.chance(1, in: 2) ? .party(name()) : .lots([lot(), lot()])))
    case 10: detail = .registration(registration())
    case 11: detail = .correction(correction())
    case 12:
      detail = .handling(
        Handling(random.pick(Handling.Action.allCases), finding: "0123456789abcdef"))
    default:
      detail = .loss(
        Loss(
          lot: lot(), quantity: quantity(), cause: random.pick(Loss.Cause.allCases),
          consignment: maybe { $0.name() }))
    }
    var event = Event(
      id: name(), time: instant(), party: name(), site: maybe { $0.name() },
      document: maybe { $0.name() }, note: maybe { $0.text() }, owner: maybe { $0.name() },
      detail: detail)
    event.privateFields = privateFields(of: event.kind)
    return event
  }

  private mutating func correction() -> Correction {
    let index = UInt64.random(in: 0...1 << 40, using: &random)
    return Correction(
      party: name(), id: name(), reason: text(),
      replacement: random.chance(1, in: 4) ? nil : next(isReplacement: true),
      target: Correction.Target(
        index: index, version: index + UInt64.random(in: 0...9, using: &random)))
  }

  private mutating func production() -> Production {
    var outputs: [Output] = []
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      outputs.append(
        Output(
          lot: lot(), quantity: quantity(), content: maybe { $0.quantity() },
          chemical: maybe { $0.chemical() }))
    }
    return Production(
      process: random.pick(Production.Process.allCases), outputs: outputs,
      inputs: random.chance(1, in: 2) ? goods() : [], loss: maybe { $0.quantity() },
      from: maybe { $0.name() })
  }

  private mutating func chemical() -> Chemical? {
    let name: Chemical.Name =
      random.chance(1, in: 2) ? .plain(text()) : .bilingual(zh: text(), en: text())
    let chemical = Chemical(
      name: maybe { _ in name }, cas: maybe { $0.text() }, un: maybe { $0.text() },
      hazardClass: maybe { $0.text() }, packingGroup: maybe { $0.text() },
      concentration: maybe { $0.text() }, state: maybe { $0.text() }, form: maybe { $0.text() })
    return chemical.isEmpty ? nil : chemical
  }

  private mutating func goods(hasPackages: Bool = false) -> [Good] {
    var goods: [Good] = []
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let packages = hasPackages ? maybe { $0.text() } : nil
      goods.append(Good(lot: lot(), quantity: quantity(), packages: packages))
    }
    return goods
  }

  private mutating func privateFields(of kind: BodyKind) -> [PrivateField] {
    var fields: [PrivateField] = []
    for name in PrivateField.Name.allCases where name.isKnown(in: kind) {
      guard random.chance(1, in: 3) else { continue }
      let bytes = (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
      fields.append(PrivateField(name, .sealed(Hash(bytes.span))))
    }
    return fields
  }

  mutating func maybe<Value>(_ make: (inout RandomEvent) -> Value?) -> Value? {
    random.chance(1, in: 2) ? make(&self) : nil
  }

  mutating func quantity() -> Quantity {
    let bits = Int64.random(in: 0...62, using: &random)
    return Quantity(
      amount: Int64.random(in: 0...(1 << bits), using: &random), unit: random.pick(Unit.allCases))
  }

  private mutating func instant() -> Instant {
    Instant(microseconds: UInt64.random(in: 0...Limits.instantMax, using: &random))
      ?? Instant(microseconds: 0)!
  }

  mutating func lot() -> LotID { LotID(party: name(), batch: name()) }

  mutating func name() -> Identifier {
    let letters = ["A", "b", "7", "-", ".", "甲", "é", "🜁"]
    let count = Int.random(in: 1...12, using: &random)
    return Identifier((0..<count).map { _ in random.pick(letters) }.joined())
  }

  mutating func text() -> String { name().text + random.pick(["", "\n第二行", " x", "\tz"]) }
}
