/// A large world of valid events, from a seed, for measuring.
///
/// Every kind, process, action, step and cause of the model. Many lots live at the same time, each with
/// its descendants: a `Story` tells what becomes of one lot from its making to its end, and the world
/// takes turns among its stories. One lot, `tracedLot`, has just 50 events and 100 descendants.
/// The same arguments give the same bytes.
struct World {
  /// The lot of 50 events and 100 descendants.
  static let tracedParty = People.producers[0]
  static let storiesAtOnce = 2_000

  var random: SeededRandom
  /// Stands before every name, so that worlds can follow one another in a ledger.
  let prefix: String
  private var lots = 0
  private var consignments = 0

  init(seed: UInt64, prefix: String) {
    random = SeededRandom(seed: seed)
    self.prefix = prefix
  }

  static func tracedLot(prefix: String) -> String { prefix + "TRACED" }

  mutating func newLot() -> String {
    lots += 1
    return prefix + "26-" + digits(lots, 7)
  }

  mutating func newConsignment() -> String {
    consignments += 1
    return prefix + "YD" + digits(consignments, 8)
  }

  /// Writes so many events.
  mutating func write(_ count: Int, to path: String) {
    var sheet = SheetWriter(path: path)
    var stories = (0..<min(World.storiesAtOnce, 1 + count / 50)).map { _ in Story() }
    stories[0] = Story(tracedLot: World.tracedLot(prefix: prefix))
    for _ in 0..<count {
      let place = random.below(stories.count)
      if stories[place].isOver { stories[place] = Story() }
      var row = stories[place].next(&self)
      if random.perMille(300) { row[.handler] = random.one(of: People.names) }
      sheet.write(row, prefix: prefix)
    }
    sheet.close()
  }
}

/// The descendants of one lot, each level ten times as many, for a trace of a million lots.
enum Genealogy {
  static let party = World.tracedParty
  static let root = "ROOT"

  /// Writes a genealogy of at least so many lots; gives the number of events and of lots.
  static func write(lots count: Int, to path: String) -> (events: Int, lots: Int) {
    var sheet = SheetWriter(path: path)
    var make = Row("production", party: party)
    make[.process] = "produce"
    make[.lot] = root
    make[.quantity] = "10000000 kg"
    sheet.write(make, prefix: "G")
    var (parents, amount) = ([root], 10_000_000)
    var (events, lots) = (1, 1)
    while lots < count, amount >= 10 {
      amount /= 10
      var children: [String] = []
      for parent in parents where lots < count {
        let outputs = (0..<10).map { "N\(lots + $0)" }
        lots += 10
        events += 1
        var row = Row("production", party: party)
        row[.process] = "repack"
        row[.inputs] = "\(parent)=\(amount * 10) kg"
        row[.outputs] = outputs.map { "\($0)=\(amount) kg" }.joined(separator: "|")
        sheet.write(row, prefix: "G")
        children.append(contentsOf: outputs)
      }
      parents = children
    }
    sheet.close()
    return (events, lots)
  }
}
