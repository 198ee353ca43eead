/// Where an embedded table comes from and when it holds.
public struct TableEdition: Equatable, Sendable {
  /// The table's name, by which `hazledger rules tables` lists it.
  public let name: String
  /// The law or standard, with its edition.
  public let instrument: String
  public let article: String
  /// `YYYY-MM-DD`, the first day that it holds.
  public let validFrom: String
  /// The first day that it holds no more; nil where none is known.
  public let validUntil: String?
  public let confidence: Confidence
  /// How many rows it has.
  public let rowCount: Int

  /// All embedded tables.
  public static let all: [TableEdition] = [
    TableEdition(
      name: "common-chemicals", instrument: "ADR 2017, Table A", article: "3.2",
      validFrom: "2017-01-01", validUntil: nil, confidence: .a,
      rowCount: TableRows(TableText.commonChemicals).count),
    TableEdition(
      name: "explosive-precursors", instrument: "易制爆危险化学品名录(2017年版)", article: "全文",
      validFrom: "2017-05-11", validUntil: nil, confidence: .b,
      rowCount: TableRows(TableText.explosivePrecursors).count),
    TableEdition(
      name: "drug-precursors", instrument: "易制毒化学品管理条例(2018年修订)", article: "附表",
      validFrom: "2018-09-18", validUntil: nil, confidence: .a,
      rowCount: TableRows(TableText.drugPrecursors).count),
    TableEdition(
      name: "gb18218-table1", instrument: "GB 18218-2018", article: "表1",
      validFrom: "2019-03-01", validUntil: nil, confidence: .b,
      rowCount: TableRows(TableText.majorHazardChemicals).count),
    TableEdition(
      name: "gb18218-table2", instrument: "GB 18218-2018", article: "表2、表4",
      validFrom: "2019-03-01", validUntil: nil, confidence: .b,
      rowCount: TableRows(TableText.majorHazardCategories).count),
    TableEdition(
      name: "gb18218-beta-gases", instrument: "GB 18218-2018", article: "表3",
      validFrom: "2019-03-01", validUntil: nil, confidence: .b,
      rowCount: TableRows(TableText.majorHazardGases).count),
    TableEdition(
      name: "gb18218-alpha-levels", instrument: "GB 18218-2018", article: "表5、表6",
      validFrom: "2019-03-01", validUntil: nil, confidence: .b,
      rowCount: TableRows(TableText.majorHazardLevels).count),
    TableEdition(
      name: "mixed-loading", instrument: "ADR 2017", article: "7.5.2.1",
      validFrom: "2017-01-01", validUntil: nil, confidence: .a,
      rowCount: TableRows(TableText.mixedLoading).count),
  ]
}
