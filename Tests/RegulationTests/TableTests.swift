import Custody
import Foundation
import Testing

@testable import Regulation

@Suite("Embedded tables")
struct TableTests {
  @Test("hold what was transcribed, with its edition")
  func rowCounts() {
    let counts = Dictionary(
      uniqueKeysWithValues: TableEdition.all.map { ($0.name, $0.rowCount) })
    #expect(
      counts == [
        "common-chemicals": 82, "explosive-precursors": 91, "drug-precursors": 23,
        "gb18218-table1": 85, "gb18218-table2": 24, "gb18218-beta-gases": 14,
        "gb18218-alpha-levels": 9, "mixed-loading": 18,
      ])
    for edition in TableEdition.all {
      #expect(CalendarDay(edition.validFrom) != nil, "\(edition.name)")
    }
  }

  @Test("are what tools/make-tables writes")
  func generated() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let process = Process()
    process.executableURL = root.appending(path: "tools/make-tables")
    process.arguments = ["--check"]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test("tell 盐酸 from 氯化氢, which share a CAS number")
  func hydrochloricAcid() {
    let table = ChemicalTable.shared
    let acid = Chemical(cas: "7647-01-0", un: "1789")
    let gas = Chemical(cas: "7647-01-0", un: "1050")
    let either = Chemical(cas: "7647-01-0")
    #expect(Classification(acid).drugPrecursorClass == 3)
    #expect(Classification(gas).drugPrecursor == .no)
    #expect(Classification(either).drugPrecursor == .unverified)
    #expect(table.hazardWeight(acid) == nil)
    #expect(table.hazardWeight(gas)?.critical == TonneAmount("20"))
    #expect(table.hazardWeight(either)?.isUnverified == true)
  }

  @Test("mark the chemicals of the statutory lists")
  func marks() {
    #expect(Classification(Chemical(cas: "143-33-9", un: "1689")).highlyToxic == .yes)
    #expect(Classification(Chemical(cas: "7757-79-1")).explosivePrecursor == .yes)
    #expect(Classification(Chemical(cas: "67-56-1", un: "1230")).isControlled == false)
    let peroxide = { Chemical(cas: "7722-84-1", concentration: $0) }
    #expect(Classification(peroxide("30 %")).explosivePrecursor == .yes)
    #expect(Classification(peroxide("3 %")).explosivePrecursor == .no)
    #expect(Classification(peroxide(nil)).explosivePrecursor == .unverified)
    #expect(Classification(Chemical(cas: "7439-95-4")).explosivePrecursor == .unverified)
    #expect(Classification(Chemical(cas: "10377-60-3")).explosivePrecursor == .yes)
    #expect(Classification(Chemical(cas: "108-88-3")).verdict(.drugPrecursor3) == .yes)
    #expect(Classification(Chemical(cas: "108-88-3")).verdict(.drugPrecursor1) == .no)
  }

  @Test(
    "read percentages exactly",
    arguments: [
      ("8 %", 80_000), ("37.5% w/w", 375_000), ("0.0001%", 1), ("100 %", 1_000_000),
    ])
  func percentages(text: String, parts: Int) {
    #expect(Percentage.partsPerMillion(text) == parts)
  }

  @Test(
    "do not guess at what is no percentage", arguments: [nil, "8", "about 8 %", "%", "3 mol/L"])
  func noPercentages(text: String?) { #expect(Percentage.partsPerMillion(text) == nil) }
}

@Suite("Mixed loading")
struct MixedLoadingTests {
  @Test("the table is symmetric")
  func isSymmetric() {
    let table = MixedLoading.shared
    #expect(table.labels.count == 18)
    for left in table.labels {
      for right in table.labels {
        #expect(table.answer([left], [right]) == table.answer([right], [left]), "\(left) \(right)")
      }
    }
  }

