public import Custody

/// What the columns of a book take from an event.
extension Event {
  /// What it was for, how it was done, or why: the purpose of a use, the method of a disposal, the
  /// reason of a storage event.
  public var reasonText: String? {
    switch detail {
    case .use(let use): use.purpose
    case .disposal(let disposal): disposal.method
    case .storage(let storage): storage.reason
    case .trade(let trade): trade.purpose
    default: nil
    }
  }

  /// The value of a private field, where it was not erased and is open.
  public func openValue(of name: PrivateField.Name) -> String? {
    for field in privateFields where field.name == name {
      if case .open(let value) = field.content { return value }
    }
    return nil
  }
}
