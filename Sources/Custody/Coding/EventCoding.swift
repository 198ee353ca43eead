public import LedgerFormat

/// Writes events as the body of an entry; `Event.init(body:)` reads them back.
///
/// A body is one deterministic CBOR map with the integer keys of `EventKey`, in ascending order.
/// An absent field has no key; an empty list is an absent one. The CDDL file is the contract.
///
/// | value | written as |
/// |---|---|
/// | kind, action, unit, private field's name | unsigned integer: the raw value |
/// | id, party, site, lot and other names | text; lots always `PARTY/BATCH` |
/// | time | unsigned integer: microseconds since 1970 |
/// | quantity | [amount in the dimension's smallest unit, unit] |
/// | good, input | [lot, quantity], in a consignment also [lot, quantity, packages] |
/// | output | [lot, quantity, content or null, chemical or null] |
/// | chemical | map by `ChemicalKey` |
/// | record | map by `RecordKey`; days as numbers such as 20260501 |
/// | holder | [what it is, id] |
/// | private fields | map from the field's name to its commitment of 32 bytes |
/// | corrects | [party, id, the event's entry, the entry of its newest version] |
/// | replacement | the map of an event |
public enum EventCoding {
  /// Writes an event's body at the end of `writer`.
  ///
  /// The event is qualified and sealed; traps on an open private field, which must never reach the
  /// ledger's bytes, and on a correction that does not know where the ledger has what it corrects. What may be recorded at all is for `Admission` to say.
  /// - Throws: `EntryError.tooLarge` where the body has more bytes than an event may have.
  public static func encode(
    _ event: Event, into writer: inout CBORWriter
  ) throws(EntryError) {
    let start = writer.bytes.count
    writer.map(count: event.keyCount)
    writer.unsigned(.kind, event.kind.rawValue)
    writer.name(.id, event.id)
    writer.unsigned(.time, event.time.microseconds)
    writer.name(.party, event.party)
    writer.name(.site, event.site)
    writer.name(.document, event.document)
    writer.text(.note, event.note)
    writer.name(.owner, event.owner)
    encode(event.detail, into: &writer)
    encode(event.privateFields, into: &writer)
    try encodeSubject(event.detail, into: &writer)
    let sizeBytes = writer.bytes.count - start
    let sizeBytesMax = event.detail.sizeBytesMax
    guard sizeBytes <= sizeBytesMax else {
      throw .tooLarge(sizeBytes: sizeBytes, sizeBytesMax: sizeBytesMax)
    }
  }

  private static func encode(_ fields: [PrivateField], into writer: inout CBORWriter) {
    guard !fields.isEmpty else { return }
    writer.key(.privateFields)
    writer.map(count: fields.count)
    var next: UInt64 = 0
    for field in fields {
      guard field.name.rawValue >= next else { return encodeOrdered(fields, into: &writer) }
      next = field.name.rawValue
    }
    for field in fields { encode(field, into: &writer) }
  }

  private static func encodeOrdered(_ fields: [PrivateField], into writer: inout CBORWriter) {
    for field in fields.sorted(by: { $0.name.rawValue < $1.name.rawValue }) {
      encode(field, into: &writer)
    }
  }

  private static func encode(_ field: PrivateField, into writer: inout CBORWriter) {
    guard case .sealed(let commitment) = field.content else {
      preconditionFailure("an open private field must not reach the ledger")
    }
    writer.unsigned(field.name.rawValue)
    writer.byteString(commitment)
  }
}

/// The integer keys of a chemical's map.
public enum ChemicalKey: UInt64, CaseIterable {
  /// A text, or [in Chinese, in English].
  case name = 0
  case cas = 1
  case un = 2
  case hazardClass = 3
  case packingGroup = 4
  case concentration = 5
  case state = 6
  case form = 7
}
