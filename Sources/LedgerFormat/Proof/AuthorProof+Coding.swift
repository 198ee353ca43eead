extension AuthorProof {
  /// Writes the proof as one CBOR item.
  public func encode(into writer: inout CBORWriter) {
    writer.array(count: 3)
    writer.byteString(submission.span)
    writer.unsigned(position)
    writer.array(count: path.count)
    for hash in path { writer.byteString(hash) }
  }

  /// Reads a proof where `reader` stands; nothing is checked yet but its form.
  ///
  /// - Throws: `AuthorProofError.entry` where the bytes are not one.
  public init(
    _ reader: inout CBORReader, _ bytes: Span<UInt8>
  ) throws(AuthorProofError) {
    do throws(CBORError) {
      let start = reader.position
      let count = try reader.array(bytes)
      guard count == 3 else {
        throw CBORError.tooLong(position: start, count: UInt64(count))
      }
      let submission = [UInt8](bytes.extracting(try reader.byteString(bytes)))
      let position = try reader.unsigned(bytes)
      var path: [Hash] = []
      let pathStart = reader.position
      let pathCount = try reader.array(bytes)
      guard pathCount <= MerkleTree.proofHashCountMax else {
        throw CBORError.tooLong(position: pathStart, count: UInt64(pathCount))
      }
      for _ in 0..<pathCount { path.append(try reader.hash(bytes)) }
      self.init(submission: submission, position: position, path: path)
    } catch { throw .entry(.encoding(error)) }
  }

  /// The proof that the event at `position` is one of those whose bodies have these leaf hashes.
  ///
  /// - Parameters:
  ///   - submission: the entry that vouches for them, verbatim.
  ///   - leafHashes: of the bodies of all its events, in order.
  /// - Returns: nil where there is no event at `position`. Cost: a node hash for every leaf.
  public static func make(
    submission: [UInt8], position: UInt64, leafHashes: [Hash], _ hasher: inout Hasher
  ) -> AuthorProof? {
    guard position < UInt64(leafHashes.count) else { return nil }
    let path = MerkleTree.inclusionProof(index: Int(position), of: leafHashes.span, &hasher)
    return AuthorProof(submission: submission, position: position, path: path)
  }
}
