import LedgerFormat
import Testing

@Suite("Paths of published tiles")
struct TilePathTests {
  @Test("are those of tlog-tiles")
  func paths() {
    let hashes = TilePath.Content.hashes(level: 0)
    #expect(TilePath(hashes, number: 0).text == "tile/0/000")
    #expect(TilePath(hashes, number: 273).text == "tile/0/273")
    #expect(TilePath(hashes, number: 1_234_067).text == "tile/0/x001/x234/067")
    #expect(TilePath(hashes, number: 1_000_000).text == "tile/0/x001/x000/000")
    #expect(TilePath(.hashes(level: 2), number: 5, width: 8).text == "tile/2/005.p/8")
    #expect(TilePath(.entries, number: 1_000, width: 1).text == "tile/entries/x001/000.p/1")
    #expect(
      TilePath(hashes, number: .max).text == "tile/0/x018/x446/x744/x073/x709/x551/615")
  }

  @Test("a tree has its full tiles, one partial where the count leaves a rest, and no more")
  func tilesOfATree() {
    func tiles(_ level: Int, _ size: UInt64) -> [String] {
      var (paths, number) = ([String](), UInt64(0))
      while let path = TilePath(.hashes(level: level), number: number, treeSize: size) {
        paths.append(path.text)
        number += 1
      }
      return paths
    }
    #expect(tiles(0, 0) == [])
    #expect(tiles(0, 256) == ["tile/0/000"])
    #expect(tiles(1, 256) == ["tile/1/000.p/1"])
    #expect(tiles(2, 256) == [])
    #expect(tiles(0, 70_000).count == 274)
    #expect(tiles(0, 70_000).last == "tile/0/273.p/112")
    #expect(tiles(1, 70_000) == ["tile/1/000", "tile/1/001.p/17"])
    #expect(tiles(2, 70_000) == ["tile/2/000.p/1"])
    #expect(tiles(3, 70_000) == [])
    #expect(tiles(64, .max) == [])
  }
}
