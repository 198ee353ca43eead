internal import Custody

/// Follows repacks back to the lot that declares what is in them.
///
/// An output of a repack that declares no chemical has that of its only input lot, which may itself be
/// such an output.
struct InheritedChemical {
  /// What was found.
  private(set) var chemical: Chemical?
  /// The lot to look at next; nil where there is nothing more to find.
  private(set) var next: LotID?
  private var index = UInt64.max

  /// Begins at `lot`.
  init(of lot: LotID) { next = lot }

  /// Looks at the origin of the lot that was next; an origin that is no older ends the search.
  mutating func follow(_ origin: LotOrigin?) {
    next = nil
    guard let origin, origin.index < index else { return }
    index = origin.index
    chemical = origin.chemical
    if chemical == nil { next = origin.soleInput }
  }
}
