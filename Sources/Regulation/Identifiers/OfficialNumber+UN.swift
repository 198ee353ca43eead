extension OfficialNumber {
  /// UN numbers: four digits, without a check digit; whether there is such a number a table says.
  static func checkUN(_ bytes: [UInt8]) -> Outcome {
    bytes.count == 4 && digits(bytes) != nil ? .good : .malformed
  }
}
