/// Made by `tools/make-tables`: edit its source, not this file.
extension TableText {
  /// `tools/tables/gb18218-alpha-levels.csv`.
  static let majorHazardLevels = #"""
    kind,label,min,max,value
    alpha,≥100人,100,,2.0
    alpha,50~99人,50,99,1.5
    alpha,30~49人,30,49,1.2
    alpha,1~29人,1,29,1.0
    alpha,0人,0,0,0.5
    level,R≥100,100,,一级
    level,100>R≥50,50,100,二级
    level,50>R≥10,10,50,三级
    level,R<10,,10,四级
    """#
}
