internal import Custody

/// A set of rules with the calendar and the groups of chemicals that they speak of.
///
/// Immutable and cheap to copy. `RulePack.standard` is embedded in the program; `RulePack.none` has no
/// rules and finds nothing.
public struct RulePack: Sendable {
  /// The most bytes of a pack.
  public static let sizeBytesMax = 1 << 20

  public let name: String
  public let edition: String
  public let calendar: WorkCalendar
  public let groups: [ChemicalGroup]
  /// In the order of the file.
  public let rules: [Rule]
  /// By the raw value of `RuleCheck`.
  private let byCheck: [[Rule]]

  init(
    name: String, edition: String, calendar: WorkCalendar, groups: [ChemicalGroup],
    rules: [Rule]
  ) {
    self.name = name
    self.edition = edition
    self.calendar = calendar
    self.groups = groups
    self.rules = rules
    var byCheck = [[Rule]](repeating: [], count: RuleCheck.allCases.count)
    for rule in rules { byCheck[Int(rule.check.rawValue)].append(rule) }
    self.byCheck = byCheck
  }

  /// No rules.
  public static let none = RulePack(
    name: "none", edition: "0",
    calendar: WorkCalendar(offsetSeconds: 28_800, holidays: [], workdays: []), groups: [],
    rules: [])

  /// The pack that is embedded in the program.
  public static let standard: RulePack = {
    do throws(RulePackError) { return try RulePack(DefaultRules.text) } catch {
      preconditionFailure("the embedded rule pack, line \(error.line): \(error.reason)")
    }
  }()

  /// True where nothing would be found.
  public var isEmpty: Bool { rules.isEmpty }

  /// All rules of a check, whenever they hold.
  func rules(_ check: RuleCheck) -> [Rule] { byCheck[Int(check.rawValue)] }

  /// The rules of a check that hold at `time`.
  func rules(_ check: RuleCheck, at time: Instant) -> [Rule] {
    rules(check).filter { $0.holds(at: time) }
  }

  /// The pack with those rules only that `isWanted` accepts.
  func keeping(_ isWanted: (Rule) -> Bool) -> RulePack {
    RulePack(
      name: name, edition: edition, calendar: calendar, groups: groups,
      rules: rules.filter(isWanted))
  }

  /// The group of this name.
  func group(_ name: String) -> ChemicalGroup? { groups.first { $0.name == name } }
}
