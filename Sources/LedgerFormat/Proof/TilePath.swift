/// A file of a static tlog-tiles tree: up to 256 hashes of one level, or up to 256 entries.
///
/// | path | content |
/// |---|---|
/// | `tile/L/N` | hashes 256·N … of level L, 32 bytes each |
/// | `tile/entries/N` | entries 256·N …, each a u16 big-endian length and that many bytes |
///
/// N is written in groups of three digits, all but the last with an `x` before them and a slash after;
/// a tile of fewer than 256 has `.p/` and its width behind N. Source: C2SP tlog-tiles.
public struct TilePath: Hashable, Sendable {
  /// The signed checkpoint of the tree.
  public static let checkpoint = "checkpoint"

  /// What a tile holds.
  public enum Content: Hashable, Sendable {
    case hashes(level: Int)
    case entries
  }

  public var content: Content
  /// The tile's place among those of its content.
  public var number: UInt64
  /// How many hashes or entries it holds, from 1 to 256.
  public var width: Int

  public init(_ content: Content, number: UInt64, width: Int = MerkleTree.tileWidth) {
    self.content = content
    self.number = number
    self.width = width
  }

  /// The tile number `number` of a tree of `size` entries, or nil where the tree has nothing for it.
  public init?(_ content: Content, number: UInt64, treeSize size: UInt64) {
    let level = if case .hashes(let level) = content { level } else { 0 }
    let width = UInt64(MerkleTree.tileWidth)
    let count = MerkleTree.hashCount(level: level, size: size)
    guard number < count / width || (number == count / width && !count.isMultiple(of: width))
    else { return nil }
    self.init(content, number: number, width: Int(min(width, count - number * width)))
  }

  /// True for a tile of 256.
  public var isFull: Bool { width == MerkleTree.tileWidth }

  /// The path below the tree's prefix.
  public var text: String {
    let folder = if case .hashes(let level) = content { String(level) } else { "entries" }
    return "tile/" + folder + "/" + TilePath.text(number) + (isFull ? "" : ".p/" + String(width))
  }

  private static func text(_ number: UInt64) -> String {
    var (rest, text) = (number / 1_000, digits(number % 1_000))
    while rest > 0 {
      text = "x" + digits(rest % 1_000) + "/" + text
      rest /= 1_000
    }
    return text
  }

  private static func digits(_ group: UInt64) -> String {
    let digits = String(group)
    return String(repeating: "0", count: 3 - digits.utf8.count) + digits
  }
}
