internal import ArgumentParser
internal import HazLedger
internal import Interchange

struct ReindexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reindex",
    abstract: say(
      zh: "重建可由账本导出的文件(index/、tree/ 和 map/)", en: "Rebuild what is derived: index/, tree/ and map/."
    ))

  @OptionGroup var common: CommonOptions
  @OptionGroup var waiting: WaitOption

  func run() throws {
    try Face.run(common.format) {
      let recorder = try waiting.open(waiting.places(common), rebuildsDerived: true)
      let size = recorder.size
      try recorder.close()
      switch common.format {
      case .json:
        Output.object { json in json.field("size", size) }
      case .text:
        Output.lines([
          say(
            zh: "已由 \(size) 条记录重建索引和树。",
            en: "Rebuilt index and tree from \(Words.counted(size, "entry")).")
        ])
      }
    }
  }
}
