/// The integer keys of a trade event's map; `hazledger.cddl` is the contract.
///
/// | key | field | key | field | key | field |
/// |---|---|---|---|---|---|
/// | 0 | kind | 9 | lot | 18 | counterparty |
/// | 1 | id | 10 | quantity | 19 | purpose |
/// | 2 | time | 11 | outputs | 20 | consignment |
/// | 3 | party | 12 | inputs | 21 | consignee |
/// | 4 | site | 13 | goods | 22 | carrier |
/// | 5 | document | 14 | loss | 23 | vehicle |
/// | 6 | note | 15 | from | 24 | place |
/// | 7 | owner | 16 | toSite | 25 | partial |
/// | 8 | action | 17 | reason | 26 | method |
/// | | | | | 27 | private fields |
/// | 28 | corrects | 30 | lots | 34 | registered |
/// | 29 | replacement | 31 | subject | 35 | record |
/// | 36 | holder | 37 | revoked | 48 | finding |
public enum EventKey: UInt64, Hashable, Sendable, CaseIterable {
  case kind = 0
  case id = 1
  case time = 2
  case party = 3
  case site = 4
  case document = 5
  case note = 6
  case owner = 7
  /// A production's process, a storage's, trade's, order's or handling's action, a transport's step, a loss's
  /// cause, or what a registration registers.
  case action = 8
  case lot = 9
  case quantity = 10
  case outputs = 11
  case inputs = 12
  case goods = 13
  case loss = 14
  case from = 15
  case toSite = 16
  case reason = 17
  case counterparty = 18
  case purpose = 19
  case consignment = 20
  case consignee = 21
  case carrier = 22
  case vehicle = 23
  case place = 24
  case partial = 25
  case method = 26
  case privateFields = 27
  /// What a correction corrects: party, id, and where the ledger has it.
  case corrects = 28
  /// The event that counts in its place.
  case replacement = 29
  /// The lots of an order.
  case lots = 30
  /// The party that an order is about.
  case subject = 31
  /// Whom or what a registration is about.
  case registered = 34
  /// What a registration says of its subject.
  case record = 35
  /// Whom a licence was given to.
  case holder = 36
  case revoked = 37
  /// The finding that a handling is about.
  case finding = 48
}
