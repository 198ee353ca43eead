internal import Custody

extension Classification {
  /// How people call it: its name, else its UN or CAS number.
  var label: String {
    if let name { return name }
    if let un { return "UN \(un)" }
    return cas ?? ""
  }

  /// True where both are one chemical, as far as loads are concerned.
  func isSameKind(as other: Classification) -> Bool {
    cas == other.cas && un == other.un && labels == other.labels
  }

  /// Whether a list of a licence or a tank names the chemical: by its CAS or UN number, its class, its
  /// name, or its id in the register.
  ///
  /// Unverified where nothing is known by which it could be found.
  func isNamed(in scope: [String]) -> Verdict {
    for item in scope {
      let word = item.hasPrefix("UN") ? String(item.dropFirst(2).drop { $0 == " " }) : item
      if word == cas || word == un || item == name || registeredIDs.contains(item) { return .yes }
      let hazardClass = Classification.hazardClass(item)
      if let hazardClass, let own = labels.first,
        own == hazardClass || own.hasPrefix(hazardClass + ".")
      {
        return .yes
      }
    }
    return cas == nil && un == nil && labels.isEmpty ? .unverified : .no
  }

  /// The class that a word such as `3`, `3类`, `第3类` or `6.1项` names; nil where it names none.
  private static func hazardClass(_ word: String) -> String? {
    var text = word[...]
    if text.hasPrefix("第") { text = text.dropFirst() }
    if text.hasSuffix("类") || text.hasSuffix("项") { text = text.dropLast() }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ $0.utf8.count == 1 }),
      text.utf8.allSatisfy({ $0 == 0x2E || $0 &- 0x30 < 10 })
    else { return nil }
    return String(text)
  }
}
