public import LedgerFormat

/// A subject of the register as somebody wrote it, before it is known what the texts mean.
public struct RegistrationText: Sendable {
  /// A piece of a site's `maxima`: a chemical and how much of it at most.
  public struct Maximum: Sendable {
    public var chemical: String
    public var quantity: String

    public init(chemical: String, quantity: String) {
      self.chemical = chemical
      self.quantity = quantity
    }
  }

  public var kind: RegisterKind
  public var subject: Identifier
  /// What each field says; several texts for a list.
  public var values: [RegistrationField: [String]]
  public var maxima: [Maximum]
  public var reason: String?

  public init(
    kind: RegisterKind, subject: Identifier, values: [RegistrationField: [String]] = [:],
    maxima: [Maximum] = [], reason: String? = nil
  ) {
    self.kind = kind
    self.subject = subject
    self.values = values
    self.maxima = maxima
    self.reason = reason
  }
}

/// What is wrong with a field of a subject.
public struct RegistrationFault: Error, Equatable, Sendable {
  public var field: RegistrationField
  public var value: String?
  public var reason: FaultReason

  init(_ field: RegistrationField, _ reason: FaultReason, value: String? = nil) {
    self.field = field
    self.value = value
    self.reason = reason
  }
}

/// Why a value of a registration is refused, where no other value of an event could be.
public enum RegistrationFlaw: Equatable, Sendable {
  /// Every subject of the kind needs the field.
  case missing(RegisterKind)
  /// Subjects of the kind do not have the field.
  case notOfKind(RegisterKind)
  /// No day of the calendar.
  case day
  /// Not a whole number of people.
  case people
  /// No range of concentrations.
  case concentration
  /// Not what a licence can be given to, written `party:ID`.
  case holder
  /// The same thing stands in the list twice.
  case twice
}
