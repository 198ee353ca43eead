/// Made by `tools/make-tables`: the embedded rule pack, whose source is `tools/tables/default.rules`.
enum DefaultRules {
  static let text = [part1, part2, part3].joined(separator: "\n")
}
