internal import ArgumentParser
internal import Custody
internal import Foundation
internal import Interchange
internal import LedgerFormat
internal import Traceability

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

  /// A public key as `name+keyid+base64`.
  static func verifierKey(_ text: String) throws -> VerifierKey {
    do { return try VerifierKey(text) } catch {
      throw ValidationError(say(zh: "不是公钥:\(text)", en: "not a verifier key: \(text)"))
    }
  }

  /// A party: an identifier without `/`.
  static func party(_ text: String) throws -> Identifier {
    let name = normalised(text)
    do { try IdentifierRule.checkParty(name.utf8.span) } catch {
      throw ValidationError("“\(text)”: \(Words.of(error).text)")
    }
    return Identifier(name)
  }

  /// A time with its offset.
  static func time(_ text: String) throws -> Instant {
    do { return try Instant(rfc3339: text) } catch {
      throw ValidationError(
        say(
          zh: "时间应带时区,如 2026-03-31T18:00:00+08:00,而不是 \(text)",
          en: "write a time with its offset, such as 2026-03-31T18:00:00+08:00, not \(text)"))
    }
  }

  /// Several words, separated by commas or `|`; nil is none.
  static func list(_ text: String?) -> [String] {
    guard let text else { return [] }
    return text.split { ",,、|".contains($0) }.map { normalised(String($0)).trimmed }
      .filter { !$0.isEmpty }
  }

  /// A kind of subject of the register, in English or Chinese.
  static func register(_ text: String) throws -> RegisterKind {
    for kind in RegisterKind.allCases
    where ([kind.word.english, kind.word.chinese] + kind.word.aliases).contains(text) {
      return kind
    }
    throw ValidationError(
      say(
        zh: "没有“\(text)”;可用 " + RegisterKind.allCases.map(\.word.chinese).joined(separator: "、"),
        en: "no such kind “\(text)”; known are "
          + RegisterKind.allCases.map(\.word.english).joined(separator: ", ")))
  }

  /// A plate as it is registered: capitals, without spaces and dots.
  static func plate(_ text: String) -> String {
    normalised(text).uppercased().filter { !$0.isWhitespace && $0 != "·" && $0 != "." }
  }

  /// A time, local where the settings name a zone.
  static func instant(_ text: String, _ settings: ReadingSettings) throws -> Instant {
    do { return try TimeReader.instant(text.utf8.span, zone: settings.timeZone) } catch {
      throw ValidationError("“\(text)”: \(Words.of(FaultReason.time(error)).text)")
    }
  }

  /// How files are read: the zone named, and names normalised.
  static func readingSettings(timeZone name: String?) throws -> ReadingSettings {
    ReadingSettings(timeZone: try zone(name), normalise: normalised)
  }

  /// A time zone: an IANA name or an offset; nil where none is named.
  static func zone(_ name: String?) throws -> LocalTimeZone? {
    guard let name else { return nil }
    guard let zone = LocalTimeZone(offset: name) ?? LocalTimeZone(named: name) else {
      throw ValidationError(
        say(
          zh: "没有时区“\(name)”;应写 Asia/Shanghai 或 +08:00",
          en: "no time zone “\(name)”; write Asia/Shanghai or +08:00"))
    }
    return zone
  }

  /// The zone that was named, else the one of `$HAZLEDGER_TIMEZONE`.
  static func zoneOrDefault(_ name: String?) throws -> LocalTimeZone? {
    try zone(name ?? Environment.nonEmpty("HAZLEDGER_TIMEZONE"))
  }

  /// A moment: RFC 3339, or a local date or time where a zone is named.
  static func moment(_ text: String, _ option: String, _ zone: LocalTimeZone?) throws -> Instant {
    do { return try MomentText.instant(text, zone: zone) } catch {
      throw ValidationError("\(option) “\(text)”: \(Words.of(error).text)")
    }
  }

  /// A name of a party, site, consignment or document.
  static func name(_ text: String, _ option: String) throws -> Identifier {
    let name = normalised(text)
    do { try IdentifierRule.check(name.utf8.span) } catch {
      throw ValidationError("\(option) “\(text)”: \(Words.of(error).text)")
    }
    return Identifier(name)
  }

  /// A chemical by any of its names or numbers.
  static func chemical(_ text: String) throws -> ChemicalQuery {
    guard !SearchText.folded(text).isEmpty else {
      throw ValidationError(say(zh: "--chemical 不能为空", en: "--chemical must not be empty"))
    }
    return ChemicalQuery(normalised(text))
  }

  /// The text in Unicode's normal form C.
  static func normalised(_ text: String) -> String {
    text.utf8.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCanonicalMapping
  }
}

extension String {
  /// The text without white space at its ends.
  var trimmed: String { trimmingCharacters(in: .whitespaces) }
}
