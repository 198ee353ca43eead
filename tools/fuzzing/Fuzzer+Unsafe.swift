import FuzzTargets
import Glibc

/// The target that this process fuzzes, named in its environment.
private let target: HostileInput = {
  let name = unsafe getenv("HAZLEDGER_FUZZ_TARGET").map { unsafe String(cString: $0) } ?? ""
  guard let target = HostileInput(rawValue: name) else {
    preconditionFailure("HAZLEDGER_FUZZ_TARGET names no target: '\(name)'")
  }
  return target
}()

/// What the fuzzing engine calls with bytes of its making.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  do { try target.check(bytes) } catch { preconditionFailure("\(error)") }
  return 0
}
