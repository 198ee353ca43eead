public import LedgerFormat

/// What one part of a proof's file is.
///
/// A file holds one proof, or several that follow one another, as receipts of a group do.
public enum ProofFile: Equatable, Sendable {
  case inclusion(TlogProof)
  case consistency(ConsistencyProof)
  /// A signed checkpoint alone.
  case checkpoint(SignedNote)
  /// An auditor's report under the auditor's signature.
  case report(SignedNote)

  /// The first line of an auditor's report.
  public static let reportHeader = "hazledger/audit/v1"

  /// Reads all proofs of a file; nothing is checked yet but their form.
  ///
  /// - Throws: `ProofFileError` of the first part that is none of these.
  public static func parse(_ bytes: Span<UInt8>) throws(ProofFileError) -> [ProofFile] {
    var files: [ProofFile] = []
    for part in parts(of: bytes) { files.append(try ProofFile(bytes.extracting(part))) }
    return files
  }

  private init(_ bytes: Span<UInt8>) throws(ProofFileError) {
    if ProofFile.begins(bytes, at: 0, with: TlogProof.header) {
      self = .inclusion(try TlogProof(bytes))
    } else if ProofFile.begins(bytes, at: 0, with: ConsistencyProof.header) {
      self = .consistency(try ConsistencyProof(bytes))
    } else {
      let isReport = ProofFile.begins(bytes, at: 0, with: ProofFile.reportHeader)
      do {
        let note = try SignedNote(bytes)
        self = isReport ? .report(note) : .checkpoint(note)
      } catch { throw .note(error) }
    }
  }

  /// Where each proof lies: a new one begins with a first line of its own below a signature line.
  private static func parts(of bytes: Span<UInt8>) -> [Range<Int>] {
    let headers = [TlogProof.header, ConsistencyProof.header]
    var parts: [Range<Int>] = []
    var (start, line, isBelowSignature) = (0, 0, false)
    while line < bytes.count {
      if isBelowSignature, headers.contains(where: { begins(bytes, at: line, with: $0) }) {
        parts.append(start..<line)
        start = line
      }
      isBelowSignature = bytes[line] == 0xE2
      while line < bytes.count, bytes[line] != UInt8(ascii: "\n") { line += 1 }
      line += 1
    }
    return parts + [start..<bytes.count]
  }

  /// True where the line that begins at `position` is exactly `text`.
  private static func begins(_ bytes: Span<UInt8>, at position: Int, with text: String) -> Bool {
    let line = Array((text + "\n").utf8)
    guard bytes.count - position >= line.count else { return false }
    return line.indices.allSatisfy { bytes[position + $0] == line[$0] }
  }
}
