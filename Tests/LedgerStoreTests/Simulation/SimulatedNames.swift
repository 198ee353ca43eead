import TestSupport

/// The folders of a simulated disk: what every process sees, and what the disk has of them.
///
/// A new, a moved or a removed name is pending until its folder is synced. When the power goes, any
/// share of the pending changes is kept: all before a moment, or any of them. A rename is one change.
struct SimulatedNames {
  /// A change of names; the nodes are numbers of files or folders.
  private enum Change {
    case add(folder: Int, name: String, node: Int)
    case remove(folder: Int, name: String)
    case move(folder: Int, name: String, target: Int, targetName: String, node: Int)

    var folders: [Int] {
      switch self {
      case .add(let folder, _, _), .remove(let folder, _): [folder]
      case .move(let folder, _, let target, _, _): [folder, target]
      }
    }
  }

  static let rootNode = 0

  private(set) var folders: [Int: [String: Int]] = [rootNode: [:]]
  private var durable: [Int: [String: Int]] = [rootNode: [:]]
  private var pending: [Change] = []

  /// Makes a folder's node; its name is added apart.
  mutating func addFolder(_ node: Int) {
    folders[node] = [:]
    durable[node] = [:]
  }

  mutating func add(_ name: String, _ node: Int, in folder: Int) {
    change(.add(folder: folder, name: name, node: node))
  }

  mutating func remove(_ name: String, in folder: Int) {
    change(.remove(folder: folder, name: name))
  }

  mutating func move(_ name: String, in folder: Int, to targetName: String, in target: Int) {
    guard let node = folders[folder]?[name] else { return }
    change(
      .move(folder: folder, name: name, target: target, targetName: targetName, node: node))
  }

  /// The names of a folder are on the disk; so are those that were moved into it or out of it.
  mutating func sync(_ folder: Int) {
    var synced: Set = [folder]
    for case .move(let source, _, let target, _, _) in pending
    where source == folder || target == folder {
      synced.formUnion([source, target])
    }
    var rest: [Change] = []
    for change in pending {
      if synced.isDisjoint(with: change.folders) {
        rest.append(change)
      } else {
        SimulatedNames.apply(change, to: &durable)
      }
    }
    pending = rest
  }

  /// The power goes.
  mutating func losePower(_ survival: Survival, _ random: inout SeededGenerator) {
    let isInOrder = random.chance(1, in: 2)
    for change in pending {
      if survival.keeps(&random) {
        SimulatedNames.apply(change, to: &durable)
      } else if isInOrder {
        break
      }
    }
    pending = []
    folders = durable
  }

  /// The node that a path leads to, and the folder and name that its last part stands for.
  func find(_ path: String) -> (node: Int?, folder: Int?, name: String) {
    var node: Int? = SimulatedNames.rootNode
    var (folder, name): (Int?, String) = (nil, "")
    for part in path.split(separator: "/") {
      (folder, name) = (node, String(part))
      guard let names = node.flatMap({ folders[$0] }) else { return (nil, nil, name) }
      node = names[name]
    }
    return (node, folder, name)
  }

  private mutating func change(_ change: Change) {
    SimulatedNames.apply(change, to: &folders)
    pending.append(change)
  }

  private static func apply(_ change: Change, to folders: inout [Int: [String: Int]]) {
    switch change {
    case .add(let folder, let name, let node): folders[folder]?[name] = node
    case .remove(let folder, let name): folders[folder]?[name] = nil
    case .move(let folder, let name, let target, let targetName, let node):
      if folders[folder]?[name] == node { folders[folder]?[name] = nil }
      folders[target]?[targetName] = node
    }
  }
}
