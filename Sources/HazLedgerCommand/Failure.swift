internal import ArgumentParser
internal import HazLedger
internal import Interchange
internal import LedgerAudit

/// What ends a command that has no other answer: sentences for people, facts for scripts, an exit status.
struct Failure: Error {
  let status: ExitStatus
  /// The first sentence says what failed; the others, where.
  let lines: [Bilingual]
  /// The rows that were refused, where it was rows.
  var refusals: [RowRefusal] = []
  /// Why a file could not be read to its end, where it was that.
  var fault: InterchangeError?

  init(_ status: ExitStatus, _ lines: [Bilingual]) {
    self.status = status
    self.lines = lines
  }

  init(_ status: ExitStatus, zh: String, en: String) {
    self.init(status, [Bilingual(zh: zh, en: en)])
  }

  /// Refused rows under a sentence that names what was refused.
  init(_ heading: Bilingual, _ refusals: [RowRefusal], lines: (RowRefusal) -> [Bilingual]) {
    self.init(
      Words.status(of: refusals), [heading] + refusals.flatMap(lines).map(Failure.indented))
    self.refusals = refusals
  }

  /// A file that cannot be read to its end.
  init(_ error: InterchangeError, file: String) {
    self.init(
      Words.status(of: .input(error)),
      [Words.nothingWritten(file)] + RefusalText(file: file).lines(error).map(Failure.indented))
    fault = error
  }

  init(_ error: LedgerError) { self.init(Words.status(of: error), [Words.of(error)]) }

  init(_ error: AuditError) { self.init(Words.status(of: error), [Words.of(error)]) }

  /// Tells people on standard error and, where answers are JSON, scripts on standard output.
  func tell(_ format: OutputFormat) {
    Output.complain(lines.map(\.text))
    guard format == .json else { return }
    Output.object { json in
      json.field("ok", false)
      json.field("status", Int(status.rawValue))
      json.field("reason", lines.first?.text)
      if let fault {
        json.key("fault")
        RefusalText.write(fault, to: &json)
      }
      if !refusals.isEmpty {
        json.key("refusals")
        RefusalText.write(refusals, to: &json)
      }
    }
  }

  static func indented(_ line: Bilingual) -> Bilingual {
    Bilingual(zh: "  " + line.chinese, en: "  " + line.english)
  }
}
