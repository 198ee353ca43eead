public import LedgerFormat

/// Whether two reports are the same event, written twice.
extension Event {
  /// True when this event says what `recorded` says.
  ///
  /// Compared after parsing: units do not count, only amounts; a bare lot is the recorded lot of that
  /// batch; `partial` that is absent is false; an empty chemical is none. Goods are compared in order.
  /// A private field is compared by making its commitment again from the recorded salt; one whose
  /// opening was erased is not compared at all.
  /// - Parameter recorded: qualified and sealed.
  /// - Parameter openings: what is still there of the recorded event's private fields.
  public func hasSameContent(
    as recorded: Event, openings: [PrivateOpening], _ hasher: inout LedgerFormat.Hasher
  ) -> Bool {
    id == recorded.id && party == recorded.party && time == recorded.time
      && site == recorded.site && document == recorded.document && owner == recorded.owner
      && hasSameText(note, recorded.note) && hasSameDetail(as: recorded)
      && hasSamePrivateFields(as: recorded, openings, &hasher)
      && hasSameReplacement(as: recorded, openings, &hasher)
  }

  private func hasSamePrivateFields(
    as recorded: Event, _ openings: [PrivateOpening], _ hasher: inout LedgerFormat.Hasher
  ) -> Bool {
    if privateFields.isEmpty, recorded.privateFields.isEmpty { return true }
    let openings = openings.filter { !$0.isOfReplacement }
    for field in privateFields
    where !recorded.privateFields.contains(where: { $0.name == field.name }) {
      return false
    }
    for field in recorded.privateFields {
      guard let opening = openings.first(where: { $0.name == field.name }) else { continue }
      guard let own = privateFields.first(where: { $0.name == field.name }) else { return false }
      var content = own.content
      if case .open(let value) = content {
        let known = field.name == .identityNumber ? ProtectedNumber(protected: opening.value) : nil
        let again = PrivateOpening(
          name: field.name, salt: opening.salt,
          value: known?.protecting(value, &hasher) ?? value)
        content = .sealed(again.commitment(&hasher))
      }
      if content != field.content { return false }
    }
    return true
  }

  private func hasSameReplacement(
    as recorded: Event, _ openings: [PrivateOpening], _ hasher: inout LedgerFormat.Hasher
  ) -> Bool {
    guard case .correction(let own) = detail, case .correction(let other) = recorded.detail else {
      return true
    }
    switch (own.replacement, other.replacement) {
    case (nil, nil): return true
    case (let replacement?, let recorded?):
      return replacement.hasSameContent(
        as: recorded, openings: openings.compactMap(\.ofReplacement), &hasher)
    default: return false
    }
  }

  private func hasSameDetail(as recorded: Event) -> Bool {
    switch (detail, recorded.detail) {
    case (.production(let own), .production(let other)): own.hasSameContent(as: other)
    case (.storage(let own), .storage(let other)):
      own.action == other.action && own.lot.isWritten(for: other.lot)
        && own.quantity.isSameAmount(as: other.quantity) && own.toSite == other.toSite
        && hasSameText(own.reason, other.reason)
    case (.trade(let own), .trade(let other)):
      own.action == other.action && hasSameGoods(own.goods, other.goods)
        && own.counterparty == other.counterparty && hasSameText(own.purpose, other.purpose)
    case (.consignment(let own), .consignment(let other)):
      own.consignment == other.consignment && own.consignee == other.consignee
        && own.carrier == other.carrier && own.toSite == other.toSite
        && hasSameGoods(own.goods, other.goods)
    case (.transport(let own), .transport(let other)): own.hasSameContent(as: other)
    case (.use(let own), .use(let other)):
      own.lot.isWritten(for: other.lot) && own.quantity.isSameAmount(as: other.quantity)
        && hasSameText(own.purpose, other.purpose)
    case (.disposal(let own), .disposal(let other)):
      own.lot.isWritten(for: other.lot) && own.quantity.isSameAmount(as: other.quantity)
        && hasSameText(own.method, other.method)
    case (.loss(let own), .loss(let other)):
      own.cause == other.cause && own.lot.isWritten(for: other.lot)
        && own.quantity.isSameAmount(as: other.quantity)
        && own.consignment == other.consignment
    case (.correction(let own), .correction(let other)):
      own.party == other.party && own.id == other.id && hasSameText(own.reason, other.reason)
    case (.order(let own), .order(let other)):
      own.action == other.action && own.party == other.party
        && own.lots.elementsEqual(other.lots) { $0.isWritten(for: $1) }
    case (.registration(let own), .registration(let other)): own == other
    case (.handling(let own), .handling(let other)): own == other
    default: false
    }
  }
}

extension Production {
  fileprivate func hasSameContent(as other: Production) -> Bool {
    process == other.process && from == other.from && hasSameAmount(loss, other.loss)
      && hasSameGoods(inputs, other.inputs)
      && outputs.elementsEqual(other.outputs) { own, other in
        own.lot.isWritten(for: other.lot) && own.quantity.isSameAmount(as: other.quantity)
          && hasSameAmount(own.content, other.content)
          && hasSameChemical(own.chemical, other.chemical)
      }
  }
}

extension Transport {
  fileprivate func hasSameContent(as other: Transport) -> Bool {
    guard consignment == other.consignment, step == other.step, vehicle == other.vehicle,
      hasSameText(place, other.place), (partial ?? false) == (other.partial ?? false)
    else { return false }
    switch (goods, other.goods) {
    case (nil, nil): return true
    case (let own?, let other?): return hasSameGoods(own, other)
    default: return false
    }
  }
}

extension LotID {
  /// True when this is `recorded`, or its batch without the party.
  public func isWritten(for recorded: LotID) -> Bool {
    self == recorded || (!isQualified && id == recorded.batch)
  }
}

func hasSameGoods(_ left: [Good], _ right: [Good]) -> Bool {
  left.elementsEqual(right) { left, right in
    left.lot.isWritten(for: right.lot) && left.quantity.isSameAmount(as: right.quantity)
      && hasSameText(left.packages, right.packages)
  }
}

func hasSameAmount(_ left: Quantity?, _ right: Quantity?) -> Bool {
  switch (left, right) {
  case (nil, nil): true
  case (let left?, let right?): left.isSameAmount(as: right)
  default: false
  }
}

private func hasSameChemical(_ left: Chemical?, _ right: Chemical?) -> Bool {
  (left ?? Chemical()) == (right ?? Chemical())
}

/// Compares texts as bytes: two that only look alike are not the same content.
private func hasSameText(_ left: String?, _ right: String?) -> Bool {
  switch (left, right) {
  case (nil, nil): true
  case (let left?, let right?): left.utf8.elementsEqual(right.utf8)
  default: false
  }
}
