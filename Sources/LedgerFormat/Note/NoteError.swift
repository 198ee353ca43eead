/// Why a text is not a signed note, a checkpoint or a key.
public enum NoteError: Error, Equatable, Sendable {
  /// Not a name that a key may have.
  case name(String)
  /// Not of the form `name+keyid+base64`.
  case verifierKey(String)
  /// A signature type that this program does not know.
  case keyType(UInt8)
  /// A public key of another size than its type has.
  case keySize(Int)
  /// The id written is not the one computed from the key.
  case keyID(expected: UInt32, found: UInt32)
  /// The note is larger than is read.
  case tooLarge(sizeBytes: Int, sizeBytesMax: Int)
  /// The note's text is not UTF-8, holds a control character or does not end with a line feed.
  case text
  /// A line below the text is not a signature line; counted from 1.
  case signatureLine(Int)
  /// The note has more signatures than are read.
  case tooManySignatures(countMax: Int)
  /// A signature of a known key does not fit the text.
  case badSignature(name: String, id: UInt32)
  /// No signature of a known key.
  case unsigned
  /// A line of a checkpoint is not what belongs there; counted from 1.
  case checkpointLine(Int)
  /// The checkpoint is of another ledger than its key.
  case origin(expected: String, found: String)
  /// Too few of the witnesses that the policy's quorum needs have cosigned; those that did.
  case quorum(name: PolicyName, cosigners: [PolicyName])
  /// OpenSSL cannot read or use the private key.
  case privateKey
}
