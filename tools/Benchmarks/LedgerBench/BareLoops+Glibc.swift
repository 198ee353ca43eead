import Dispatch
import Glibc
import LedgerFormat

/// The physical limits: what nobody can do without.
enum BareLoops {
  /// Hashes a ledger's entries and the nodes over them with OpenSSL on both processors, and does nothing
  /// else; gives the seconds that it takes.
  static func hashing(ledger: String) -> Double {
    let folder = ledger + "/entries"
    let segments = Files.names(in: folder)
    let half = (segments.count + 1) / 2
    return Clock.seconds {
      DispatchQueue.concurrentPerform(iterations: 2) { part in
        let own = part == 0 ? segments[..<half] : segments[half...]
        var hasher = LedgerFormat.Hasher()
        var frontier = MerkleFrontier()
        for name in own {
          guard let bytes = try? Files.bytes(folder + "/" + name) else { continue }
          hashSegment(bytes, &frontier, &hasher)
        }
      }
    }
  }

  private static func hashSegment(
    _ bytes: [UInt8], _ frontier: inout MerkleFrontier, _ hasher: inout LedgerFormat.Hasher
  ) {
    let span = bytes.span
    var offset = 0
    while offset + 2 <= bytes.count {
      let count = Int(bytes[offset]) << 8 | Int(bytes[offset + 1])
      offset += 2
      guard offset + count <= bytes.count else { return }
      frontier.append(hasher.leafHash(span.extracting(offset..<offset + count)), &hasher)
      offset += count
    }
  }

  /// Writes a file like one of these in pieces, each durable before the next; gives the seconds.
  static func durableWrites(at path: String, pieceSizeBytes: Int, count: Int) -> Double {
    durableWrites(at: path, pieceSizeBytes: pieceSizeBytes, count: count).reduce(0, +)
  }

  /// The seconds that each durable write takes.
  static func durableWrites(at path: String, pieceSizeBytes: Int, count: Int) -> [Double] {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    precondition(file >= 0, "cannot write \(path)")
    defer {
      close(file)
      unlink(path)
    }
    let piece = [UInt8](repeating: 0x5A, count: pieceSizeBytes)
    return (0..<count).map { _ in
      Clock.seconds {
        let written = write(file, piece, piece.count)
        precondition(written == piece.count && fdatasync(file) == 0, "cannot write \(path)")
      }
    }
  }
}
