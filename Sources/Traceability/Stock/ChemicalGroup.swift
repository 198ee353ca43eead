internal import Custody

/// Lots that may be added up: the same chemical, and amounts of one dimension.
///
/// The same chemical is the same CAS number and concentration; without a CAS number the same UN number,
/// name and concentration. CAS alone does not do: hydrochloric acid and hydrogen chloride share one.
struct ChemicalGroup: Hashable {
  private let identity: [String?]
  let dimension: Dimension

  init(_ chemical: Chemical?, _ dimension: Dimension) {
    self.dimension = dimension
    guard let chemical else {
      identity = []
      return
    }
    identity =
      chemical.cas != nil
      ? [chemical.cas, chemical.concentration]
      : [nil, chemical.concentration, chemical.un] + chemical.names
  }
}

/// Numbers the groups of a directory's lots, in the order of their first lot.
struct ChemicalGroups {
  /// A group as answers show it.
  struct Shown {
    /// As the first lot of the group declared it.
    let chemical: Chemical?
    /// The largest unit that a lot of the group was declared in.
    var unit: Unit
  }

  private(set) var shown: [Shown] = []
  private var numbers: [ChemicalGroup: Int] = [:]

  /// The number of a lot's group.
  mutating func number(of chemical: Chemical?, unit: Unit) -> Int {
    let group = ChemicalGroup(chemical, unit.dimension)
    if let number = numbers[group] {
      if unit.decimals > shown[number].unit.decimals { shown[number].unit = unit }
      return number
    }
    numbers[group] = shown.count
    shown.append(Shown(chemical: chemical, unit: unit))
    return shown.count - 1
  }
}
