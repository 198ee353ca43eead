/// Made by `tools/make-tables`: edit its source, not this file.
extension TableText {
  /// `tools/tables/drug-precursors.csv`.
  static let drugPrecursors = #"""
    class,no,name_zh,note
    一,1,1-苯基-2-丙酮,
    一,2,"3,4-亚甲基二氧苯基-2-丙酮",
    一,3,胡椒醛,
    一,4,黄樟素,
    一,5,黄樟油,
    一,6,异黄樟素,
    一,7,N-乙酰邻氨基苯酸,
    一,8,邻氨基苯甲酸,
    一,9,麦角酸,药品类
    一,10,麦角胺,药品类
    一,11,麦角新碱,药品类
    一,12,麻黄素类物质,药品类
    二,1,苯乙酸,
    二,2,醋酸酐,
    二,3,三氯甲烷,
    二,4,乙醚,
    二,5,哌啶,
    三,1,甲苯,
    三,2,丙酮,
    三,3,甲基乙基酮,
    三,4,高锰酸钾,
    三,5,硫酸,
    三,6,盐酸,
    """#
}
