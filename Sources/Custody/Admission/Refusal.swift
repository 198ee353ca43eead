public import LedgerFormat

/// Why an event breaks the model, with the facts that it met.
///
/// Quantities are in the unit of the lot that they are of. Words are made at the command's face.
public enum Refusal: Error, Equatable, Sendable {
  // What is written.

  /// A name or a text that may not be recorded, and the field it stands in.
  case text(EventKey, TextError)
  /// Zero, or below zero, where something must be moved.
  case notPositive(EventKey, lot: LotID?, Quantity)
  /// Amounts of one list add up to more than Int64 holds.
  case sumTooLarge(EventKey, lot: LotID?)
  /// A list that names nothing.
  case emptyList(EventKey)
  case tooManyLots(count: Int, countMax: Int)
  /// A private field that events of the kind do not have, or that the event has twice.
  case privateField(PrivateField.Name, kind: BodyKind)
  /// A UN number that is not four digits.
  case unNumber(lot: LotID, String)

  // Registrations.

  /// A list of what something is has a member twice, or is not in order.
  case listOrder(EventKey)
  /// A text that is no range of concentrations.
  case concentration(String)
  /// A licence that is given to what cannot hold one.
  case holder(StreamKey)
  case licenceEndsFirst(from: Day, to: Day)

  // Lots.

  case unknownLot(LotID)
  /// Several lots of the ledger have this batch.
  case ambiguousLot(batch: Identifier, candidates: [LotID])
  /// The output was made known before, by the entry at `index`.
  case lotExists(LotID, index: UInt64)
  case outputTwice(LotID)
  /// The output's party is not the reporter.
  case outputOfOther(LotID, reporter: Identifier)
  /// The quantity is of another dimension than the lot, which was declared in `unit`.
  case wrongDimension(LotID, written: Quantity, unit: Unit)
  case overdraw(Overdraw)

  // Repack and blend.

  /// The inputs are of different dimensions, so that they cannot balance.
  case mixedInputs(Good, Good)
  /// The inputs are not the outputs and the loss.
  case unbalanced(inputs: Quantity, outputs: Quantity, loss: Quantity)
  case lossNotAllowed(Production.Process)
  case lossDimension(Quantity, inputs: Dimension)
  case contentNotAllowed(LotID)
  /// The output is counted in another dimension than the inputs and does not say its content.
  case contentMissing(LotID, written: Quantity, inputs: Dimension)
  case contentDimension(LotID, content: Quantity, inputs: Dimension)

  // Storage.

  case siteMissing(Storage.Action)
  case toSiteNotAllowed(Storage.Action)

  // Consignments.

  /// The id was used before; by the entry at `index` where that is known.
  case consignmentExists(Identifier, index: UInt64?)
  case unknownConsignment(Identifier)
  case notConsigned(LotID, consignment: Identifier, consigned: [LotID])
  /// Somebody reports who has no part in it.
  case reporter(ReporterRefusal)
  /// Without a document a delivery is the consignee's to report.
  case documentMissing(consignment: Identifier, consignee: Identifier)
  case nothingToMove(consignment: Identifier, TransportStep)
  case loadTooLarge(lot: LotID, written: Quantity, loadable: Quantity, consigned: Quantity)
  /// More than was in transit and the tolerance allows.
  case beyondTolerance(lot: LotID, written: Quantity, inTransit: Quantity, tolerance: Quantity)
  /// Nobody loaded, and more is delivered than was consigned and not yet delivered.
  case beyondConsigned(lot: LotID, written: Quantity, deliverable: Quantity)
  /// More is sent back, or lost, than is in transit and unaccounted.
  case beyondUnderway(lot: LotID, written: Quantity, inTransit: Quantity, unaccounted: Quantity)
  /// What is found is found at a place, not on a consignment.
  case foundOnConsignment(Identifier)

  // Orders.

  /// The lot is held by an order: it may not be consigned, loaded, used, disposed of or taken.
  case held(LotID, Hold)
  /// All that the party has is held by an order.
  case partyHeld(Identifier, Hold)
  /// An order without the document that names it.
  case orderWithoutDocument
  /// Not 16 lower-case hexadecimal digits.
  case findingID(Identifier)
  /// An explanation has a note, a closing a document or a note.
  case handlingWithoutEvidence(Handling.Action)
  /// There is no hold of the reporter's on the lot, or on the party, to release.
  case noHold(lot: LotID?, party: Identifier?, reporter: Identifier)

  // Corrections.

  /// An event is corrected by whoever reported it.
  case correctionOfOther(party: Identifier, reporter: Identifier)
  /// The party reported no event of this id.
  case correctedUnknown(party: Identifier, id: Identifier)
  /// A correction is not corrected itself: the event that it corrects is, again.
  case correctionOfCorrection(Identifier, corrects: Identifier)
  /// The replacement is another event than the one corrected, or a correction.
  case replacementOfOther(party: Identifier, id: Identifier)
  /// The correction names other entries than those of what it corrects.
  case correctionTarget(expected: Correction.Target, found: Correction.Target)
  /// What a waybill lists cannot change while a step of it, the entry at `index`, stands.
  case stepStands(consignment: Identifier, index: UInt64, party: Identifier)
  /// The receiver's own report, the entry at `index`, stands: only the receiver can take it back.
  case receiverStands(consignment: Identifier, consignee: Identifier, index: UInt64)
  /// Events of the lot stand although its production was withdrawn: that one is to be corrected.
  case lotStands(LotID)
  /// The event at `index` speaks of the lot in another dimension.
  case dimensionStands(LotID, written: Quantity, found: Quantity, index: UInt64)
  /// The replacement is impossible at its own place, where the entry at `index` stands.
  indirect case atPlace(index: UInt64, Refusal)
}

/// More was to be taken from a place than is there.
public struct Overdraw: Equatable, Sendable {
  public let lot: LotID
  public let party: Identifier
  /// Where it was to be taken from; nil is the unnamed place.
  public let site: Identifier?
  public let asked: Quantity
  public let held: Quantity
  /// What the party holds of the lot at its other places.
  public let elsewhere: [Holding]

  public init(
    lot: LotID, party: Identifier, site: Identifier?, asked: Quantity, held: Quantity,
    elsewhere: [Holding]
  ) {
    self.lot = lot
    self.party = party
    self.site = site
    self.asked = asked
    self.held = held
    self.elsewhere = elsewhere
  }
}

/// A report on a consignment by somebody who has no part in it.
public struct ReporterRefusal: Equatable, Sendable {
  public let reporter: Identifier
  public let consignment: Identifier
  /// Nil for a loss.
  public let step: TransportStep?
  /// Who may report it.
  public let permitted: [Identifier]

  public init(
    reporter: Identifier, consignment: Identifier, step: TransportStep?, permitted: [Identifier]
  ) {
    self.reporter = reporter
    self.consignment = consignment
    self.step = step
    self.permitted = permitted
  }
}
