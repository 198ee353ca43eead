/// Made by `tools/make-tables`: edit its source, not this file.
extension TableText {
  /// `tools/tables/mixed-loading.csv`.
  static let mixedLoading = #"""
    label,1,1.4,1.5,1.6,2,3,4.1,4.1+1,4.2,4.3,5.1,5.2,5.2+1,6.1,6.2,7,8,9
    1,7.5.2.2,7.5.2.2,7.5.2.2,7.5.2.2,,,,,,,d,,,,,,,b
    1.4,7.5.2.2,7.5.2.2,7.5.2.2,7.5.2.2,a,a,a,,a,a,a,a,,a,a,a,a,"a,b,c"
    1.5,7.5.2.2,7.5.2.2,7.5.2.2,7.5.2.2,,,,,,,,,,,,,,b
    1.6,7.5.2.2,7.5.2.2,7.5.2.2,7.5.2.2,,,,,,,,,,,,,,b
    2,,a,,,X,X,X,,X,X,X,X,,X,X,X,X,X
    3,,a,,,X,X,X,,X,X,X,X,,X,X,X,X,X
    4.1,,a,,,X,X,X,,X,X,X,X,,X,X,X,X,X
    4.1+1,,,,,,,,X,,,,,,,,,,
    4.2,,a,,,X,X,X,,X,X,X,X,,X,X,X,X,X
    4.3,,a,,,X,X,X,,X,X,X,X,,X,X,X,X,X
    5.1,d,a,,,X,X,X,,X,X,X,X,,X,X,X,X,X
    5.2,,a,,,X,X,X,,X,X,X,X,X,X,X,X,X,X
    5.2+1,,,,,,,,,,,,X,X,,,,,
    6.1,,a,,,X,X,X,,X,X,X,X,,X,X,X,X,X
    6.2,,a,,,X,X,X,,X,X,X,X,,X,X,X,X,X
    7,,a,,,X,X,X,,X,X,X,X,,X,X,X,X,X
    8,,a,,,X,X,X,,X,X,X,X,,X,X,X,X,X
    9,b,"a,b,c",b,b,X,X,X,,X,X,X,X,,X,X,X,X,X
    """#
}
