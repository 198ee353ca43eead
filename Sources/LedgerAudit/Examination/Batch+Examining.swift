internal import Custody
internal import LedgerFormat

/// What can be found out about each entry without the others: the work that all processors share.
extension Batch {
  consuming func examined(_ hasher: inout LedgerFormat.Hasher) -> ExaminedBatch {
    var examined: [ExaminedPiece] = []
    examined.reserveCapacity(pieces.count)
    for piece in pieces {
      if case .entry(let frame) = piece {
        examined.append(.entry(examine(frame, &hasher)))
      } else {
        examined.append(.other(piece))
      }
    }
    return ExaminedBatch(segment: segment, pieces: examined, buffer: bytes)
  }

  private func examine(_ frame: Frame, _ hasher: inout LedgerFormat.Hasher) -> ExaminedEntry {
    let content = bytes.span.extracting(frame.range)
    return ExaminedEntry(
      segment: segment, frame, leafHash: hasher.leafHash(content), reading: Batch.read(content))
  }

  static func read(_ content: Span<UInt8>) -> Result<ExaminedEntry.Reading, EntryError> {
    do throws(EntryError) {
      var entry = try Entry(content)
      let record = Batch.record(entry.body.span)
      entry.body = []
      return .success(
        ExaminedEntry.Reading(
          entry: entry, streamNames: entry.links.map { NameDigest($0.stream) }, record: record))
    } catch {
      return .failure(error)
    }
  }

  private static func record(_ body: Span<UInt8>) -> Result<ExaminedEntry.Record, EntryError> {
    do throws(EntryError) {
      let streams = try EventStreams(body: body)
      guard streams.kind.isTrade else {
        return .success(.ledger(try LedgerEvent(body: body), streams))
      }
      let event = try Event(body: body)
      return .success(
        .trade(event, streams, name: NameDigest(party: event.party, id: event.id)))
    } catch {
      return .failure(error)
    }
  }
}
