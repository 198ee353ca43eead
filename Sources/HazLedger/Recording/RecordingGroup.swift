internal import Custody
internal import LedgerFormat
internal import LedgerStore
internal import Regulation

/// One atomic group being recorded, event by event.
///
/// The station of every event, whether typed or imported: recorded already? which lots? admitted?
/// then encoded once, its private fields sealed, and appended.
final class RecordingGroup {
  /// What became of an event.
  enum Outcome {
    /// - Parameter uncovered: what a correction leaves without cover.
    case recorded(index: UInt64, uncovered: [UncoveredEvent] = [])
    case alreadyRecorded(index: UInt64)
    /// Beside the value, for there are few and they are large.
    indirect case refused(RecordRefusal)
  }

  let writer: LedgerWriter
  let log: EventLog
  let book: RecordedLots
  private let isTrial: Bool
  /// The first entry that the group writes.
  private let start: UInt64
  private var hasher = LedgerFormat.Hasher()
  private var body = CBORWriter()
  private var vouching: GroupVouching
  /// The entries appended so far.
  private var entryCount: UInt64 = 0

  /// Begins a group; a trial one leaves nothing behind.
  init(
    _ writer: LedgerWriter, _ book: RecordedLots, vouching: GroupVouching, isTrial: Bool = false
  ) throws(LedgerError) {
    self.writer = writer
    self.book = book
    self.vouching = vouching
    self.isTrial = isTrial
    log = EventLog(view: writer.view)
    start = writer.view.size
    do { try writer.beginGroup(isTrial: isTrial) } catch { throw LedgerError(error) }
  }

  /// Records an event, or says why not.
  ///
  /// - Parameter incoming: changed in place, for it is large; of no use afterwards.
  /// - Throws: `LedgerError` where the ledger cannot be read or written; the group is then lost.
  func record(_ incoming: inout IncomingEvent) throws(LedgerError) -> Outcome {
    if let known = try log.recordedEvent(
      party: incoming.event.party, id: incoming.event.id)
    {
      return try compare(incoming.reported, with: known)
    }
    if let refusal = try vouching.refusal(of: incoming.event.party) {
      return .refused(.notPermitted(refusal))
    }
    if incoming.hasBareLots, let refusal = try resolve(&incoming.event) {
      return .refused(.model(refusal))
    }
    if incoming.isMade {
      do { try Admission.checkForm(incoming.reported) } catch { return .refused(.model(error)) }
    }
    if case .registration = incoming.event.detail,
      let refusal = RecordRefusal.ofRegistration(incoming.reported)
    {
      return .refused(refusal)
    }
    if case .correction(let correction) = incoming.event.detail {
      if let broken = try rule(refusing: correction.replacement) {
        return .refused(.rule(broken))
      }
      return try record(correction, incoming)
    }
    try book.prepare(for: incoming.event)
    assert((try? Admission.checkForm(incoming.event)) != nil, "what is read is well-formed")
    do { try Admission.checkAmounts(incoming.event, in: book) } catch {
      return .refused(.model(error))
    }
    if let broken = try book.rules?.refusal(of: incoming.event, in: book) {
      return .refused(.rule(broken))
    }
    return try append(incoming)
  }

  /// The rule that refuses what a correction would put in an event's place; nil where none does.
  ///
  /// A correction is no way round a rule.
  private func rule(refusing replacement: Event?) throws(LedgerError) -> BrokenRule? {
    guard let replacement, let rules = book.rules else { return nil }
    try book.prepare(for: replacement)
    return try rules.refusal(of: replacement, in: book)
  }

  /// Adds an event about the ledger itself: the one way by which those join a group.
  ///
  /// The events before it are vouched for first: a submission stands right behind its events.
  /// - Parameters:
  ///   - body: the event as its own `encode(into:)` writes it.
  ///   - streams: what the stream rule says of it; most are on none.
  /// - Returns: the index of its entry.
  /// - Throws: `LedgerError` where the ledger cannot be written; the group is then lost.
  @discardableResult
  func appendLedgerEvent(
    _ body: [UInt8], streams: [StreamKey] = []
  ) throws(LedgerError) -> UInt64 {
    try vouchForEvents()
    return try appendBody(body, streams)
  }

  /// Closes the run of events that wait to be vouched for, if any do.
  func vouchForEvents() throws(LedgerError) {
    let now = WallClock.microseconds()
    guard let submission = try vouching.close(at: now, &hasher) else { return }
    var body = CBORWriter()
    submission.encode(into: &body)
    _ = try appendBody(body.bytes, [], recordedAt: now)
  }

