import Custody
import LedgerFormat
import Regulation
import Testing

@Suite("Numbers of official systems")
struct OfficialNumberTests {
  @Test(
    "known numbers are good",
    arguments: [
      (OfficialNumber.cas, "108-88-3"), (.cas, "7732-18-5"), (.cas, "7697-37-2"),
      (.cas, "86290-81-5"), (.cas, "75-07-0"), (.cas, "1310-73-2"), (.cas, "12185-10-3"),
      (.uscc, "91110000600037341L"), (.uscc, "91341524MA0000005R"), (.un, "1203"), (.un, "0004"),
      (.plate, "皖N12345"), (.plate, "皖N1234挂"), (.plate, "京AD12345"), (.plate, "京A12345F"),
      (.gtin, "4006381333931"), (.gtin, "036000291452"), (.gtin, "73513537"),
      (.gln, "4006381333931"), (.sscc, "106141412345678908"),
      (.identityCard, "11010519491231002X"),
      (.tankContainer, "CSQU3054383"),
    ])
  func good(number: OfficialNumber, text: String) {
    #expect(number.check(text) == .good, "\(text)")
  }

  @Test(
    "what has not the form is told so",
    arguments: [
      (OfficialNumber.cas, "108883"), (.cas, "1-88-3"), (.cas, "108-8-83"), (.cas, ""),
      (.cas, "12345678-88-3"), (.uscc, "9111000060003734"), (.uscc, "91110000600037341O"),
      (.uscc, "9111A000600037341L"), (.un, "120"), (.un, "12O3"), (.un, "12033"),
      (.plate, "皖I12345"), (.plate, "N12345"), (.plate, "皖N1234O"), (.plate, "京AX12345"),
      (.gtin, "12345"), (.gln, "036000291452"), (.sscc, "10614141234567890X"),
      (.identityCard, "11010519491331002X"), (.tankContainer, "CSQX3054383"),
      (.tankContainer, "csqU3054383"),
    ])
  func malformed(number: OfficialNumber, text: String) {
    #expect(number.check(text) == .malformed, "\(text)")
  }

  @Test(
    "every wrong digit is found, and the check character that would be right is named",
    arguments: [
      (OfficialNumber.uscc, "91110000600037341L"), (.uscc, "91341524MA0000005R"),
      (.gtin, "4006381333931"), (.sscc, "106141412345678908"),
      (.identityCard, "11010519491231002X"),
    ])
  func everyDigit(number: OfficialNumber, text: String) {
    let characters = Array(text)
    for position in characters.indices where characters[position].isNumber {
      for digit in "0123456789" where digit != characters[position] {
        var changed = characters
        changed[position] = digit
        #expect(number.check(String(changed)) != .good, "\(String(changed))")
      }
    }
    guard case .wrong(let expected) = number.check(String(characters.dropLast()) + "7") else {
      return #expect(characters.last == "7")
    }
    #expect(expected == characters.last)
  }

  @Test("of a CAS number every wrong digit is found that its weights can tell")
  func everyCASDigit() {
    let text = Array("86290-81-5")
    let weighted = text.indices.filter { text[$0] != "-" && $0 != text.count - 1 }
    for (order, position) in weighted.reversed().enumerated() {
      for digit in "0123456789" where digit != text[position] {
        var changed = text
        changed[position] = digit
        let difference = (digit.wholeNumberValue ?? 0) - (text[position].wholeNumberValue ?? 0)
        let canTell = !((order + 1) * difference).isMultiple(of: 10)
        #expect((OfficialNumber.cas.check(String(changed)) != .good) == canTell)
      }
    }
    #expect(OfficialNumber.cas.check("86290-81-4") == .wrong(expected: "5"))
  }

  @Test("of a container's number every wrong digit is found but where 10 is written 0")
  func everyContainerDigit() {
    let text = Array("CSQU3054383")
    var missed = 0
    for position in 4..<10 {
      for digit in "0123456789" where digit != text[position] {
        var changed = text
        changed[position] = digit
        if OfficialNumber.tankContainer.check(String(changed)) == .good { missed += 1 }
      }
    }
    // 383 mod 11 is 3, which no other remainder is written as.
    #expect(missed == 0)
    #expect(OfficialNumber.tankContainer.check("CSQU3054384") == .wrong(expected: "3"))
  }

  @Test("a registration is refused for what is sure, and warned of for what is not")
  func registrations() {
    func party(_ id: Identifier, uscc: String?) -> Registration {
      Registration(
        subject: id,
        record: .party(PartyRecord(name: .plain("甲"), uscc: uscc, roles: [.use])))
    }
    #expect(party("91110000600037341L", uscc: nil).numberFaults.isEmpty)
    #expect(party("LAB", uscc: nil).numberFaults.isEmpty)
    #expect(party("LAB", uscc: "91110000600037341M").refusedNumber?.expected == "L")
    #expect(party("91110000600037341M", uscc: nil).refusedNumber?.field == nil)
    let truck = Registration(subject: "N-1", record: .vehicle(VehicleRecord(kind: .van)))
    #expect(truck.numberFaults.map(\.number) == [.plate])
    #expect(truck.refusedNumber == nil)
    let acid = Registration(
      subject: "x",
      record: .chemical(ChemicalRecord(chemical: Chemical(name: .plain("x"), cas: "108-88-4"))))
    #expect(acid.refusedNumber?.expected == "3")
  }
}
