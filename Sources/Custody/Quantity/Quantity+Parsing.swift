extension Quantity {
  /// Reads a decimal and a unit, such as `12.5 t`, `500 mL` or `24 桶`.
  ///
  /// Digits, for decimals a point and more digits, any number of spaces, a unit; nothing around them.
  /// More decimals than the smallest unit holds are refused even where they are zeros.
  /// - Parameter isZeroAllowed: true for the goods of a delivery and for a count.
  /// - Throws: `QuantityError`, which says what was found. Only then is anything allocated.
  public init(
    _ text: Span<UInt8>, isZeroAllowed: Bool = false
  ) throws(QuantityError) {
    var number = DecimalReader()
    let end = number.read(text)
    var start = end
    while start < text.count, text[start] == UInt8(ascii: " ") { start += 1 }
    let symbol = text.extracting(start..<text.count)
    guard end > 0, !number.isUnfinished, let unit = Unit(symbol) else {
      throw QuantityError(in: text, number: number, end: end, symbol: symbol)
    }
    guard number.decimals <= unit.decimals else {
      throw .tooPrecise(decimals: number.decimals, decimalsMax: unit.decimals, unit: unit)
    }
    guard let amount = number.scaled(to: unit.decimals) else {
      throw .tooLarge(text: String(decoding: text))
    }
    guard amount > 0 || isZeroAllowed else { throw .zero }
    self.init(amount: amount, unit: unit)
  }

  /// Reads a quantity from a string; see `init(_:isZeroAllowed:)`.
  public init(text: String, isZeroAllowed: Bool = false) throws(QuantityError) {
    var text = text
    text.makeContiguousUTF8()
    try self.init(text.utf8.span, isZeroAllowed: isZeroAllowed)
  }
}

/// Digits, and after a point more digits, as one integer and a count of decimals.
struct DecimalReader {
  private var digits: UInt64 = 0
  private var isTooLarge = false
  private(set) var decimals = 0
  /// True where no digit follows the point, or precedes it.
  private(set) var isUnfinished = false

  /// Reads as far as a decimal goes, and gives where it ends.
  mutating func read(_ text: Span<UInt8>) -> Int {
    var position = readDigits(text, at: 0)
    guard position > 0, position < text.count, text[position] == UInt8(ascii: ".") else {
      return position
    }
    let point = position
    position = readDigits(text, at: point + 1)
    decimals = position - point - 1
    isUnfinished = decimals == 0
    return position
  }

  /// The number in units of 10^-`scale`; nil beyond Int64.
  func scaled(to scale: Int) -> Int64? {
    guard !isTooLarge else { return nil }
    var value = digits
    for _ in decimals..<max(decimals, scale) {
      let (product, isOverflown) = value.multipliedReportingOverflow(by: 10)
      guard !isOverflown else { return nil }
      value = product
    }
    return Int64(exactly: value)
  }

  private mutating func readDigits(_ text: Span<UInt8>, at start: Int) -> Int {
    var position = start
    while position < text.count {
      let digit = text[position] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      let (product, isOverflown) = digits.multipliedReportingOverflow(by: 10)
      let (sum, isBeyond) = product.addingReportingOverflow(UInt64(digit))
      if isOverflown || isBeyond { isTooLarge = true }
      digits = sum
      position += 1
    }
    return position
  }
}

extension QuantityError {
  /// Finds out what is wrong with a text that is no quantity.
  init(in text: Span<UInt8>, number: DecimalReader, end: Int, symbol: Span<UInt8>) {
    let whole = String(decoding: text)
    guard !text.isEmpty else {
      self = .empty
      return
    }
    if whole.unicodeScalars.contains(where: { (0xFF01...0xFF5E).contains($0.value) }) {
      self = .fullWidth(text: whole)
      return
    }
    switch text[0] {
    case UInt8(ascii: "-"): self = .negative
    case UInt8(ascii: "+"): self = .plusSign
    default:
      if whole.hasPrefix("\u{2212}") {
        self = .negative
      } else if end > 0, end < text.count, text[end] == UInt8(ascii: ",") {
        self = .separator(text: whole)
      } else if end > 0, QuantityError.isExponent(symbol) {
        self = .exponent(text: whole)
      } else if end == 0 || number.isUnfinished {
        self = .notDecimal(text: whole)
      } else if symbol.isEmpty {
        self = .missingUnit(number: whole)
      } else {
        let unknown = String(decoding: symbol)
        self = .unknownUnit(text: unknown, nearest: Unit(resembling: unknown))
      }
    }
  }

  /// True for an `e`, a sign or none, and a digit.
  private static func isExponent(_ text: Span<UInt8>) -> Bool {
    guard text.count > 1, text[0] | 0x20 == UInt8(ascii: "e") else { return false }
    let isSigned = text[1] == UInt8(ascii: "+") || text[1] == UInt8(ascii: "-")
    let digit = isSigned ? 2 : 1
    return digit < text.count && text[digit] &- UInt8(ascii: "0") < 10
  }
}
