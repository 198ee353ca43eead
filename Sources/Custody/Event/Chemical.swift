/// What a lot is made of, as its producer declared it.
public struct Chemical: Hashable, Sendable {
  /// The name in one language, or in Chinese and English.
  public enum Name: Hashable, Sendable {
    case plain(String)
    case bilingual(zh: String, en: String)
  }

  public var name: Name?
  /// CAS registry number, such as `108-88-3`.
  public var cas: String?
  /// UN number: four digits.
  public var un: String?
  /// Class and division of the transport regulations, such as `3` or `6.1`.
  public var hazardClass: String?
  /// `I`, `II` or `III`.
  public var packingGroup: String?
  /// An exact decimal and its basis, such as `37 % w/w`.
  public var concentration: String?
  public var state: String?
  public var form: String?

  public init(
    name: Name? = nil, cas: String? = nil, un: String? = nil, hazardClass: String? = nil,
    packingGroup: String? = nil, concentration: String? = nil, state: String? = nil,
    form: String? = nil
  ) {
    self.name = name
    self.cas = cas
    self.un = un
    self.hazardClass = hazardClass
    self.packingGroup = packingGroup
    self.concentration = concentration
    self.state = state
    self.form = form
  }

  /// True when nothing was declared.
  public var isEmpty: Bool { fieldCount == 0 }
}
