extension Unit {
  /// Writes an amount of the dimension's smallest unit in this one, such as `12.5 t`; exact.
  ///
  /// For sums over many lots, which may leave Int64 where no single lot does.
  public func text(of amount: Int128) -> String { number(of: amount) + " " + symbol }

  /// Writes the number of `text(of:)` without the unit, as a cell of a table has it.
  public func number(of amount: Int128) -> String {
    if let amount = Int64(exactly: amount) {
      var bytes: [UInt8] = []
      Quantity(amount: amount, unit: self).appendNumber(to: &bytes)
      return String(decoding: bytes, as: UTF8.self)
    }
    let digits = String(amount.magnitude)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.utf8.count)) + digits
    let whole = padded.dropLast(decimals)
    var fraction = padded.suffix(decimals)
    while fraction.last == "0" { fraction.removeLast() }
    return (amount < 0 ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
  }
}
