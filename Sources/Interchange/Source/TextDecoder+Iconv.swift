internal import Glibc

/// Turns GB18030 or UTF-16 into UTF-8 with the C library's iconv, chunk by chunk and strictly.
///
/// Owns one conversion descriptor. Bytes that are no character of the encoding are never replaced.
@safe struct TextDecoder: ~Copyable {
  private let descriptor: iconv_t
  /// The bytes of a character that the end of the last chunk has cut.
  private var pending: [UInt8] = []
  private var output: [UInt8]
  /// How many bytes were decoded before those that are pending.
  private(set) var decodedSizeBytes = 0

  /// Makes a decoder, or gives nil when the C library cannot read the encoding.
  init?(_ encoding: SourceEncoding) {
    let name =
      switch encoding {
      case .utf8: "UTF-8"
      case .utf16LittleEndian: "UTF-16LE"
      case .utf16BigEndian: "UTF-16BE"
      case .gb18030: "GB18030"
      }
    let opened = unsafe iconv_open("UTF-8", name)
    guard unsafe opened != UnsafeMutableRawPointer(bitPattern: -1), let opened = unsafe opened
    else { return nil }
    unsafe descriptor = opened
    output = [UInt8](repeating: 0, count: TextDecoder.outputSizeBytes)
  }

  deinit { unsafe iconv_close(descriptor) }

  /// True when no character is cut.
  var isComplete: Bool { pending.isEmpty }

  /// Appends the text of the next bytes to `text`; false when they are none, and then
  /// `decodedSizeBytes` is where the first wrong character begins.
  mutating func decode(_ bytes: ArraySlice<UInt8>, into text: inout [UInt8]) -> Bool {
    var input = pending
    input.append(contentsOf: bytes)
    pending.removeAll(keepingCapacity: true)
    var first = 0
    while first < input.count {
      let step = convert(input, from: first, into: &text)
      first += step.consumedBytes
      decodedSizeBytes += step.consumedBytes
      switch step.errorNumber {
      case 0, E2BIG: continue
      case EINVAL:
        pending.append(contentsOf: input[first...])
        return pending.count <= TextDecoder.characterSizeBytesMax
      default: return false
      }
    }
    return true
  }

  private mutating func convert(
    _ input: [UInt8], from first: Int, into text: inout [UInt8]
  ) -> (consumedBytes: Int, errorNumber: Int32) {
    let available = input.count - first
    var inputLeft = available
    var outputLeft = output.count
    var errorNumber: Int32 = 0
    unsafe input.withUnsafeBytes { inputBytes in
      unsafe output.withUnsafeMutableBytes { outputBytes in
        // iconv only reads its input, whatever its signature says.
        var source = unsafe UnsafeMutableRawPointer(mutating: inputBytes.baseAddress)?
          .advanced(by: first).assumingMemoryBound(to: CChar.self)
        var target = unsafe outputBytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        let result = unsafe iconv(descriptor, &source, &inputLeft, &target, &outputLeft)
        if result == -1 { errorNumber = errno }
      }
    }
    text.append(contentsOf: output[..<(output.count - outputLeft)])
    return (available - inputLeft, errorNumber)
  }

  private static let outputSizeBytes = 65_536
  /// No character of the encodings is longer.
  private static let characterSizeBytesMax = 4
}
