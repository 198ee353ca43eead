/// Entries by their indices, the runs among them as ranges.
extension Words {
  /// Such as `3, 7–12`; of at most `most` runs, and then how many entries more.
  static func ranges(_ indices: [UInt64], most: Int = 16) -> Bilingual {
    ranges(runs(of: indices), most: most)
  }

  /// The same of ranges that end before their upper bounds.
  static func ranges(_ runs: [Range<UInt64>], most: Int = 16) -> Bilingual {
    let shown = runs.prefix(most).map { run in
      run.count == 1 ? "\(run.lowerBound)" : "\(run.lowerBound)–\(run.upperBound - 1)"
    }
    let more = runs.dropFirst(most).reduce(0) { $0 + $1.count }
    guard more > 0 else {
      return Bilingual(
        zh: shown.joined(separator: "、"), en: shown.joined(separator: ", "))
    }
    return Bilingual(
      zh: shown.joined(separator: "、") + " 等,另有 \(more) 条",
      en: shown.joined(separator: ", ") + " and \(more) more")
  }

  /// Ascending indices by runs without a gap.
  private static func runs(of indices: [UInt64]) -> [Range<UInt64>] {
    var runs: [Range<UInt64>] = []
    for index in indices {
      if let last = runs.last, last.upperBound == index {
        runs[runs.count - 1] = last.lowerBound..<index + 1
      } else {
        runs.append(index..<index + 1)
      }
    }
    return runs
  }
}
