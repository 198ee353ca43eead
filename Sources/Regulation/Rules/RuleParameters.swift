public import Custody

/// The figures and lists of a rule.
public struct RuleParameters: Equatable, Sendable {
  /// Whole days after the event's own.
  public var days: Int?
  public var workdays: Int?
  public var hours: Int?
  public var minutes: Int?
  /// What may be missing, in parts per million; pieces are always counted exactly.
  public var tolerancePartsPerMillion: Int?
  /// The chemicals that the rule is about: those with any of these marks; empty means all.
  public var flags: [ChemicalFlag] = []
  /// Groups that may not be together.
  public var pairs: [GroupPair] = []
  /// The kinds of licence of which one is needed.
  public var licences: [LicenceRecord.Kind] = []
  public var act: LicensedAct?
  public var words: [String] = []
  public var causes: [Loss.Cause] = []

  /// The kinds of licences as rule packs write them: the names of the cases, which the runtime would look
  /// for in the whole program.
  static let licenceKinds: [(name: String, kind: LicenceRecord.Kind)] = [
    ("safeProduction", .safeProduction), ("safeUse", .safeUse), ("trade", .trade),
    ("port", .port), ("registration", .registration),
    ("industrialProduct", .industrialProduct), ("toxicPurchase", .toxicPurchase),
    ("toxicTransport", .toxicTransport), ("explosivePrecursor", .explosivePrecursor),
    ("drugPrecursorPurchase", .drugPrecursorPurchase),
    ("drugPrecursorTransport", .drugPrecursorTransport), ("carriage", .carriage),
    ("vehicle", .vehicle), ("tankInspection", .tankInspection),
    ("qualification", .qualification), ("hazardousWaste", .hazardousWaste),
    ("civilExplosive", .civilExplosive), ("other", .other),
  ]
  /// The causes of losses as rule packs write them.
  static let lossCauses: [(name: String, cause: Loss.Cause)] = [
    ("theft", .theft), ("loss", .loss), ("spill", .spill), ("evaporation", .evaporation),
    ("found", .found),
  ]

  init(_ draft: RuleDraft, check: RuleCheck) throws(RulePackError) {
    let (needed, optional) = (check.needed, check.optional)
    for parameter in RuleParameter.allCases {
      let name = parameter.rawValue
      guard draft.value(of: name) != nil else {
        if needed.contains(parameter) {
          throw RulePackError(line: draft.line, .missing(rule: draft.id, word: name))
        }
        continue
      }
      guard needed.contains(parameter) || optional.contains(parameter) else {
        throw RulePackError(
          line: draft.line(of: name), .notOfCheck(word: name, check: check))
      }
      try read(parameter, draft)
    }
  }

  private mutating func read(
    _ parameter: RuleParameter, _ draft: RuleDraft
  ) throws(RulePackError) {
    let name = parameter.rawValue
    switch parameter {
    case .days: days = try draft.number(name, in: 0...36_500)
    case .workdays: workdays = try draft.number(name, in: 0...3_650)
    case .hours: hours = try draft.number(name, in: 0...87_600)
    case .minutes: minutes = try draft.number(name, in: 0...525_600)
    case .tolerance: tolerancePartsPerMillion = try draft.percentage(name)
    case .flags: flags = try draft.words(name, ChemicalFlag.self)
    case .act: act = try draft.word(name, LicensedAct.self)
    case .licence:
      for item in try draft.list(name) {
        guard let kind = RuleParameters.licenceKinds.first(where: { $0.name == item })?.kind
        else {
          let kinds = RuleParameters.licenceKinds.map(\.name).joined(separator: " ")
          throw draft.refusal(of: name, item, accepted: kinds)
        }
        licences.append(kind)
      }
    case .words: words = try draft.list(name)
    case .pairs:
      for item in try draft.list(name) {
        let names = item.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard names.count == 2 else {
          throw draft.refusal(of: name, item, accepted: "GROUP/GROUP")
        }
        pairs.append(GroupPair(first: names[0], second: names[1]))
      }
    case .causes:
      for item in try draft.list(name) {
        guard let cause = RuleParameters.lossCauses.first(where: { $0.name == item })?.cause
        else {
          throw draft.refusal(
            of: name, item,
            accepted: RuleParameters.lossCauses.map(\.name).joined(separator: " "))
        }
        causes.append(cause)
      }
    }
  }
}

/// Two groups of chemicals that may not be together.
public struct GroupPair: Hashable, Sendable {
  public let first: String
  public let second: String
}

/// A group of chemicals that rules name: by CAS number or by label.
public struct ChemicalGroup: Equatable, Sendable {
  public let name: String
  public let casNumbers: Set<String>
  public let labels: Set<String>

  /// True where a chemical belongs to the group.
  func contains(_ chemical: Classification) -> Bool {
    if let cas = chemical.cas, casNumbers.contains(cas) { return true }
    return chemical.labels.contains(where: labels.contains)
  }
}
