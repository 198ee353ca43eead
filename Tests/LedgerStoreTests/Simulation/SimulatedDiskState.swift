import TestSupport

@testable import LedgerStore

/// What a simulated disk is at a moment, and what each call does to it.
struct SimulatedDiskState {
  private static let noSuchFile = -ErrorNumber.notFound
  private static let badDescriptor = -9
  private static let isDirectory = -21
  private static let noSpace = -SimulatedFaults.noSpace

  var random: SeededGenerator
  var faults = SimulatedFaults()
  var capacityBytes = Int.max
  var milliseconds = 0

  private var names = SimulatedNames()
  private var files: [Int: SimulatedFile] = [:]
  /// The nodes of open files and folders.
  private var descriptors: [Int32: Int] = [:]
  /// The descriptor that holds a file's lock.
  private var locks: [Int: Int32] = [:]
  private var nextNode = SimulatedNames.rootNode + 1
  private var nextDescriptor: Int32 = 3

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    _ = makeDirectory("/temporary")
    names.sync(SimulatedNames.rootNode)
  }

  /// The bytes of all files that have a name.
  var usedBytes: Int {
    names.folders.values.reduce(0) { sum, folder in
      folder.values.reduce(sum) { $0 + (files[$1]?.bytes.count ?? 0) }
    }
  }

  // MARK: Faults

  /// Does a call, or not, as the faults say; `amount` is what a read or write is asked for.
  mutating func doing(
    _ call: SystemCall, isChange: Bool, amount: Int,
    _ body: (inout SimulatedDiskState, Int) -> Int
  ) -> Int {
    switch faults.verdict(call, isChange: isChange, &random) {
    case .done: return body(&self, amount)
    case .short: return body(&self, amount > 1 ? amount / 2 : amount)
    case .failed(let code, let donePercent):
      if isChange, donePercent > 0 { _ = body(&self, amount * donePercent / 100) }
      return -code
    }
  }

  /// Does a call that is done whole or not at all.
  mutating func doing(
    _ call: SystemCall, isChange: Bool, _ body: (inout SimulatedDiskState) -> Int
  ) -> Int {
    doing(call, isChange: isChange, amount: 0) { state, _ in body(&state) }
  }

  mutating func sync(_ descriptor: Int32) -> Int {
    guard let node = descriptors[descriptor] else { return SimulatedDiskState.badDescriptor }
    switch faults.verdict(.sync, isChange: true, &random) {
    case .done, .short:
      complete(node)
      return 0
    case .failed(let code, let donePercent):
      if donePercent == 100 { complete(node) }
      // The pages are marked clean although they may never have been written.
      if donePercent == 50 { files[node]?.failSync(Survival.any(&random), &random) }
      return -code
    }
  }

  private mutating func complete(_ node: Int) {
    if files[node] == nil { names.sync(node) } else { files[node]?.sync() }
  }

  mutating func endProcesses() { (descriptors, locks) = ([:], [:]) }

  mutating func losePower() {
    endProcesses()
    let survival = Survival.any(&random)
    names.losePower(survival, &random)
    for node in files.keys.sorted() { files[node]?.losePower(survival, &random) }
  }

  // MARK: Calls

  mutating func open(_ path: String, _ mode: OpenMode) -> Int {
    let (node, folder, name) = names.find(path)
    if mode.access == .directory {
      guard let node else { return SimulatedDiskState.noSuchFile }
      return names.folders[node] == nil ? -ErrorNumber.notDirectory : descriptor(of: node)
    }
    if let node {
      if mode.access == .createNew { return -ErrorNumber.exists }
      return files[node] == nil ? SimulatedDiskState.isDirectory : descriptor(of: node)
    }
    guard mode.access == .create || mode.access == .createNew, let folder,
      names.folders[folder] != nil
    else { return SimulatedDiskState.noSuchFile }
    guard usedBytes < capacityBytes else { return SimulatedDiskState.noSpace }
    let made = nextNode
    nextNode += 1
    files[made] = SimulatedFile()
    names.add(name, made, in: folder)
    return descriptor(of: made)
  }

  mutating func close(_ descriptor: Int32) -> Int {
    guard let node = descriptors.removeValue(forKey: descriptor) else {
      return SimulatedDiskState.badDescriptor
    }
    if locks[node] == descriptor { locks[node] = nil }
    return 0
  }

  func read(_ descriptor: Int32, at offset: Int, count: Int, to part: inout [UInt8]) -> Int {
    guard let bytes = descriptors[descriptor].flatMap({ files[$0]?.bytes }) else {
      return SimulatedDiskState.badDescriptor
    }
    guard offset < bytes.count else { return 0 }
    part = Array(bytes[offset..<min(bytes.count, offset + count)])
    return part.count
  }

  mutating func write(_ descriptor: Int32, _ part: [UInt8], at offset: Int) -> Int {
    guard let node = descriptors[descriptor], let size = files[node]?.bytes.count else {
      return SimulatedDiskState.badDescriptor
    }
    var count = part.count
    if capacityBytes < .max {
      let room = max(0, capacityBytes - usedBytes)
      count = min(count, max(0, size - offset) + room)
      if count == 0, !part.isEmpty { return SimulatedDiskState.noSpace }
    }
    files[node]?.write(Array(part[..<count]), at: offset)
    return count
  }

  func size(of descriptor: Int32) -> Int {
    descriptors[descriptor].flatMap { files[$0]?.bytes.count } ?? SimulatedDiskState.badDescriptor
  }

  mutating func truncate(_ descriptor: Int32, to sizeBytes: Int) -> Int {
    guard let node = descriptors[descriptor], files[node] != nil else {
      return SimulatedDiskState.badDescriptor
    }
    files[node]?.truncate(to: sizeBytes)
    return 0
  }

  mutating func lock(_ descriptor: Int32) -> Int {
    guard let node = descriptors[descriptor] else { return SimulatedDiskState.badDescriptor }
    if let holder = locks[node], holder != descriptor { return -ErrorNumber.tryAgain }
    locks[node] = descriptor
    return 0
  }

  func leads(_ path: String, to descriptor: Int32) -> Int {
    guard let node = descriptors[descriptor] else { return SimulatedDiskState.badDescriptor }
    return names.find(path).node == node ? 1 : 0
  }

  mutating func map(_ descriptor: Int32, sizeBytes: Int) -> MappedFile? {
    guard !faults.isEnded, sizeBytes > 0, let node = descriptors[descriptor] else { return nil }
    if faults.nuisanceOneIn > 0, random.chance(1, in: faults.nuisanceOneIn) { return nil }
    return files[node]?.map(sizeBytes: sizeBytes)
  }

  mutating func rename(_ path: String, to target: String) -> Int {
    let (source, destination) = (names.find(path), names.find(target))
    guard source.node != nil, let folder = source.folder, let targetFolder = destination.folder
    else { return SimulatedDiskState.noSuchFile }
    names.move(source.name, in: folder, to: destination.name, in: targetFolder)
    return 0
  }

  mutating func unlink(_ path: String) -> Int {
    let (node, folder, name) = names.find(path)
    guard let node, let folder else { return SimulatedDiskState.noSuchFile }
    guard files[node] != nil else { return SimulatedDiskState.isDirectory }
    names.remove(name, in: folder)
    return 0
  }

  mutating func makeDirectory(_ path: String) -> Int {
    let (node, folder, name) = names.find(path)
    if node != nil { return -ErrorNumber.exists }
    guard let folder else { return SimulatedDiskState.noSuchFile }
    let made = nextNode
    nextNode += 1
    names.addFolder(made)
    names.add(name, made, in: folder)
    return 0
  }

  func names(in path: String, to list: inout [String]) -> Int {
    guard let node = names.find(path).node else { return SimulatedDiskState.noSuchFile }
    guard let names = names.folders[node] else { return -ErrorNumber.notDirectory }
    list = names.keys.sorted()
    return 0
  }

  // MARK: From outside

  /// The same files, open nowhere and mapped nowhere.
  func copy() -> SimulatedDiskState {
    var copy = self
    copy.endProcesses()
    for node in files.keys { copy.files[node]?.forgetMapping() }
    return copy
  }

  func contents(of path: String) -> [UInt8]? { names.find(path).node.flatMap { files[$0]?.bytes } }

  mutating func replace(_ path: String, with bytes: [UInt8]?) {
    let (node, folder, name) = names.find(path)
    guard let folder else { return }
    if node != nil { names.remove(name, in: folder) }
    if let bytes {
      var file = SimulatedFile()
      file.write(bytes, at: 0)
      file.sync()
      files[nextNode] = file
      names.add(name, nextNode, in: folder)
      nextNode += 1
    }
    names.sync(folder)
  }

  private mutating func descriptor(of node: Int) -> Int {
    descriptors[nextDescriptor] = node
    nextDescriptor += 1
    return Int(nextDescriptor - 1)
  }
}
