internal import Custody
internal import LedgerFormat

/// What can be found out about each entry without the others: the work that all processors share.
extension Batch {
  /// - Parameter hashesEvents: whether the events' bytes are hashed alone as well, for submissions.
  consuming func examined(
    _ hasher: inout LedgerFormat.Hasher, hashesEvents: Bool
  ) -> ExaminedBatch {
    var examined: [ExaminedPiece] = []
    examined.reserveCapacity(pieces.count)
    for piece in pieces {
      if case .entry(let frame) = piece {
        examined.append(.entry(examine(frame, &hasher, hashesEvents)))
      } else {
        examined.append(.other(piece))
      }
    }
    return ExaminedBatch(segment: segment, pieces: examined, buffer: bytes)
  }

  private func examine(
    _ frame: Frame, _ hasher: inout LedgerFormat.Hasher, _ hashesEvents: Bool
  ) -> ExaminedEntry {
    let content = bytes.span.extracting(frame.range)
    let (entry, record) = Batch.read(content)
    return ExaminedEntry(
      segment: segment, frame, leafHash: hasher.leafHash(content), entry: entry, record: record,
      bodyHash: hashesEvents ? Batch.bodyHash(of: content, record, &hasher) : nil)
  }

  private static func bodyHash(
    of content: Span<UInt8>, _ record: ExaminedEntry.Record, _ hasher: inout LedgerFormat.Hasher
  ) -> Hash? {
    guard case .trade = record, let (_, body) = try? Entry.envelope(of: content) else {
      return nil
    }
    return hasher.leafHash(content.extracting(body))
  }

  /// Reads an entry: its envelope, where the bytes are one, and what it records.
  static func read(_ content: Span<UInt8>) -> (Entry?, ExaminedEntry.Record) {
    if let (entry, trade) = soundTrade(content) { return (entry, .trade(trade)) }
    do throws(EntryError) {
      var entry = try Entry(content)
      let record = Batch.record(entry.body.span)
      entry.body = []
      return (entry, record)
    } catch {
      return (nil, .unreadable(error))
    }
  }

  /// Reads an entry that is as it should be in a single pass; nil where it may not be.
  ///
  /// What the typed readers accept is deterministic, for they refuse every other spelling of what they
  /// read and read all of it. Where anything is refused, the long way says what the matter is.
  private static func soundTrade(_ content: Span<UInt8>) -> (Entry, ExaminedTrade)? {
    guard let (entry, body) = try? Entry.envelope(of: content),
      let event = try? Event(body: content.extracting(body)),
      let streams = event.auditStreams(linked: entry.links)
    else { return nil }
    return (entry, ExaminedTrade(event, streams: streams))
  }

  private static func record(_ body: Span<UInt8>) -> ExaminedEntry.Record {
    do throws(EntryError) {
      let streams = try EventStreams(body: body)
      guard streams.kind.isTrade else { return .ledger(try LedgerEvent(body: body), streams) }
      return .trade(ExaminedTrade(try Event(body: body), streams: .rule(streams)))
    } catch {
      return .unreadable(error)
    }
  }
}

extension Event {
  /// What the stream rule says of an event whose links are as it says; nil where they may not be.
  ///
  /// Corrections, orders, registrations and events of very many lots are read the long way as well.
  fileprivate func auditStreams(linked links: [Link]) -> ExaminedTrade.Streams? {
    let isAsLinked: Bool
    switch detail {
    case .transport(let transport):
      let lots = transport.goods?.count ?? 0
      if transport.step != .position {
        return lots <= Limits.lotsPerEventMax ? .opening(of: transport.consignment) : nil
      }
      isAsLinked = isLinked(links, lots: lots)
    case .storage(let storage): isAsLinked = isOnly(storage.lot, links)
    case .use(let use): isAsLinked = isOnly(use.lot, links)
    case .disposal(let disposal): isAsLinked = isOnly(disposal.lot, links)
    case .production(let production):
      isAsLinked = isLinked(links, lots: production.outputs.count + production.inputs.count)
    case .trade(let trade): isAsLinked = isLinked(links, lots: trade.goods.count)
    case .consignment(let consignment):
      isAsLinked = isLinked(links, lots: consignment.goods.count)
    case .loss: isAsLinked = isLinked(links, lots: 1)
    case .correction, .order, .registration: isAsLinked = false
    case .handling: isAsLinked = isLinked(links, lots: 0)
    }
    return isAsLinked ? .asLinked : nil
  }

  private func isOnly(_ lot: LotID, _ links: [Link]) -> Bool {
    links.count == 1 && links[0].stream == lot.stream
  }

  private func isLinked(_ links: [Link], lots: Int) -> Bool {
    guard lots <= Limits.lotsPerEventMax else { return false }
    return links.lazy.map(\.stream).elementsEqual(streams(opening: []))
  }
}
