import LedgerFormat
import Testing

@testable import Regulation

@Suite("Codes by their check characters")
struct CodeShapeTests {
  @Test(
    "a unified social credit code",
    arguments: [
      ("91110000600037341L", false), ("91110000600037342L", true), ("91341524MA0000005R", false),
      ("91341524MA0000005T", true), ("9134152AMA0000005R", false), ("91341524MAO000005R", true),
      ("金寨化工", false),
      ("91110000600037341", false),
    ])
  func creditCode(code: String, isWrong: Bool) {
    #expect(CodeShape.isWrongCreditCode(Identifier(code)) == isWrong)
  }

  @Test(
    "a person's identity number is none of an enterprise",
    arguments: [
      ("11010519491231002X", true), ("110105194912310021", false), ("91110000600037341L", false),
    ])
  func identityNumber(number: String, isOne: Bool) {
    #expect(CodeShape.isIdentityNumber(Identifier(number)) == isOne)
  }

  @Test(
    "a CAS number",
    arguments: [
      ("108-88-3", false), ("108-88-4", true), ("7732-18-5", false), ("1-2-3", false), ("x", false),
    ])
  func casNumber(number: String, isWrong: Bool) {
    #expect(CodeShape.isWrongCASNumber(number) == isWrong)
  }

  @Test(
    "a plate",
    arguments: [
      ("皖N12345", false), ("皖N1234挂", false), ("皖AD12345", false), ("皖I12345", true),
      ("皖N123", true), ("TRUCK-7", false),
    ])
  func plate(plate: String, isWrong: Bool) {
    #expect(CodeShape.isWrongPlate(Identifier(plate)) == isWrong)
  }
}
