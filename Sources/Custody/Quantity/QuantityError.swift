/// Why a text is not a quantity: what was found, for the command to name with its repair.
public enum QuantityError: Error, Equatable, Sendable {
  case empty
  /// A minus sign: the kind of event says which way things go.
  case negative
  /// A plus sign.
  case plusSign
  /// An exponent, as a spreadsheet writes large numbers.
  case exponent(text: String)
  /// A comma between digits, whether it parts thousands or decimals.
  case separator(text: String)
  /// Full-width digits or signs.
  case fullWidth(text: String)
  /// No decimal stands where one must: digits, and after a point more digits.
  case notDecimal(text: String)
  /// No unit follows the number.
  case missingUnit(number: String)
  /// A unit that is not known, and the known one that it resembles.
  case unknownUnit(text: String, nearest: Unit?)
  /// More decimals than the dimension's smallest unit holds.
  case tooPrecise(decimals: Int, decimalsMax: Int, unit: Unit)
  /// Zero, where something must be moved.
  case zero
  /// More than Int64 holds in the dimension's smallest unit.
  case tooLarge(text: String)
}
