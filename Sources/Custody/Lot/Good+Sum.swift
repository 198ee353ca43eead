extension Good {
  /// The goods with each lot once, in the order of its first mention, its amounts added up.
  ///
  /// The unit and the packing are those of the first mention. A sum beyond Int64 stays at its end;
  /// no such event is admitted.
  public static func summed(_ goods: [Good]) -> [Good] {
    guard goods.count > 1 else { return goods }
    var result: [Good] = []
    result.reserveCapacity(goods.count)
    var positions: [LotID: Int] = [:]
    for good in goods {
      guard let position = positions[good.lot] else {
        positions[good.lot] = result.count
        result.append(good)
        continue
      }
      let (sum, isOverflown) = result[position].quantity.amount.addingReportingOverflow(
        good.quantity.amount)
      result[position].quantity.amount = isOverflown ? Int64.max : sum
    }
    return result
  }
}
