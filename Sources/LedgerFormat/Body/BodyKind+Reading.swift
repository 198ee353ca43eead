extension BodyKind {
  /// Reads what an event's bytes say that it is, and nothing else of them.
  ///
  /// Cost: a few bytes; so whoever looks for one kind need not decode the others.
  /// - Throws: `EntryError.newerEvent` for a kind that this version does not know, and other cases
  ///   where the bytes do not begin as an event does.
  public init(body bytes: Span<UInt8>) throws(EntryError) {
    do {
      var reader = CBORReader(end: bytes.count)
      guard try reader.map(bytes) > 0, try reader.unsigned(bytes) == EventKey.kind.rawValue else {
        throw EntryError.missing(key: EventKey.kind.rawValue)
      }
      let number = try reader.unsigned(bytes)
      guard let kind = BodyKind(rawValue: number) else {
        throw EntryError.newerEvent(kind: number, key: nil)
      }
      self = kind
    } catch let error as CBORError {
      throw .encoding(error)
    } catch let error as EntryError {
      throw error
    } catch { preconditionFailure("only format errors are thrown here: \(error)") }
  }
}
