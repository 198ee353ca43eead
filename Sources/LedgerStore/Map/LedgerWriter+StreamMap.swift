public import LedgerFormat

/// The stream map, kept by the writer so that a commitment to it costs only what changed.
extension LedgerWriter {
  /// The root of the stream map over all entries, those of the group under way included.
  ///
  /// Cost: for every entry since the last call, ever, one read; for each of their streams the hashes of its
  /// path. Where the map's file is missing or damaged, the same for all entries.
  public func streamMapRoot() throws(StoreError) -> Hash {
    try changing { () throws(StoreError) in
      precondition(!isTrial, "a trial group changes no files")
      try view.settle()
      if streamMap == nil { streamMap = try openStreamMap() }
      guard let map = streamMap else { preconditionFailure("the map is open") }
      do throws(StoreError) { try map.catchUp(view.log, to: view.size, &view.hasher) } catch {
        guard case .indexDamaged = error else { throw error }
        try map.removeAll()
        try map.catchUp(view.log, to: view.size, &view.hasher)
      }
      return map.root
    }
  }

  private func openStreamMap() throws(StoreError) -> StreamMapFile {
    try view.root.folder(Layout.map).make()
    let file = try view.root.open(StreamMapFile.path, .create)
    if let map = try StreamMapFile(file), try view.isCommitted(map.commitment) { return map }
    return try StreamMapFile(emptying: file)
  }

  /// Forgets the map and its file.
  func dropStreamMap() throws(StoreError) {
    streamMap = nil
    try view.root.remove(StreamMapFile.path)
  }
}

extension LedgerView {
  /// The proof of what a commitment says of a stream: how many entries it has, or that it has none.
  ///
  /// From the map's file, where that speaks of just this commitment; else from one made anew in a temporary
  /// file, at the cost of reading all entries, once. Not checked against the commitment's root: whoever
  /// asks does that, and finds out whether the entries are those that it speaks of.
  public func streamMapProof(
    of stream: StreamKey, at commitment: Commitment
  ) throws(StoreError) -> StreamMapProof {
    guard commitment.size <= size else {
      throw .notRecorded(index: commitment.size, size: size)
    }
    let key = StreamMap.key(of: stream, &hasher)
    if let proof = try storedProof(of: key, at: commitment) { return proof }
    if streamMap?.size != commitment.size {
      let map = try StreamMapFile(emptying: File.temporary(root.files))
      try map.catchUp(log, to: commitment.size, &hasher)
      streamMap = map
    }
    guard let streamMap else { preconditionFailure("the map was made") }
    return try streamMap.proof(of: key, &hasher)
  }

  /// The proof from the map's file; nil where it does not speak of this commitment, or changes meanwhile.
  private func storedProof(
    of key: Hash, at commitment: Commitment
  ) throws(StoreError) -> StreamMapProof? {
    do throws(StoreError) {
      guard let file = try root.openIfPresent(StreamMapFile.path, .read),
        let map = try StreamMapFile(file), map.commitment == commitment
      else { return nil }
      let proof = try map.proof(of: key, &hasher)
      return (try? proof.verify(key: key, root: commitment.root, &hasher)) == nil ? nil : proof
    } catch {
      guard case .indexDamaged = error else { throw error }
      return nil
    }
  }

  /// True where the log has this commitment as the entry of its size.
  func isCommitted(_ commitment: Commitment) throws(StoreError) -> Bool {
    guard commitment.size < size else { return false }
    let body = try entry(at: commitment.size).body
    return (try? Commitment(body: body.span)) == commitment
  }
}

extension StreamMapFile {
  /// The most entries whose streams are gathered at once.
  private static let entriesAtOnceMax: UInt64 = 1 << 18

  /// What a commitment to this map says.
  var commitment: Commitment { Commitment(root: root, size: size) }

  /// Takes in the entries up to `end`.
  func catchUp(
    _ log: EntryLog, to end: UInt64, _ hasher: inout Hasher
  ) throws(StoreError) {
    while size < end {
      let next = min(end, size + StreamMapFile.entriesAtOnceMax)
      try update(
        StreamChanges.leaves(of: log, size..<next, &hasher), size: next, &hasher)
    }
  }
}
