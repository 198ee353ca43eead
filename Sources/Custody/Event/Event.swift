public import LedgerFormat

/// Something that happened to chemicals, as one party reports it.
///
/// As read from a file its lots may be bare and its private fields open; as recorded its lots are
/// qualified and its private fields sealed. Source: the model page of the documentation.
public struct Event: Equatable, Sendable {
  /// Unique per reporting party.
  public var id: Identifier
  /// When it happened.
  public var time: Instant
  /// Who reports.
  public var party: Identifier
  /// Where; nil is the party's unnamed place, not "any site".
  public var site: Identifier?
  public var document: Identifier?
  public var note: String?
  /// Whose property, where that is not the party.
  public var owner: Identifier?
  /// In the order of their names' raw values, none twice.
  public var privateFields: [PrivateField]
  /// What happened.
  public var detail: Detail

  /// What happened, by kind.
  public enum Detail: Equatable, Sendable {
    case production(Production)
    case storage(Storage)
    case trade(Trade)
    case consignment(Consignment)
    case transport(Transport)
    case use(Use)
    case disposal(Disposal)
    case loss(Loss)
    indirect case correction(Correction)
    case order(Order)
    indirect case registration(Registration)
    indirect case handling(Handling)

    /// Holds nothing; see `Event.unread`.
    public static let unread = Detail.trade(Trade(action: .sale, goods: [], counterparty: ""))
  }

  public init(
    id: Identifier, time: Instant, party: Identifier, site: Identifier? = nil,
    document: Identifier? = nil, note: String? = nil, owner: Identifier? = nil,
    privateFields: [PrivateField] = [], detail: Detail
  ) {
    self.id = id
    self.time = time
    self.party = party
    self.site = site
    self.document = document
    self.note = note
    self.owner = owner
    self.privateFields = privateFields
    self.detail = detail
  }

  /// What stands in a place into which an event is read, before one is.
  public static let unread = Event(
    id: "", time: Instant(microseconds: 0)!, party: "", detail: .unread)

  /// The kind that the ledger records it under.
  public var kind: BodyKind {
    switch detail {
    case .production: .production
    case .storage: .storage
    case .trade: .trade
    case .consignment: .consignment
    case .transport: .transport
    case .use: .use
    case .disposal: .disposal
    case .loss: .loss
    case .correction: .correction
    case .order: .order
    case .registration: .registration
    case .handling: .handling
    }
  }
}
