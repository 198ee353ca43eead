internal import Custody
internal import LedgerFormat

extension EventBuilder {
  /// Reads a list of lots and quantities; nil where there is none or a fault was noted.
  mutating func goods(
    _ field: EventField, isZeroAllowed: Bool = false, arePackagesAllowed: Bool = false,
    isEmptyAllowed: Bool = false, _ bytes: Span<UInt8>
  ) -> [Good]? {
    guard draft.present.contains(field) else { return nil }
    let faultCount = faults.count
    var items = draft.takeItems(of: field)
    defer { draft.putItems(items, of: field) }
    if let position = draft.text(field) {
      readItems(draft.texts[position], field, bytes, into: &items)
      guard faults.count == faultCount else { return nil }
    }
    guard !items.isEmpty || isEmptyAllowed else {
      fault(FieldPath(field), .emptyList)
      return nil
    }
    var goods = spareGoods.popLast() ?? []
    goods.removeAll(keepingCapacity: true)
    goods.reserveCapacity(items.count)
    for number in items.indices {
      let item = items[number]
      guard
        var good = good(item, number, field, isZeroAllowed: isZeroAllowed, bytes)
      else { continue }
      if let packages = item.packages {
        let path = FieldPath(field, item: number, part: .packages)
        if arePackagesAllowed {
          good.packages = freeText(packages, at: path, bytes)
        } else if let kind {
          fault(path, .notOfKind(kind), draft.texts[packages], bytes)
        }
      }
      goods.append(good)
    }
    guard faults.count == faultCount else { return nil }
    if goods.count > Limits.lotsPerEventMax { checkLotCount(goods.map(\.lot), field) }
    return goods
  }

  /// Reads an item's lot and quantity.
  mutating func good(
    _ item: DraftItem, _ number: Int, _ field: EventField, isZeroAllowed: Bool,
    _ bytes: Span<UInt8>
  ) -> Good? {
    let lotPath = FieldPath(field, item: number, part: .lot)
    let quantityPath = FieldPath(field, item: number, part: .quantity)
    if item.lot == nil { fault(lotPath, .missing(nil)) }
    if item.quantity == nil { fault(quantityPath, .missing(nil)) }
    let lot = identifier(item.lot, as: .lot, at: lotPath, bytes)
    let quantity = quantity(
      item.quantity, isZeroAllowed: isZeroAllowed, at: quantityPath, bytes)
    guard let lot, let quantity else { return nil }
    return Good(lot: LotID(lot), quantity: quantity)
  }

  /// Cuts a sheet's `LOT=3.2 t|LOT=800 kg` into items, each at its last `=`, in place of those in `items`.
  ///
  /// Spaces around `|` and `=` are not part of what they divide.
  mutating func readItems(
    _ list: TextRange, _ field: EventField, _ bytes: Span<UInt8>, into items: inout [DraftItem]
  ) {
    items.removeAll(keepingCapacity: true)
    var start = list.start
    while start <= list.end {
      var end = start
      var divider: Int?
      while end < list.end && bytes[end] != UInt8(ascii: "|") {
        if bytes[end] == UInt8(ascii: "=") { divider = end }
        end += 1
      }
      if let divider {
        var item = DraftItem()
        item.lot = draft.append(bytes.trimmed(start..<divider))
        item.quantity = draft.append(bytes.trimmed(divider + 1..<end))
        items.append(item)
      } else {
        let path = FieldPath(field, item: items.count)
        fault(path, .listItem, TextRange(start: start, end: end), bytes)
      }
      start = end + 1
    }
  }
}
