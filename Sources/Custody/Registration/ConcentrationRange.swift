/// The concentrations from a lower to an upper bound, each as exact parts per million of `basis`.
///
/// Written `20-37 % w/w`, `>=70 %`, `<=8 %` or `99.5 %`, which is one concentration only.
/// Both bounds belong to the range. At most four decimals of a percent; above 100 % is refused.
public struct ConcentrationRange: Equatable, Sendable {
  /// What the percentage is of: mass by mass, volume by volume, mass by volume; nil where unsaid.
  public enum Basis: String, Hashable, Sendable, CaseIterable {
    case massByMass = "w/w"
    case volumeByVolume = "v/v"
    case massByVolume = "w/v"
  }

  /// Nil where nothing is too little.
  public let lower: UInt32?
  /// Nil where nothing is too much.
  public let upper: UInt32?
  public let basis: Basis?

  /// Why a text is no range.
  public enum Failure: Error, Equatable, Sendable { case malformed }

  /// Reads a range; the percent sign is needed, spaces are not.
  public init(_ text: String) throws(Failure) {
    var rest = text.unicodeScalars.filter { $0 != " " && $0 != "\u{3000}" }[...]
    var basis: Basis?
    for candidate in Basis.allCases {
      let tail = Array(candidate.rawValue.unicodeScalars)
      guard rest.count > tail.count, rest.suffix(tail.count).elementsEqual(tail) else { continue }
      basis = candidate
      rest.removeLast(tail.count)
    }
    guard let last = rest.popLast(), last == "%" || last == "％" else { throw .malformed }
    self.basis = basis
    let body = String(String.UnicodeScalarView(rest))
    for (sign, isLower) in [(">=", true), ("≥", true), ("<=", false), ("≤", false)]
    where body.hasPrefix(sign) {
      let bound = try ConcentrationRange.partsPerMillion(body.dropFirst(sign.count))
      (lower, upper) = isLower ? (bound, nil) : (nil, bound)
      return
    }
    let parts = body.split(omittingEmptySubsequences: false) { "-~–—～".contains($0) }
    guard let first = parts.first, parts.count <= 2 else { throw .malformed }
    let low = try ConcentrationRange.partsPerMillion(
      first.last == "%" || first.last == "％" ? first.dropLast() : first)
    let high = parts.count == 2 ? try ConcentrationRange.partsPerMillion(parts[1]) : low
    guard low <= high else { throw .malformed }
    (lower, upper) = (low, high)
  }

  /// True where a concentration of so many parts per million is in the range.
  public func contains(_ partsPerMillion: UInt32) -> Bool {
    if let lower, partsPerMillion < lower { return false }
    if let upper, upper < partsPerMillion { return false }
    return true
  }

  /// True where some concentration is in both ranges; ranges of different bases may always overlap,
  /// for without a density nobody can tell.
  public func overlaps(_ other: ConcentrationRange) -> Bool {
    if let basis, let otherBasis = other.basis, basis != otherBasis { return true }
    if let lower, let upper = other.upper, upper < lower { return false }
    if let upper, let lower = other.lower, upper < lower { return false }
    return true
  }

  private static func partsPerMillion(_ text: Substring) throws(Failure) -> UInt32 {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard let whole = parts.first, (1...3).contains(whole.count), parts.count <= 2 else {
      throw .malformed
    }
    if parts.count == 2, !(1...4).contains(parts[1].count) { throw .malformed }
    var value: UInt32 = 0
    var decimals = 0
    for (number, part) in parts.enumerated() {
      for byte in part {
        guard byte &- UInt8(ascii: "0") < 10 else { throw .malformed }
        value = value * 10 + UInt32(byte - UInt8(ascii: "0"))
        if number == 1 { decimals += 1 }
      }
    }
    for _ in decimals..<4 { value *= 10 }
    guard value <= 1_000_000 else { throw .malformed }
    return value
  }
}
