public import Custody
public import LedgerFormat

/// Why a value is refused, with the facts that a message needs; the command has the words.
public enum FaultReason: Equatable, Sendable {
  // A sheet's rows and columns.

  /// The row has more or fewer cells than the header.
  case cellCount(expected: Int, found: Int)
  /// Text follows a closing quote.
  case textAfterQuote
  /// The value stands in a column that has no name.
  case columnWithoutName
  /// None of the names is a column's: this row is no header.
  case noHeader
  /// No field is called so; the nearest known name is given, empty where none comes near.
  case unknownColumn(nearest: String)
  /// The field has a column already, counted from 1.
  case duplicateColumn(first: Int)
  /// Every event needs the field, and the header does not have it.
  case missingColumn
  /// Only JSON Lines can hold the field.
  case needsJSONLines
  /// An item of a list is not `LOT=QUANTITY`.
  case listItem

  // JSON.

  /// The text is no JSON.
  case notJSON(JSONFlaw)
  /// No field is called so; the nearest known name is given.
  case unknownKey(nearest: String)
  /// The key stands twice in its object.
  case duplicateKey
  /// A value of another type is wanted.
  case wrongType(expected: JSONType, found: JSONType)
  /// A number beyond Int64, or one that is no integer.
  case notInteger

  // An event's fields.

  /// Every event of the kind (nil: of every kind) needs the field.
  case missing(BodyKind?)
  /// Events of the kind do not have the field.
  case notOfKind(BodyKind)
  /// Events of the kind do not come by files.
  case kindNotImported(BodyKind)
  /// Not one of the words that the field can have; `nearest` is the one it resembles.
  case unknownWord(accepted: [Word], nearest: Word?)
  /// `lot` and `quantity` stand in the place of `outputs`; a row has one or the other.
  case lotAndOutputs
  /// An order is about lots or about a party, not both.
  case lotsAndSubject
  /// `content` describes the only output of a row that has another number of them.
  case contentOfOutputs(count: Int)
  /// A list without items.
  case emptyList
  /// An event names more lots than one may.
  case tooManyLots(found: Int, limit: Int)
  /// A name or text that may not be recorded.
  case text(TextError)
  /// A spreadsheet wrote a long number as `9.15E+16`; its digits are gone.
  case exponent
  case quantity(QuantityError)
  case time(TimeFlaw)
  /// Not the four digits of a UN number.
  case unNumber
  /// Not the 16 hexadecimal digits of a finding.
  case findingID
  /// A value of a registration.
  case registration(RegistrationFlaw)
  /// Full-width digits or letters where plain ones are wanted.
  case fullWidth
}

/// The types of JSON values.
public enum JSONType: Equatable, Sendable {
  case object, array, string, number, boolean, null
}

/// Why a text is no JSON; the byte counts from the start of the event's own text.
public enum JSONFlaw: Error, Equatable, Sendable {
  /// Another character is wanted here.
  case unexpected(byteOffset: Int)
  /// The file ends inside the value.
  case truncated
  /// A control character inside a string.
  case controlCharacter(byteOffset: Int)
  /// A backslash that begins no escape.
  case escape(byteOffset: Int)
  /// `\u` with half of a surrogate pair.
  case loneSurrogate(byteOffset: Int)
  /// Objects and arrays are nested deeper than any event's.
  case tooDeep(limit: Int)
}
