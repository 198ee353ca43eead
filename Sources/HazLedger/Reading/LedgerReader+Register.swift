public import Custody
internal import LedgerFormat
internal import LedgerStore
public import Regulation

extension LedgerReader {
  /// The register as the first `size` entries say it; nil for all of the ledger.
  ///
  /// Private fields are not opened: `opened` with a version's index does.
  /// - Throws: `LedgerError.sizeBeyond`. Cost: one entry read and decoded per registration.
  public func register(size limit: UInt64? = nil) throws(LedgerError) -> Register {
    let horizon = limit ?? size
    guard horizon <= size else { throw .sizeBeyond(asked: horizon, size: size) }
    return try log.register(below: horizon)
  }

  /// How a registered party is reached: its phone, and the newest contact that was not erased.
  func contacts(
    of party: Identifier, in register: Register
  ) throws(LedgerError) -> [String] {
    let history = register.parties.history(party)
    var contacts: [String] = []
    if let phone = history.last?.record.phone { contacts.append(phone) }
    for version in history.reversed() {
      let fields = try privateFields(of: version.index)
      guard let contact = fields.first(where: { $0.name == .contact })?.shown else { continue }
      if !contacts.contains(contact) { contacts.append(contact) }
      break
    }
    return contacts
  }

  /// The values of a registration's private fields that still exist, by the entry's index.
  public func privateFields(of index: UInt64) throws(LedgerError) -> [PrivateField] {
    try log.opened(try log.recordedEvent(at: index)).event.privateFields
  }
}

extension EventLog {
  /// The register as the entries below `horizon` say it.
  func register(below horizon: UInt64) throws(LedgerError) -> Register {
    var register = Register()
    let overlay = try overlay(below: horizon)
    for index in try registrations() where index < horizon {
      if let counting = overlay.counting(try recordedEvent(at: index)) { register.apply(counting) }
    }
    return register
  }

  /// The entries that are registrations, in order.
  private func registrations() throws(LedgerError) -> [UInt64] {
    try candidates(for: .ledgerEvent(.registration)).sorted()
  }
}
