extension Quantity {
  /// The exact decimal and the unit's symbol, such as `12.5 t`; no trailing zeros.
  public var text: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends what `text` says. Cost: no string is made.
  public func append(to bytes: inout [UInt8]) {
    appendNumber(to: &bytes)
    bytes.append(UInt8(ascii: " "))
    bytes.append(contentsOf: unit.symbol.utf8)
  }

  /// Appends the exact decimal without the unit, below zero with a minus sign.
  public func appendNumber(to bytes: inout [UInt8]) {
    if amount < 0 { bytes.append(UInt8(ascii: "-")) }
    var fraction = amount.magnitude
    var decimals = unit.decimals
    while decimals > 0, fraction.isMultiple(of: 10) {
      fraction /= 10
      decimals -= 1
    }
    // The digits are made from the last to the first, then turned around.
    let start = bytes.count
    var count = 0
    while fraction > 0 || count <= decimals {
      if count == decimals, decimals > 0 { bytes.append(UInt8(ascii: ".")) }
      bytes.append(UInt8(ascii: "0") + UInt8(fraction % 10))
      fraction /= 10
      count += 1
    }
    bytes[start...].reverse()
  }

  /// The same amount in another unit of its dimension; nil for a unit of another.
  public func converted(to unit: Unit) -> Quantity? {
    unit.dimension == dimension ? Quantity(amount: amount, unit: unit) : nil
  }
}

extension Quantity: CustomStringConvertible {
  public var description: String { text }
}
