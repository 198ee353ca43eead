/// Made by `tools/make-tables`: edit its source, not this file.
extension TableText {
  /// `tools/tables/gb18218-beta-gases.csv`.
  static let majorHazardGases = #"""
    name_zh,beta
    一氧化碳,2
    二氧化硫,2
    氨,2
    环氧乙烷,2
    氯化氢,3
    溴甲烷,3
    氯,4
    硫化氢,5
    氟化氢,5
    二氧化氮,10
    氰化氢,10
    碳酰氯,20
    磷化氢,20
    异氰酸甲酯,20
    """#
}
