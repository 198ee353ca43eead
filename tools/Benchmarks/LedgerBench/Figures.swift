/// One measured line of the table.
struct Line {
  /// What was done.
  var work: String
  /// In the unit named, one for each run.
  var samples: [Double]
  var unit: Unit
  /// What it is held against, and the figure of that in the same run, if it was measured.
  var limit: String
  var limitSamples: [Double] = []
  /// True where a larger ratio to the limit is the better one.
  var isRate = true
  var peakResidentBytes: Int?
  var peakAnonymousBytes: Int?
  /// The target.
  var target: String = ""
  var remark: String = ""

  enum Unit: String {
    case eventsPerSecond = "events/s"
    case entriesPerSecond = "entries/s"
    case milliseconds = "ms"
    case microseconds = "µs"
    case ratio = "×"
  }

  var median: Double { Line.median(samples) }

  /// The distance between the extremes, in hundredths of the median.
  var spreadPercent: Double {
    guard let least = samples.min(), let most = samples.max(), median > 0 else { return 0 }
    return (most - least) / median * 100
  }

  /// The median of the ratios within each run: this over the limit.
  var ratio: Double? {
    guard !limitSamples.isEmpty else { return nil }
    return Line.median(zip(samples, limitSamples).map { $0 / $1 })
  }

  static func median(_ values: [Double]) -> Double {
    guard !values.isEmpty else { return 0 }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2)
      ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }
}

/// Writes the table for people, as Markdown, or for machines, a line of JSON for each.
enum Table {
  static func text(_ lines: [Line]) -> String {
    var rows = [
      [
        "work", "median", "spread", "ratio", "held against", "peak RSS", "of it anonymous",
        "target",
      ]
    ]
    for line in lines {
      rows.append([
        line.work, number(line.median) + " " + line.unit.rawValue,
        "\(Int(line.spreadPercent.rounded())) %", line.ratio.map { number($0) } ?? "", line.limit,
        line.peakResidentBytes.map(megabytes) ?? "", line.peakAnonymousBytes.map(megabytes) ?? "",
        line.target,
      ])
    }
    let rule = rows[0].map { _ in "---" }
    rows.insert(rule, at: 1)
    return rows.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
  }

  static func json(_ lines: [Line]) -> String {
    lines.map { line in
      var fields = [
        "\"work\":\(quoted(line.work))", "\"median\":\(line.median)",
        "\"unit\":\(quoted(line.unit.rawValue))", "\"samples\":\(line.samples)",
        "\"spreadPercent\":\(line.spreadPercent)", "\"limit\":\(quoted(line.limit))",
        "\"limitSamples\":\(line.limitSamples)", "\"target\":\(quoted(line.target))",
      ]
      if let ratio = line.ratio { fields.append("\"ratio\":\(ratio)") }
      if let bytes = line.peakResidentBytes { fields.append("\"peakResidentBytes\":\(bytes)") }
      if let bytes = line.peakAnonymousBytes { fields.append("\"peakAnonymousBytes\":\(bytes)") }
      return "{" + fields.joined(separator: ",") + "}"
    }.joined(separator: "\n")
  }

  /// A number with as many digits as mean something.
  static func number(_ value: Double) -> String {
    if value >= 1_000 {
      let digits = String(Int(value.rounded()))
      return String(
        digits.reversed().enumerated().flatMap { $0 > 0 && $0 % 3 == 0 ? [",", $1] : [$1] }
          .reversed())
    }
    let scale: Double = value >= 100 ? 1 : value >= 10 ? 10 : 100
    return "\((value * scale).rounded() / scale)"
  }

  private static func megabytes(_ bytes: Int) -> String { "\(bytes / 1_000_000) MB" }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
