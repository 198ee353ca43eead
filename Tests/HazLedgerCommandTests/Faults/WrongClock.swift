import Foundation
import Testing

/// The library of a wrong clock, which goes with its owner.
final class WrongClock {
  /// Moves by `WRONG_SECONDS` what the clock says, and nothing else.
  private static let source = """
    #define _GNU_SOURCE
    #include <dlfcn.h>
    #include <stdlib.h>
    #include <time.h>
    int clock_gettime(clockid_t clock, struct timespec *time) {
      static int (*next)(clockid_t, struct timespec *);
      if (!next) next = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
      int outcome = next(clock, time);
      const char *wrong = getenv("WRONG_SECONDS");
      if (outcome == 0 && clock == CLOCK_REALTIME && wrong) time->tv_sec += atoll(wrong);
      return outcome;
    }
    """

  // The loader parts the names of such libraries at spaces, and a test's own folder has some.
  private let library =
    FileManager.default.temporaryDirectory.path + "/clock-\(UUID().uuidString).so"

  init() throws {
    let scratch = try Scratch()
    try Data(WrongClock.source.utf8).write(to: scratch.url("clock.c"))
    let built = ["clang", "-shared", "-fPIC", "-o", library, scratch.path("clock.c"), "-ldl"]
    try #require(Host.succeeds(built))
  }

  deinit { try? FileManager.default.removeItem(atPath: library) }

  /// Runs a command by a clock that is wrong by so many seconds.
  func run(
    _ home: LedgerAtHome, seconds: Int, _ arguments: [String]
  ) throws -> Program.Outcome {
    try home.run(
      tool: Program.url.path, arguments,
      environment: ["LD_PRELOAD": library, "WRONG_SECONDS": String(seconds)])
  }
}
