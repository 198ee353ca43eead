// swift-tools-version: 6.2
import PackageDescription

// Rooms and their arrows: see the architecture page in Sources/HazLedger/HazLedger.docc.
// Tests/HouseTests checks the arrows from the imports.
let package = Package(
  name: "hazledger",
  products: [
    .library(name: "HazLedger", targets: ["HazLedger"]),
    .executable(name: "hazledger", targets: ["HazLedgerCommand"]),
  ],
  dependencies: [
    // Saves option parsing, help, manual page and shell completions; only HazLedgerCommand imports it.
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
  ],
  targets: [
    // SHA-256 and Ed25519; only LedgerFormat imports it.
    .systemLibrary(
      name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .target(name: "LedgerFormat", dependencies: ["COpenSSL"]),
    .target(name: "LedgerStore", dependencies: ["LedgerFormat"]),
    .target(name: "Custody", dependencies: ["LedgerFormat"]),
    .target(name: "Traceability", dependencies: ["Custody"]),
    .target(name: "Regulation", dependencies: ["LedgerFormat", "Custody"]),
    .target(name: "LedgerAudit", dependencies: ["LedgerFormat", "Custody"]),
    .target(name: "Interchange", dependencies: ["LedgerFormat", "Custody", "Traceability"]),
    .target(
      name: "HazLedger",
      dependencies: [
        "LedgerFormat", "LedgerStore", "Custody", "Traceability", "Regulation", "LedgerAudit",
        "Interchange",
      ]),
    .executableTarget(
      name: "HazLedgerCommand",
      dependencies: [
        "HazLedger", "LedgerAudit", "Interchange", "Traceability", "Regulation", "Custody",
        "LedgerStore", "LedgerFormat",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .target(name: "TestSupport", path: "Tests/TestSupport"),
    .target(
      name: "FuzzTargets",
      dependencies: ["LedgerFormat", "Custody", "LedgerAudit", "Interchange", "Regulation"],
      path: "Tests/FuzzTargets"),
    .testTarget(name: "FuzzTests", dependencies: ["FuzzTargets", "TestSupport"]),
    .testTarget(name: "HouseTests"),
    .testTarget(
      name: "LedgerStoreTests", dependencies: ["LedgerStore", "LedgerFormat", "TestSupport"]),
    .testTarget(
      name: "HazLedgerTests",
      dependencies: [
        "HazLedger", "Interchange", "LedgerAudit", "LedgerStore", "LedgerFormat", "Custody",
        "Regulation",
      ]),
    .testTarget(
      name: "HazLedgerCommandTests",
      dependencies: ["HazLedgerCommand", "LedgerAudit", "LedgerFormat", "TestSupport"]),
    .testTarget(name: "ContractTests", dependencies: ["LedgerFormat", "Custody"]),
    .testTarget(
      name: "LedgerFormatTests", dependencies: ["LedgerFormat", "TestSupport"],
      exclude: ["Vectors"]),
    .testTarget(
      name: "CustodyTests", dependencies: ["Custody", "LedgerFormat", "TestSupport"],
      exclude: ["Golden"]),
    .testTarget(
      name: "TraceabilityTests",
      dependencies: ["LedgerFormat", "Custody", "Traceability", "Interchange", "TestSupport"]),
    .testTarget(
      name: "LedgerAuditTests",
      dependencies: ["LedgerAudit", "LedgerFormat", "Custody", "TestSupport"], exclude: ["Golden"]),
    .testTarget(
      name: "RegulationTests",
      dependencies: ["Regulation", "Custody", "LedgerFormat", "TestSupport"]),
    .testTarget(name: "InterchangeTests", dependencies: ["Interchange", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)

// Checking and expanding the tests is half of a build: HAZLEDGER_TESTS=CustodyTests,HouseTests leaves out
// all test targets but those named.
if let wanted = Context.environment["HAZLEDGER_TESTS"]?.split(separator: ",").map(String.init) {
  package.targets.removeAll { $0.type == .test && !wanted.contains($0.name) }
}

// The fuzzer of tools/fuzz, which a plain build leaves alone.
if Context.environment["HAZLEDGER_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "hazledger-fuzz", dependencies: ["FuzzTargets"], path: "tools/fuzzing"))
}

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
  ]
}

// The benchmarks of tools/bench, which a plain build leaves alone: it resolves nothing that they need.
// Their own code reads C libraries freely, and is held to less. The benchmark package takes every
// executable for one of its own, so that only one of the two kinds is in the manifest.
switch Context.environment["HAZLEDGER_BENCH"] {
case nil: break
case "micro":
  package.dependencies.append(
    .package(url: "https://github.com/ordo-one/benchmark", exact: "1.38.1", traits: []))
  package.targets.append(
    .executableTarget(
      name: "MicroBenchmarks",
      dependencies: [
        "Interchange", "Custody", "LedgerStore", "LedgerFormat",
        .product(name: "Benchmark", package: "benchmark"),
      ], path: "tools/Benchmarks/MicroBenchmarks",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]))
default:
  package.targets += [
    .systemLibrary(
      name: "CSQLite", path: "tools/Benchmarks/CSQLite", providers: [.apt(["libsqlite3-dev"])]),
    .executableTarget(
      name: "ledger-bench",
      dependencies: [
        "CSQLite", "HazLedger", "Interchange", "Traceability", "Custody", "LedgerFormat",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], path: "tools/Benchmarks/LedgerBench"),
  ]
}
