internal import Custody

/// Lots that travel together, and which of them may not.
struct LoadedGoods {
  struct Clash {
    let rule: Rule
    let first: LotID
    let second: LotID
    let isUnverified: Bool
  }

  /// One lot of each chemical: a hundred drums of one are judged once.
  private var kinds: [(lot: LotID, classification: Classification)] = []

  init(_ lots: [LotID], _ world: any JudgingWorld) {
    for lot in lots {
      guard let classification = world.classification(of: lot), !classification.labels.isEmpty
      else { continue }
      let isKnown = kinds.contains { $0.classification.isSameKind(as: classification) }
      if !isKnown { kinds.append((lot, classification)) }
    }
  }

  func name(of lot: LotID) -> FactText {
    let label = kinds.first { $0.lot == lot }?.classification.label ?? ""
    return FactText(label.isEmpty ? lot.text : "\(label) (\(lot.text))")
  }

  /// The pairs that a rule forbids. Cost: the square of the number of different chemicals.
  func clashes(_ pack: RulePack, at time: Instant) -> [Clash] {
    guard kinds.count > 1 else { return [] }
    let mixing = pack.rules(.mixedLoading, at: time).first
    let incompatible = pack.rules(.incompatibleLoad, at: time)
    var clashes: [Clash] = []
    for (position, left) in kinds.enumerated() {
      for right in kinds[(position + 1)...] {
        func note(_ rule: Rule, isUnverified: Bool) {
          clashes.append(
            Clash(rule: rule, first: left.lot, second: right.lot, isUnverified: isUnverified))
        }
        if let mixing {
          let labels = (left.classification.labels, right.classification.labels)
          switch MixedLoading.shared.answer(labels.0, labels.1) {
          case .allowed: break
          case .conditional: note(mixing, isUnverified: true)
          case .prohibited: note(mixing, isUnverified: false)
          }
        }
        for rule in incompatible
        where rule.parameters.pairs.contains(where: {
          pack.isPair($0, left.classification, right.classification)
        }) {
          note(rule, isUnverified: false)
        }
      }
    }
    return clashes
  }
}

extension RulePack {
  /// True where one chemical is of the pair's first group and the other of its second.
  func isPair(_ pair: GroupPair, _ left: Classification, _ right: Classification) -> Bool {
    guard let first = group(pair.first), let second = group(pair.second) else { return false }
    return (first.contains(left) && second.contains(right))
      || (first.contains(right) && second.contains(left))
  }
}
