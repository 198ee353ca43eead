/// Finds the known word that a mistyped one is closest to.
enum NearestWord {
  /// The candidate with the fewest edits (inserted, dropped, changed or swapped letters) to `text`,
  /// letters compared without regard to case; the first of several. Nil where even that one is more
  /// than `limit` edits away.
  ///
  /// Cost: the product of the lengths, per candidate; `text` is looked at up to 64 letters.
  static func nearest(
    to text: String, among candidates: [String], limit: Int = .max
  ) -> String? {
    let wanted = Array(text.lowercased().unicodeScalars.prefix(64))
    var best: (word: String, distance: Int)?
    for candidate in candidates {
      let letters = Array(candidate.lowercased().unicodeScalars)
      let distance = distance(wanted, letters)
      if distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best.flatMap { $0.distance <= limit ? $0.word : nil }
  }

  /// The optimal string alignment distance, by three rows of its table.
  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      current.reserveCapacity(right.count + 1)
      for column in right.indices {
        let change = left[row] == right[column] ? 0 : 1
        var cost = min(last[column + 1] + 1, current[column] + 1, last[column] + change)
        let isSwap =
          row > 0 && column > 0 && left[row] == right[column - 1] && left[row - 1] == right[column]
        if isSwap { cost = min(cost, beforeLast[column - 1] + 1) }
        current.append(cost)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
