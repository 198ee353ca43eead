extension LocalTimeZone {
  /// Reads an offset such as `+08:00`, or finds an IANA name such as `Asia/Shanghai` among the zone
  /// files of the system; nil for what is neither.
  ///
  /// Reads the file itself and asks neither the environment nor the C library for a zone, so two
  /// readers with different zones never meet in global state.
  public init?(named name: String) {
    if let fixed = LocalTimeZone(offset: name) {
      self = fixed
      return
    }
    guard LocalTimeZone.isName(name),
      let bytes = LocalTimeZone.readFile("/usr/share/zoneinfo/" + name),
      let spans = ZoneFile.spans(of: bytes)
    else { return nil }
    self.init(name: name, spans: spans)
  }

  /// True for letters, digits, `_`, `+` and `-` in parts divided by `/`: nothing that leaves the
  /// folder of the zones.
  private static func isName(_ name: String) -> Bool {
    let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return parts.allSatisfy { part in
      !part.isEmpty
        && part.allSatisfy { byte in
          switch byte {
          case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2B, 0x2D: true
          default: false
          }
        }
    }
  }

  /// The bytes of a file no larger than a zone file ever is.
  private static func readFile(_ path: String) -> [UInt8]? {
    let sizeBytesMax = 1_048_576
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    do {
      let source = try InputFile(path: path).source()
      while bytes.count <= sizeBytesMax {
        let count = try source.read(into: &chunk)
        if count == 0 { return bytes }
        bytes.append(contentsOf: chunk[..<count])
      }
    } catch {
      return nil
    }
    return nil
  }
}
