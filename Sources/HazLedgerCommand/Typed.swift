internal import ArgumentParser
internal import Custody
internal import Foundation
internal import Interchange
internal import LedgerFormat

/// What people type on the command line, made into names.
///
/// Names are compared as bytes, so what is typed is normalised to NFC, as the importer does.
enum Typed {
  /// `PARTY/BATCH` or a bare batch.
  static func lot(_ text: String) throws -> LotID {
    let name = normalised(text)
    do { try IdentifierRule.checkLot(name.utf8.span, isBareAllowed: true) } catch {
      throw ValidationError("“\(text)”: \(Words.of(error).text)")
    }
    return LotID(Identifier(name))
  }

  /// `PARTY/ID`, split at the first `/`.
  static func event(_ text: String) throws -> (party: Identifier, id: Identifier) {
    let parts = normalised(text).split(
      separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      throw ValidationError(
        say(zh: "应写成 企业/事件编号,而不是 \(text)", en: "write PARTY/ID, not \(text)"))
    }
    return (Identifier(String(parts[0])), Identifier(String(parts[1])))
  }

  /// How files are read: the zone named, and names normalised.
  static func readingSettings(timeZone name: String?) throws -> ReadingSettings {
    var zone: LocalTimeZone?
    if let name {
      zone = LocalTimeZone(offset: name) ?? LocalTimeZone(named: name)
      guard zone != nil else {
        throw ValidationError(
          say(
            zh: "没有时区“\(name)”;应写 Asia/Shanghai 或 +08:00",
            en: "no time zone “\(name)”; write Asia/Shanghai or +08:00"))
      }
    }
    return ReadingSettings(timeZone: zone, normalise: normalised)
  }

  /// The text in Unicode's normal form C.
  static func normalised(_ text: String) -> String {
    text.utf8.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCanonicalMapping
  }
}
