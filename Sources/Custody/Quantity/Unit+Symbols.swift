extension Unit {
  /// Reads a unit's symbol, or one of its Chinese aliases; case counts.
  ///
  /// An alias counts as its ASCII unit: `公斤` is `kg`, and every word for a piece is `pcs`.
  public init?(_ symbol: Span<UInt8>) {
    switch symbol.count {
    case 1:
      switch symbol[0] {
      case UInt8(ascii: "t"): self = .tonne
      case UInt8(ascii: "g"): self = .gram
      case UInt8(ascii: "L"): self = .litre
      default: return nil
      }
    case 2:
      switch (symbol[0], symbol[1]) {
      case (UInt8(ascii: "k"), UInt8(ascii: "g")): self = .kilogram
      case (UInt8(ascii: "m"), UInt8(ascii: "g")): self = .milligram
      case (UInt8(ascii: "m"), UInt8(ascii: "L")): self = .millilitre
      case (UInt8(ascii: "m"), UInt8(ascii: "3")): self = .cubicMetre
      default: return nil
      }
    default:
      guard let known = Unit.longSymbols.first(where: { symbol.isEqual(to: $0.symbol) }) else {
        return nil
      }
      self = known.unit
    }
  }

  /// The Chinese words that stand for the unit in files.
  public var aliases: [String] {
    switch self {
    case .milligram: ["毫克"]
    case .gram: ["克"]
    case .kilogram: ["千克", "公斤"]
    case .tonne: ["吨"]
    case .millilitre: ["毫升"]
    case .litre: ["升"]
    case .cubicMetre: ["立方米", "方"]
    case .piece: ["件", "瓶", "桶", "支", "发", "只"]
    }
  }

  /// The unit that a wrong symbol was probably meant to be: another case, or another common spelling.
  init?(resembling text: String) {
    let folded = text.lowercased().filter { $0 != "." && $0 != " " }
    for unit in Unit.allCases where unit.symbol.lowercased() == folded {
      self = unit
      return
    }
    switch folded {
    case "m³", "㎥", "cbm": self = .cubicMetre
    case "㎏", "kgs": self = .kilogram
    case "㎎": self = .milligram
    case "㎖": self = .millilitre
    case "ton", "tons", "tonne", "tonnes", "公吨": self = .tonne
    case "pc", "piece", "pieces", "个", "套", "箱": self = .piece
    default: return nil
    }
  }

  /// Every symbol of three bytes and more; a Chinese character is three.
  private static let longSymbols: [(symbol: [UInt8], unit: Unit)] =
    [(Array("pcs".utf8), Unit.piece)]
    + allCases.flatMap { unit in unit.aliases.map { (Array($0.utf8), unit) } }
}

extension Span where Element == UInt8 {
  func isEqual(to bytes: [UInt8]) -> Bool {
    guard count == bytes.count else { return false }
    for position in indices where self[position] != bytes[position] { return false }
    return true
  }
}

extension String {
  /// Decodes UTF-8, with the replacement character where bytes are none.
  init(decoding bytes: Span<UInt8>) {
    var copy: [UInt8] = []
    copy.reserveCapacity(bytes.count)
    for position in bytes.indices { copy.append(bytes[position]) }
    self.init(decoding: copy, as: UTF8.self)
  }
}
