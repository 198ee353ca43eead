import Foundation
import Testing

/// The order of entries is their index; what the clock says is only recorded.
@Suite("Clocks")
struct ClockTests {
  /// A library that takes two hours from what every clock says, and nothing else.
  private static let library = """
    #define _GNU_SOURCE
    #include <dlfcn.h>
    #include <time.h>
    int clock_gettime(clockid_t clock, struct timespec *time) {
      static int (*next)(clockid_t, struct timespec *);
      if (!next) next = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
      int outcome = next(clock, time);
      if (outcome == 0 && clock == CLOCK_REALTIME) time->tv_sec -= 7200;
      return outcome;
    }
    """

  @Test(
    "a clock that stepped back is a finding, and stops neither recording nor verifying",
    .enabled(if: Host.canCompile, "needs a C compiler"))
  func stepsBack() throws {
    let home = try LedgerAtHome()
    try home.create()
    try home.run("append", input: MadeEvents.line("1"))
    let source = try home.file("clock.c", ClockTests.library)
    // The loader parts the names of such libraries at spaces, and a test's own folder has some.
    let library = FileManager.default.temporaryDirectory.path + "/clock-\(UUID().uuidString).so"
    defer { try? FileManager.default.removeItem(atPath: library) }
    let built = ["clang", "-shared", "-fPIC", "-o", library, source, "-ldl"]
    try #require(Host.succeeds(built))
    let file = try home.file("2.json", MadeEvents.line("2"))
    let appended = try home.run(
      tool: Program.url.path, ["append", file], environment: ["LD_PRELOAD": library])
    #expect(appended.status == 0, "\(appended.error)")
    #expect(try home.run("append", input: MadeEvents.line("3")).status == 0)
    let times = try home.run("export").jsonLines().compactMap { $0["recordedAt"] as? String }
    #expect(times.count == 3 && times[1] < times[0] && times[2] > times[0])
    let verified = try home.run("verify", "--format", "json")
    #expect(verified.status == 0)
    #expect((try verified.json()["notes"] as? [String])?.contains { $0.contains("clock") } == true)
  }
}
