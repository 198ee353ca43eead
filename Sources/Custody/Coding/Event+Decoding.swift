public import LedgerFormat

extension Event {
  /// Reads an event from exactly the bytes of an entry's body.
  ///
  /// Strict: every value in its range, every name and text by its rule, lots qualified, keys
  /// ascending, all that the kind needs and nothing that it does not know, and one spelling of each
  /// event only. What breaks the model rather than the format is for `Admission` to find.
  /// Cost: linear in the bytes.
  /// - Throws: `EntryError.newerEvent` for a kind or key that this version does not write.
  public init(body bytes: Span<UInt8>) throws(EntryError) {
    guard bytes.count <= Limits.correctionSizeBytesMax else {
      throw .tooLarge(sizeBytes: bytes.count, sizeBytesMax: Limits.correctionSizeBytesMax)
    }
    var reader = EventReader(end: bytes.count)
    do {
      self = try reader.readEvent(bytes)
    } catch let error as CBORError {
      throw .encoding(error)
    } catch let error as EntryError {
      throw error
    } catch { preconditionFailure("only format errors are thrown here: \(error)") }
  }
}
