import Custody
import TestSupport
import Testing

@Suite("Quantities as people write them")
struct QuantityTests {
  @Test(
    "a decimal and a unit are read exactly",
    arguments: [
      ("12.5 t", 12_500_000_000, Unit.tonne), ("500 mL", 500, .millilitre), ("24 pcs", 24, .piece),
      ("0.000000001 t", 1, .tonne), ("12.5t", 12_500_000_000, .tonne), ("007 mg", 7, .milligram),
      ("43.725901251 t", 43_725_901_251, .tonne), ("1.000 g", 1_000, .gram),
      ("3 吨", 3_000_000_000, .tonne), ("2 公斤", 2_000_000, .kilogram),
      ("2 千克", 2_000_000, .kilogram),
      ("4 毫克", 4, .milligram), ("4 克", 4_000, .gram), ("5 毫升", 5, .millilitre),
      ("5 升", 5_000, .litre),
      ("6 立方米", 6_000_000, .cubicMetre), ("6 方", 6_000_000, .cubicMetre),
      ("7 m3", 7_000_000, .cubicMetre),
      ("1 件", 1, .piece), ("1 瓶", 1, .piece), ("1 桶", 1, .piece), ("1 支", 1, .piece),
      ("1 发", 1, .piece),
      ("1 只", 1, .piece), ("9223372036854775807 mg", Int64.max, .milligram),
      ("9223372036.854775807 t", Int64.max, .tonne), ("8 L", 8_000, .litre),
    ] as [(String, Int64, Unit)])
  func reads(text: String, amount: Int64, unit: Unit) throws {
    #expect(try Quantity(text: text) == Quantity(amount: amount, unit: unit))
  }

  @Test(
    "what is no quantity is refused, with what was found",
    arguments: [
      ("", .empty), ("-5 t", .negative), ("−5 t", .negative), ("+5 t", .plusSign),
      ("9.15E+16 mg", .exponent(text: "9.15E+16 mg")), ("1e3 kg", .exponent(text: "1e3 kg")),
      ("1,234.5 kg", .separator(text: "1,234.5 kg")), ("12,5 t", .separator(text: "12,5 t")),
      ("１２ t", .fullWidth(text: "１２ t")), ("12 ｔ", .fullWidth(text: "12 ｔ")),
      ("NaN t", .notDecimal(text: "NaN t")), (".5 t", .notDecimal(text: ".5 t")),
      ("5. t", .notDecimal(text: "5. t")), (" 5 t", .notDecimal(text: " 5 t")),
      ("t", .notDecimal(text: "t")),
      ("12.5", .missingUnit(number: "12.5")), ("5 lb", .unknownUnit(text: "lb", nearest: nil)),
      ("5 KG", .unknownUnit(text: "KG", nearest: .kilogram)),
      ("5 ml", .unknownUnit(text: "ml", nearest: .millilitre)),
      ("5 m³", .unknownUnit(text: "m³", nearest: .cubicMetre)),
      ("5 t ", .unknownUnit(text: "t ", nearest: .tonne)),
      ("1.5 pcs", .tooPrecise(decimals: 1, decimalsMax: 0, unit: .piece)),
      ("0.0000000001 t", .tooPrecise(decimals: 10, decimalsMax: 9, unit: .tonne)),
      ("1.0000 g", .tooPrecise(decimals: 4, decimalsMax: 3, unit: .gram)), ("0 t", .zero),
      ("0.000 kg", .zero),
      ("9223372036854775808 mg", .tooLarge(text: "9223372036854775808 mg")),
      ("9223372036.854775808 t", .tooLarge(text: "9223372036.854775808 t")),
      ("99999999999999999999999 t", .tooLarge(text: "99999999999999999999999 t")),
    ] as [(String, QuantityError)])
  func refuses(text: String, error: QuantityError) {
    #expect(throws: error) { try Quantity(text: text) }
  }

  @Test("zero is read where it is allowed")
  func zero() throws {
    #expect(try Quantity(text: "0 t", isZeroAllowed: true) == Quantity(amount: 0, unit: .tonne))
  }

  @Test("what is printed is read back, for every unit and size", arguments: Unit.allCases)
  func roundTrip(unit: Unit) throws {
    var random = SeededGenerator(seed: UInt64(unit.rawValue))
    for bits in 0...62 {
      for _ in 0..<20 {
        let amount = Int64.random(in: 1...(1 << bits), using: &random)
        let quantity = Quantity(amount: amount, unit: unit)
        #expect(try Quantity(text: quantity.text) == quantity)
        #expect(!quantity.text.contains(".") || !quantity.text.contains("0 "))
      }
    }
  }

  @Test("amounts are printed exactly, in any unit of their dimension")
  func prints() {
    #expect(Quantity(amount: 12_500_000_000, unit: .tonne).text == "12.5 t")
    #expect(Quantity(amount: 1, unit: .tonne).text == "0.000000001 t")
    #expect(Quantity(amount: 0, unit: .tonne).text == "0 t")
    #expect(Quantity(amount: -1_500, unit: .gram).text == "-1.5 g")
    #expect(Quantity(amount: .min, unit: .milligram).text == "-9223372036854775808 mg")
    #expect(Quantity(amount: 2_000_000, unit: .kilogram).converted(to: .gram)?.text == "2000 g")
    #expect(Quantity(amount: 2, unit: .kilogram).converted(to: .litre) == nil)
  }
}
