internal import LedgerFormat

/// What a folder is that holds a copy of a ledger, said by a file in it.
///
/// While it is there nothing is recorded in the folder: a copy that grew by itself would be a second
/// history. It is the first file that is written, so that what a crash leaves is known again; it names
/// the ledger by the leaf hash of its first entry.
public enum CopyMark: CaseIterable, Sendable {
  /// A copy that is kept, and brought up to date from time to time.
  case backup
  /// A ledger being restored, until it was verified.
  case restoring

  /// The mark's file.
  var name: String {
    switch self {
    case .backup: Layout.backup
    case .restoring: Layout.restoring
    }
  }

  /// The mark that stands in a folder; nil for a ledger that may be recorded in.
  public static func standing(in path: String) throws(StoreError) -> CopyMark? {
    try standing(in: Folder(ledger: path))
  }

  static func standing(in root: Folder) throws(StoreError) -> CopyMark? {
    for mark in allCases where try root.contents(of: mark.name) != nil { return mark }
    return nil
  }

  /// Takes the mark from a restored ledger, durably: from then on it may be recorded in.
  public func remove(from path: String) throws(StoreError) {
    let root = Folder(ledger: path)
    try root.remove(name)
    try root.sync()
  }

  /// Writes the mark durably.
  func write(to root: Folder, firstLeafHash: Hash) throws(StoreError) {
    let path = root.path(of: name)
    try DurableFile.replace(root.files, path, with: text(firstLeafHash).utf8.span)
  }

  /// True where the mark in the folder is this one and of this ledger.
  func stands(in root: Folder, firstLeafHash: Hash) throws(StoreError) -> Bool {
    guard let bytes = try root.contents(of: name) else { return false }
    return bytes.elementsEqual(text(firstLeafHash).utf8)
  }

  private func text(_ firstLeafHash: Hash) -> String {
    "hazledger \(name) 1\n\(firstLeafHash.hex)\n"
  }
}