  @Test("says what ADR 7.5.2.1 says")
  func answers() {
    let table = MixedLoading.shared
    #expect(table.answer(["3"], ["8"]) == .allowed)
    #expect(table.answer(["2.3", "8"], ["5.1"]) == .allowed)
    #expect(table.answer(["1.1"], ["3"]) == .prohibited)
    #expect(table.answer(["1.4S"], ["3"]) == .conditional("a"))
    #expect(table.answer(["1.1"], ["5.1"]) == .conditional("d"))
    #expect(table.answer(["4.1", "1"], ["3"]) == .prohibited)
    #expect(table.answer(["5.2", "1"], ["5.2"]) == .allowed)
    #expect(table.answer([], ["1.1"]) == .allowed)
  }
}

@Suite("Major hazard sums of GB 18218-2018")
struct MajorHazardTests {
  private let ammonia = Chemical(cas: "7664-41-7", un: "1005")
  private let chlorine = Chemical(cas: "7782-50-5", un: "1017")

  private func unit(_ ammoniaTonnes: Int64, _ chlorineTonnes: Int64, people: Int) -> MajorHazard {
    MajorHazard(
      [
        HazardSubstance(chemical: ammonia, milligrams: ammoniaTonnes * 1_000_000_000),
        HazardSubstance(chemical: chlorine, milligrams: chlorineTonnes * 1_000_000_000),
      ], people: people)
  }

  @Test("20 t ammonia and 3 t chlorine near 60 people: S 2.6, R 9.6, level four")
  func levelFour() {
    let unit = unit(20, 3, people: 60)
    #expect(unit.ratio == Fraction(26, over: 10))
    #expect(unit.hazard == Fraction(96, over: 10))
    #expect((unit.ratio.text, unit.hazard.text) == ("2.6", "9.6"))
    #expect(unit.level == .fourth)
    #expect(!unit.isUnverified)
  }

  @Test("the same near 100 people: R 12.8, level three")
  func levelThree() {
    let unit = unit(20, 3, people: 100)
    #expect(unit.hazard.text == "12.8")
    #expect(unit.level == .third)
  }

  @Test("levels change at exactly 1, 10, 50 and 100, and not a milligram before")
  func boundaries() {
    func sum(_ milligrams: Int64, people: Int) -> MajorHazard {
      MajorHazard([HazardSubstance(chemical: ammonia, milligrams: milligrams)], people: people)
    }
    let tonne: Int64 = 1_000_000_000
    #expect(!sum(10 * tonne - 1, people: 0).isMajor)
    #expect(sum(10 * tonne, people: 0).level == .fourth)
    // R = 2 · 2 · q/10.
    #expect(sum(25 * tonne - 1, people: 100).level == .fourth)
    #expect(sum(25 * tonne, people: 100).level == .third)
    #expect(sum(125 * tonne, people: 100).level == .second)
    #expect(sum(250 * tonne - 1, people: 100).level == .second)
    #expect(sum(250 * tonne, people: 100).level == .first)
  }

  @Test("what cannot be decided takes the strictest figure and says so")
  func unverified() {
    let nitrate = Chemical(cas: "6484-52-2", un: "1942")
    let unit = MajorHazard(
      [HazardSubstance(chemical: nitrate, milligrams: 5_000_000_000)], people: 10)
    #expect(unit.ratio == Fraction(1, over: 1))
    #expect(unit.isUnverified)
    #expect(MajorHazard([], people: 0).counted == 0)
    #expect(MajorHazard([], people: nil).isUnverified)
  }

  @Test(
    "α by the people within 500 m",
    arguments: [
      (0, 5), (1, 10), (29, 10), (30, 12), (49, 12), (50, 15), (99, 15), (100, 20), (100_000, 20),
    ])
  func alpha(people: Int, tenths: Int) {
    #expect(MajorHazard.alphaTenths(people: people) == tenths)
  }

  @Test("every critical quantity divides the common denominator")
  func commonDenominator() {
    for amounts in ChemicalTable.shared.criticalByCAS.values {
      for amount in amounts {
        #expect(MajorHazard.commonMilligrams % Int128(amount.milligrams) == 0)
      }
    }
    #expect(ChemicalTable.shared.gasBetas.count == 14)
  }
}
