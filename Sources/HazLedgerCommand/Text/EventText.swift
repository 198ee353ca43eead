internal import Custody
internal import Interchange
internal import LedgerFormat

/// An event in a few words.
enum EventText {
  /// What kind of event it is: `transport: load`.
  static func kind(_ event: Event) -> String {
    let kind = Words.kind(event.kind).text
    guard let word = action(event.detail) else { return kind }
    return kind + ":" + say(zh: word.chinese, en: " " + word.english)
  }

  /// What it says about one lot: amounts, places, partners.
  static func summary(_ event: Event, of lot: LotID) -> String {
    var parts: [String] = []
    switch event.detail {
    case .production(let production):
      parts += production.outputs.filter { $0.lot == lot }.map { "+ " + $0.quantity.text }
      parts += amounts(production.inputs, of: lot).map { "− " + $0 }
    case .storage(let storage):
      parts.append(storage.quantity.text)
      if storage.action == .move {
        parts.append("→ " + Words.site(storage.toSite).text)
      }
    case .trade(let trade):
      parts += amounts(trade.goods, of: lot)
      parts.append("↔ " + trade.counterparty.text)
    case .consignment(let consignment):
      parts += amounts(consignment.goods, of: lot)
      parts.append("→ " + consignment.consignee.text)
      parts.append("[" + consignment.consignment.text + "]")
    case .transport(let transport):
      parts += amounts(transport.goods ?? [], of: lot)
      if let vehicle = transport.vehicle { parts.append(vehicle.text) }
      if let place = transport.place { parts.append(place) }
      parts.append("[" + transport.consignment.text + "]")
    case .use(let use): parts += [use.quantity.text, use.purpose]
    case .disposal(let disposal): parts += [disposal.quantity.text, disposal.method]
    case .loss(let loss): parts.append(loss.quantity.text)
    case .correction(let correction): parts += summary(correction, of: lot)
    case .order(let order):
      if let document = event.document { parts.append(document.text) }
      if let party = order.party { parts.append("→ " + party.text) }
    case .registration(let registration): parts.append(registration.subject.text)
    case .handling(let handling): parts.append(handling.finding.text)
    }
    if let site = event.site { parts.append("@ " + site.text) }
    return parts.joined(separator: " ")
  }

  /// Which event it corrects, what counts now, and why.
  private static func summary(_ correction: Correction, of lot: LotID) -> [String] {
    let corrected = correction.target.map { "\($0.index) " } ?? ""
    var parts = ["⟲ \(corrected)\(correction.id.text):"]
    if let replacement = correction.replacement {
      parts += [kind(replacement), summary(replacement, of: lot)]
    } else {
      parts.append(say(zh: "撤回", en: "withdrawn"))
    }
    return parts + ["(" + correction.reason + ")"]
  }

  private static func amounts(_ goods: [Good], of lot: LotID) -> [String] {
    goods.filter { $0.lot == lot }.map(\.quantity.text)
  }

  private static func action(_ detail: Event.Detail) -> Word? {
    switch detail {
    case .production(let production): production.process.word
    case .storage(let storage): storage.action.word
    case .trade(let trade): trade.action.word
    case .transport(let transport): transport.step.word
    case .loss(let loss): loss.cause.word
    case .order(let order): order.action.word
    case .registration(let registration): registration.kind.word
    case .handling(let handling): handling.action.word
    case .consignment, .use, .disposal, .correction: nil
    }
  }
}
