/// Rounds numbers to integers that add up to a given sum, as elections give out seats.
///
/// Each is rounded down, and what is then missing goes, one each, to those with the largest remainders.
enum LargestRemainder {
  /// Rounds `values` so that they add up to `total`; of equal remainders the earlier is rounded up.
  ///
  /// Where `total` is further from the values' own sum than rounding can lead, the largest value takes
  /// the difference. Remainders that differ by less than about a billionth count as equal.
  /// Cost: sorts the values.
  static func round(_ values: [DoubleDouble], total: Int64) -> [Int64] {
    let floors = values.map(\.floor)
    var rounded = floors.map(\.integer)
    var missing = total &- rounded.reduce(0, &+)
    if missing < 0 || missing > Int64(values.count) {
      guard let largest = values.indices.max(by: { values[$0].high < values[$1].high }) else {
        return []
      }
      rounded[largest] &+= missing
      missing = 0
    }
    guard missing > 0 else { return rounded }
    let steps = floors.map { ($0.remainder * 0x1p30).rounded() }
    let order = values.indices.sorted { left, right in
      steps[left] == steps[right] ? left < right : steps[left] > steps[right]
    }
    for position in order.prefix(Int(missing)) { rounded[position] &+= 1 }
    return rounded
  }

  /// Splits `total` in proportion to `weights`, exactly; of equal remainders the earlier is rounded up.
  ///
  /// No weight is negative; where all are zero, so are the parts. Cost: sorts the weights.
  static func split(_ total: Int64, by weights: [Int64]) -> [Int64] {
    let sum = weights.reduce(0, &+)
    guard sum > 0, total >= 0, weights.allSatisfy({ 0...sum ~= $0 }) else {
      return weights.map { _ in 0 }
    }
    var parts: [Int64] = []
    var remainders: [Int64] = []
    for weight in weights {
      let product = total.multipliedFullWidth(by: weight)
      guard product.high < sum else { return weights.map { _ in 0 } }
      let (quotient, remainder) = sum.dividingFullWidth(product)
      parts.append(quotient)
      remainders.append(remainder)
    }
    let missing = total &- parts.reduce(0, &+)
    let order = weights.indices.sorted { left, right in
      remainders[left] == remainders[right] ? left < right : remainders[left] > remainders[right]
    }
    for position in order.prefix(Int(max(0, missing))) { parts[position] &+= 1 }
    return parts
  }
}