  private func appendBody(
    _ body: [UInt8], _ streams: [StreamKey], recordedAt: UInt64 = WallClock.microseconds()
  ) throws(LedgerError) -> UInt64 {
    do {
      let index = try writer.append(
        body: body, streams: streams,
        keys: EventIndexing().keys(of: body.span, at: writer.view.size), recordedAt: recordedAt)
      count(index)
      return index
    } catch { throw LedgerError(error) }
  }

  /// Counts an appended entry.
  private func count(_ index: UInt64) {
    precondition(index == start + entryCount, "a group's entries follow one another")
    entryCount += 1
  }

  /// Ends the group: everything in it is durable when this returns.
  ///
  /// A trial group is dropped instead, and with it what the states of lots took from it.
  func commit() throws(LedgerError) -> GroupReceipt {
    defer { if isTrial { book.removeAll() } }
    try vouchForEvents()
    let receipt: GroupReceipt
    do { receipt = try writer.commit() } catch { throw LedgerError(error) }
    precondition(receipt.indices.lowerBound == start, "a group begins where the ledger ended")
    precondition(
      receipt.indices.count == entryCount, "what is acknowledged is what was appended, no more")
    return receipt
  }

  /// Drops the group: nothing of it remains.
  func abort() throws(LedgerError) {
    book.removeAll()
    do { try writer.abort() } catch { throw LedgerError(error) }
  }

  /// What becomes of an event whose party reported one of the same id before.
  private func compare(
    _ event: Event, with known: RecordedEvent
  ) throws(LedgerError) -> Outcome {
    let openings = try log.openings(of: known.index)
    return event.hasSameContent(as: known.event, openings: openings, &hasher)
      ? .alreadyRecorded(index: known.index)
      : .refused(
        .otherContent(
          party: event.party, id: event.id, index: known.index,
          isOfSameGroup: known.index >= start, differing: event.differences(from: known.event)))
  }

  private func append(_ incoming: borrowing IncomingEvent) throws(LedgerError) -> Outcome {
    let streams =
      incoming.streams.isEmpty ? book.streams(of: incoming.event) : incoming.streams
    let written =
      incoming.body.isEmpty
      ? try write(incoming.event, streams: streams, openings: incoming.openings)
      : try write(
        incoming.body, of: incoming.event.party, streams: streams, keys: incoming.keys,
        openings: incoming.openings)
    switch written {
    case .failure(let refusal): return .refused(refusal)
    case .success(let index):
      try book.apply(incoming.event, index: index, streams: streams)
      return .recorded(index: index)
    }
  }

  /// Encodes an event that was admitted and appends its entry.
  ///
  /// - Returns: the entry's index, or that it is too large.
  func write(
    _ event: Event, streams: [StreamKey], openings: [Opening]
  ) throws(LedgerError) -> Result<UInt64, RecordRefusal> {
    body.reset()
    do { try EventCoding.encode(event, into: &body) } catch {
      guard case .tooLarge(let sizeBytes, let sizeBytesMax) = error else {
        preconditionFailure("what is admitted can be encoded: \(error)")
      }
      return .failure(.tooLarge(sizeBytes: sizeBytes, sizeBytesMax: sizeBytesMax))
    }
    return try write(
      body.bytes, of: event.party, streams: streams, keys: EventIndexing.keys(of: event),
      openings: openings)
  }

  /// Appends the entry of an event that is encoded.
  private func write(
    _ body: [UInt8], of party: Identifier, streams: [StreamKey], keys: [IndexKey],
    openings: [Opening]
  ) throws(LedgerError) -> Result<UInt64, RecordRefusal> {
    if vouching.isFull(for: party) { try vouchForEvents() }
    do {
      let index = try writer.append(
        body: body, streams: streams, keys: keys, openings: openings,
        recordedAt: WallClock.microseconds())
      count(index)
      vouching.add(body.span, of: party, &hasher)
      return .success(index)
    } catch {
      guard case .entryTooLarge(let sizeBytes, let sizeBytesMax) = error else {
        throw LedgerError(error)
      }
      return .failure(.tooLarge(sizeBytes: sizeBytes, sizeBytesMax: sizeBytesMax))
    }
  }

  /// Resolves the event's lots; gives the refusal of one that means no lot or several.
  private func resolve(_ event: inout Event) throws(LedgerError) -> Refusal? {
    do {
      try event.resolveLots { bare in
        let candidates = try book.lots(ofBatch: bare.id)
        guard let only = candidates.first else { throw Refusal.unknownLot(bare) }
        guard candidates.count == 1 else {
          throw Refusal.ambiguousLot(batch: bare.id, candidates: candidates)
        }
        return only
      }
      return nil
    } catch let refusal as Refusal {
      return refusal
    } catch let error as LedgerError {
      throw error
    } catch { preconditionFailure("only these two are thrown: \(error)") }
  }
}
