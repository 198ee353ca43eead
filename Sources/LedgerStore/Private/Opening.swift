/// What opens the commitment to a private field: its salt and its value.
public struct Opening: Equatable, Sendable {
  /// The field's code, as in the event's map of private fields.
  public var field: UInt8
  /// 16 random bytes.
  public var salt: [UInt8]
  /// The value's bytes of UTF-8.
  public var value: [UInt8]

  /// The salt's length in bytes.
  public static let saltSizeBytes = 16

  public init(field: UInt8, salt: [UInt8], value: [UInt8]) {
    self.field = field
    self.salt = salt
    self.value = value
  }
}
