internal import LedgerFormat

extension LogKeyChain {
  /// Holds the key that the caller trusts against the ledger's, from the genesis through rotations.
  func judge(trusted: VerifierKey?, _ findings: inout Findings) {
    guard let trusted else { return }
    guard let place = links.firstIndex(where: { $0.key == trusted }) else {
      return findings.add(
        Damage(
          .logKey(expected: trusted, found: links[0].key), file: Layout.segmentPath(0),
          offset: 0, index: 0))
    }
    if place + 1 < links.count {
      findings.notes.append(
        .logKeyRotated(trusted: trusted, newest: newest, index: links[place + 1].index))
    }
  }
}
