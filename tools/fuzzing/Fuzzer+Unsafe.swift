import FuzzTargets
import Glibc

/// libFuzzer's own loop, which calls `body` with bytes of its making until its options end it.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// Fuzzes the target that HAZLEDGER_FUZZ_TARGET names; takes libFuzzer's options.
@main
enum Fuzzer {
  private static let target: HostileInput = {
    let name = unsafe getenv("HAZLEDGER_FUZZ_TARGET").map { unsafe String(cString: $0) } ?? ""
    guard let target = HostileInput(rawValue: name) else {
      preconditionFailure("HAZLEDGER_FUZZ_TARGET names no target: '\(name)'")
    }
    return target
  }()

  static func main() {
    var count = CommandLine.argc
    var arguments = unsafe CommandLine.unsafeArgv
    let status = unsafe runDriver(&count, &arguments) { start, count in
      let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
      do { try Fuzzer.target.check(bytes) } catch { preconditionFailure("\(error)") }
      return 0
    }
    exit(status)
  }
}
