public import LedgerFormat

/// Why a file of cosignatures is not kept.
public enum CosignatureFault: Error, Equatable, Sendable {
  /// Neither signature lines nor a note with them.
  case form(NoteError)
  /// The note's text is of no checkpoint that the ledger keeps.
  case otherText
  /// A signature that has not the form of a cosignature.
  case notACosignature(name: String)
  /// A cosignature by no witness of the policy.
  case unknownWitness(name: String)
  /// A cosignature by a witness of the policy that fits no checkpoint that the ledger keeps.
  case unfit(name: String)
}

/// The cosignatures that a file brings, and the text that they are of where it says so.
struct CosignatureFile {
  /// A cosignature's bytes by Ed25519, and by ML-DSA-44, which this version keeps and cannot check.
  private static let sizesBytes = [Cosignature.sizeBytes, 8 + 2_420]

  let text: String?
  let signatures: [SignedNote.Signature]

  init(_ bytes: Span<UInt8>) throws(CosignatureFault) {
    do throws(NoteError) {
      if SignedNote.isSignatureLine(at: bytes) {
        text = nil
        signatures = try SignedNote.signatures(in: bytes)
      } else {
        let note = try SignedNote(bytes)
        text = note.text
        signatures = note.signatures
      }
    } catch { throw .form(error) }
  }

  /// Which of the kept checkpoints the file is of.
  func place(
    among kept: [KeptCheckpoint], _ witnesses: [CosignerKey]?
  ) throws(CosignatureFault) -> Int {
    if let text {
      let place = kept.lastIndex { $0.note.text.utf8.elementsEqual(text.utf8) }
      guard let place else { throw .otherText }
      return place
    }
    guard let witnesses, let first = signatures.first else { return kept.count - 1 }
    guard let key = witnesses.first(where: { $0.claims(first) }) else {
      throw .unknownWitness(name: first.name)
    }
    let place = kept.lastIndex { kept in
      Cosignature(first.bytes)?.isMade(by: key, of: kept.note.text) ?? false
    }
    guard let place else { throw .unfit(name: first.name) }
    return place
  }

  /// Adds the cosignatures to their checkpoint.
  func add(
    to kept: inout KeptCheckpoint, _ witnesses: [CosignerKey]?
  ) throws(CosignatureFault) -> KeptCosignatures {
    var result = KeptCosignatures(
      checkpoint: kept.checkpoint, added: [], present: [], isChecked: witnesses != nil)
    for signature in signatures {
      if kept.note.signatures.contains(signature) {
        // The ledger's own signature comes along in a whole note.
        if CosignatureFile.sizesBytes.contains(signature.bytes.count) {
          result.present.append(signature.name)
        }
        continue
      }
      guard CosignatureFile.sizesBytes.contains(signature.bytes.count) else {
        throw .notACosignature(name: signature.name)
      }
      if let witnesses {
        guard let key = witnesses.first(where: { $0.claims(signature) }) else {
          throw .unknownWitness(name: signature.name)
        }
        guard Cosignature(signature.bytes)?.isMade(by: key, of: kept.note.text) ?? false else {
          throw .unfit(name: signature.name)
        }
      }
      guard kept.note.signatures.count < SignedNote.signatureCountMax else {
        throw .form(.tooManySignatures(countMax: SignedNote.signatureCountMax))
      }
      kept.note.add(signature)
      result.added.append(signature.name)
    }
    return result
  }
}
