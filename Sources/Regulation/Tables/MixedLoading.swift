/// Whether packages may share a vehicle, by their labels: ADR 7.5.2.1.
///
/// | cell | means |
/// |---|---|
/// | X | allowed |
/// | a letter, or 7.5.2.2 | allowed under a condition that the labels do not decide |
/// | empty | prohibited |
public struct MixedLoading: Sendable {
  public static let shared = MixedLoading()

  public enum Answer: Equatable, Sendable {
    case allowed
    /// The note of the table that decides.
    case conditional(String)
    case prohibited
  }

  private let cells: [String: [String: String]]

  init() {
    let rows = TableRows(TableText.mixedLoading)
    var cells: [String: [String: String]] = [:]
    for row in 0..<rows.count {
      for column in rows.names.dropFirst() {
        cells[rows.cell(row, "label"), default: [:]][column] = rows.cell(row, column)
      }
    }
    self.cells = cells
  }

  /// The labels of the table, in no order.
  var labels: [String] { Array(cells.keys) }

  /// Whether packages with these labels may be loaded together: the worst of all pairs.
  ///
  /// Labels are written as in the transport document: `3`, `6.1`, `2.3`. Labels that the table does
  /// not have say nothing. Cost: the product of their numbers.
  public func answer(_ first: [String], _ second: [String]) -> Answer {
    var worst = Answer.allowed
    for left in MixedLoading.columns(of: first) {
      for right in MixedLoading.columns(of: second) {
        switch answer(left, right) {
        case .prohibited: return .prohibited
        case .conditional(let note): worst = .conditional(note)
        case .allowed: break
        }
      }
    }
    return worst
  }

  private func answer(_ left: String, _ right: String) -> Answer {
    guard let cell = cells[left]?[right] else { return .allowed }
    switch cell {
    case "X": return .allowed
    case "": return .prohibited
    default: return .conditional(cell)
    }
  }

  /// The rows of the table that a package's labels belong to.
  static func columns(of labels: [String]) -> [String] {
    let isExplosive = labels.contains("1")
    return labels.compactMap { label in
      switch label {
      case "4.1" where isExplosive: "4.1+1"
      case "5.2" where isExplosive: "5.2+1"
      case "1" where labels.contains("4.1") || labels.contains("5.2"): nil
      case "1.1", "1.2", "1.3": "1"
      case _ where label.hasPrefix("2."): "2"
      case _ where label.hasPrefix("1.4"): "1.4"
      default: label
      }
    }
  }
}
