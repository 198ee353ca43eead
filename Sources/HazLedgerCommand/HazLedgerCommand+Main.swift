internal import ArgumentParser

extension HazLedgerCommand {
  /// Runs the command that was typed.
  ///
  /// Wrong usage that only shows while a command runs is told like its other failures: the parser would print
  /// the usage of the whole program.
  static func main() {
    do {
      let typed = Array(CommandLine.arguments.dropFirst())
      if typed.first == "help" { try checkKnown(typed.dropFirst().prefix { !$0.hasPrefix("-") }) }
      var command = try parseAsRoot()
      do { try command.run() } catch let error as ValidationError {
        let help = (["hazledger"] + path(typed[...]) + ["--help"]).joined(separator: " ")
        Output.complain([error.message, say(zh: "  用法见 \(help)", en: "  see \(help)")])
        throw ExitStatus.usage.code
      }
    } catch { exit(withError: error) }
  }

  private static func checkKnown(_ names: ArraySlice<String>) throws {
    if let unknown = names.dropFirst(path(names).count).first {
      Output.complain(Bilingual(zh: "没有命令 \(unknown)", en: "there is no command \(unknown)"))
      throw ExitStatus.usage.code
    }
  }

  /// The names at the beginning of what was typed that lead to a command.
  private static func path(_ typed: ArraySlice<String>) -> [String] {
    var path: [String] = []
    var command: any ParsableCommand.Type = Self.self
    for name in typed {
      let known = command.configuration.subcommands
      guard let next = known.first(where: { $0.configuration.commandName == name }) else { break }
      path.append(name)
      command = next
    }
    return path
  }
}
