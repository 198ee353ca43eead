/// Who and what the worlds are made of.
enum People {
  static let producers = (0..<40).map { creditCode("91360423MA1", $0) }
  /// One in forty writes its own code wrongly, so that one event in a hundred or so is warned of.
  static let users = (0..<160).map { creditCode("91360423MA2", $0, isWrong: $0 % 40 == 39) }
  static let carriers = (0..<20).map { creditCode("91360423MA3", $0) }
  static let names = ["王海涛", "李秀英", "张伟", "刘洋", "陈静", "杨帆", "赵磊", "黄丽", "欧阳文", "周杰"]
}

/// A unified social credit code, with its check character by GB 32100-2015 or with the next one.
private func creditCode(_ beginning: String, _ number: Int, isWrong: Bool = false) -> String {
  let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
  let code = beginning + digits(number, 6)
  var (sum, weight) = (0, 1)
  for character in code {
    guard let value = alphabet.firstIndex(of: character) else {
      preconditionFailure("a code of that alphabet")
    }
    sum += value * weight
    weight = weight * 3 % 31
  }
  return code + String(alphabet[(62 - sum % 31 + (isWrong ? 1 : 0)) % 31])
}

private let chemicals = [
  ("甲苯", "108-88-3", "1294", ""), ("硫酸", "7664-93-9", "1830", "98 % w/w"),
  ("盐酸", "7647-01-0", "1789", "37 % w/w"), ("丙酮", "67-64-1", "1090", ""),
  ("过氧化氢", "7722-84-1", "2014", "50 % w/w"), ("氰化钠", "143-33-9", "1689", ""),
]
private let plates = ["赣G12345", "赣G6789挂", "皖A3F720", "浙B88D16", "赣GD01234"]
private let roadside = ["G56杭瑞高速 都昌服务区", "武宁收费站", "九江大桥", "修水县 义宁镇"]
private let purposes = ["生产原料", "清洗设备", "水处理", "实验分析"]
private let methods = ["焚烧", "中和", "填埋", "委托处置"]

/// One lot, what was made of it, and what became of all that.
struct Story {
  /// An amount in kilograms of one lot, held by a party at its site.
  private struct Holding {
    /// The batch, and the party that made it.
    var batch: String
    var maker: String
    var party: String
    var site: String
    var amount: Int
  }

  private var holdings: [Holding] = []
  /// Rows that were told already, the next one last.
  private var told: [Row] = []
  private var hasBegun = false

  var isOver: Bool { hasBegun && told.isEmpty && holdings.isEmpty }

  init() {}

  /// Tells of a lot with 50 events and 100 descendants.
  init(tracedLot lot: String) {
    hasBegun = true
    var make = Row("production", party: World.tracedParty)
    make[.process] = "produce"
    make[.lot] = lot
    make[.quantity] = "10000 kg"
    var rows = [make]
    for number in 0..<25 {
      var repack = Row("production", party: World.tracedParty)
      repack[.process] = "repack"
      repack[.inputs] = "\(lot)=100 kg"
      repack[.outputs] = (0..<4).map { "\(lot)-\(number * 4 + $0)=25 kg" }.joined(separator: "|")
      rows.append(repack)
      guard number < 24 else { break }
      var count = Row("storage", party: World.tracedParty)
      count[.action] = "count"
      count[.lot] = lot
      count[.quantity] = "\(10_000 - 100 * (number + 1)) kg"
      rows.append(count)
    }
    told = rows.reversed()
  }

  /// The story's next event.
  mutating func next(_ world: inout World) -> Row {
    if let row = told.popLast() { return row }
    guard hasBegun else { return make(&world) }
    let place = world.random.below(holdings.count)
    let draw = world.random.below(1_000)
    let row: Row
    switch draw {
    case _ where holdings[place].amount < 50 || draw < 280: row = end(place, &world)
    case ..<500: row = store(place, &world)
    case ..<580: row = trade(place, &world)
    case ..<820 where holdings.count < 6: row = process(place, &world)
    default: row = carry(place, &world)
    }
    holdings.removeAll { $0.amount == 0 }
    return row
  }

  private mutating func make(_ world: inout World) -> Row {
    hasBegun = true
    let party = world.random.one(of: People.producers)
    let (name, cas, un, concentration) = world.random.one(of: chemicals)
    let (batch, amount) = (world.newLot(), 500 + world.random.below(49_500))
    holdings.append(
      Holding(batch: batch, maker: party, party: party, site: "1号储罐区", amount: amount))
    var row = Row("production", party: party)
    row[.site] = "1号储罐区"
    row[.lot] = batch
    row[.quantity] = "\(amount) kg"
    (row[.name], row[.cas], row[.un], row[.concentration]) = (name, cas, un, concentration)
    row[.process] = world.random.one(of: ["produce", "produce", "import", "receipt", "opening"])
    row[.checker] = world.random.one(of: People.names)
    return row
  }

  /// Moved, counted, taken in or out.
  private mutating func store(_ place: Int, _ world: inout World) -> Row {
    let holding = holdings[place]
    var row = Row("storage", party: holding.party)
    row[.site] = holding.site
    row[.lot] = named(holding, &world)
    row[.quantity] = "\(holding.amount) kg"
    let action = holding.site.isEmpty ? "in" : world.random.one(of: ["move", "count", "out"])
    row[.action] = action
    switch action {
    case "count":
      row[.reason] = "月末盘点"
      let beside = holdings.filter {
        $0.batch == holding.batch && $0.party == holding.party && $0.site == holding.site
      }
      row[.quantity] = "\(beside.reduce(0) { $0 + $1.amount }) kg"
    case "move":
      holdings[place].site = world.random.one(of: ["一号库", "二号库", "暂存间"])
      row[.toSite] = holdings[place].site
    case "out": holdings[place].site = ""
    default:
      holdings[place].site = "一号库"
      row[.site] = "一号库"
    }
    return row
  }

  /// Sold or bought, which moves nothing.
  private func trade(_ place: Int, _ world: inout World) -> Row {
    let holding = holdings[place]
    var row = Row("trade", party: holding.party)
    row[.action] = world.random.one(of: ["sale", "purchase"])
    row[.counterparty] = world.random.one(of: People.users)
    row[.agent] = world.random.one(of: People.names)
    row[.goods] = "\(holding.maker)/\(holding.batch)=\(holding.amount) kg"
    return row
  }

  /// Repacked, blended, reacted, or turned to waste: one lot into one to three.
  private mutating func process(_ place: Int, _ world: inout World) -> Row {
    let holding = holdings[place]
    let count = 1 + world.random.below(3)
    let process = world.random.one(of: ["repack", "repack", "blend", "react", "waste"])
    holdings[place].amount = 0
    var (outputs, left) = ([String](), holding.amount)
    for number in 0..<count {
      let amount = number == count - 1 ? left : left / 2
      left -= amount
      let batch = world.newLot()
      outputs.append("\(batch)=\(amount) kg")
      holdings.append(
        Holding(
          batch: batch, maker: holding.party, party: holding.party, site: holding.site,
          amount: amount))
    }
    var row = Row("production", party: holding.party)
    row[.site] = holding.site
    row[.process] = process
    row[.inputs] = "\(named(holding, &world))=\(holding.amount) kg"
    row[.outputs] = outputs.joined(separator: "|")
    row[.name] = process == "repack" ? "" : "稀释剂"
    return row
  }

  /// Used, disposed of, or lost, in part or all.
  private mutating func end(_ place: Int, _ world: inout World) -> Row {
    let holding = holdings[place]
    var amount = holding.amount
    if amount >= 50, world.random.perMille(500) { amount /= 2 }
    holdings[place].amount -= amount
    let draw = world.random.below(10)
    var row = Row(draw < 7 ? "use" : draw < 9 ? "disposal" : "loss", party: holding.party)
    row[.site] = holding.site
    row[.lot] = named(holding, &world)
    row[.quantity] = "\(amount) kg"
    switch draw {
    case ..<7: row[.purpose] = world.random.one(of: purposes)
    case ..<9: row[.method] = world.random.one(of: methods)
    default: row[.cause] = world.random.one(of: ["theft", "loss", "spill", "evaporation"])
    }
    return row
  }

  /// Consigned, driven and delivered.
  private mutating func carry(_ place: Int, _ world: inout World) -> Row {
    let holding = holdings[place]
    let consignee = world.random.one(of: People.users)
    let carrier = world.random.one(of: People.carriers)
    let (number, vehicle) = (world.newConsignment(), world.random.one(of: plates))
    var amount = holding.amount
    if amount > 1_000, world.random.perMille(500) { amount /= 2 }
    holdings[place].amount -= amount
    var open = Row("consignment", party: holding.party)
    open[.site] = holding.site
    open[.consignment] = number
    open[.consignee] = consignee
    open[.carrier] = carrier
    open[.toSite] = "一号库"
    open[.goods] = "\(named(holding, &world))=\(amount) kg"
    open[.document] = "XK\(number)"
    func leg(_ step: String, party: String) -> Row {
      var row = Row("transport", party: party)
      row[.consignment] = number
      row[.step] = step
      if party == carrier { row[.vehicle] = vehicle }
      return row
    }
    var rows = [open, leg("accept", party: carrier), leg("load", party: carrier)]
    rows[1][.driver] = world.random.one(of: People.names)
    rows[2][.driver] = world.random.one(of: People.names)
    rows[2][.escort] = world.random.one(of: People.names)
    for step in ["depart", "position", "position", "stop", "arrive", "unload"]
    where world.random.perMille(400) {
      rows.append(leg(step, party: carrier))
      rows[rows.count - 1][.place] = world.random.one(of: roadside)
    }
    let isRefused = world.random.perMille(30)
    if isRefused {
      rows.append(leg("refuse", party: consignee))
      rows.append(leg("return", party: carrier))
    } else {
      rows.append(leg("deliver", party: consignee))
      rows[rows.count - 1][.site] = "一号库"
    }
    holdings.append(
      Holding(
        batch: holding.batch, maker: holding.maker, party: isRefused ? holding.party : consignee,
        site: isRefused ? holding.site : "一号库", amount: amount))
    told = rows.reversed()
    return told.removeLast()
  }

  /// The lot as people write it: half of the time without its maker.
  private func named(_ holding: Holding, _ world: inout World) -> String {
    world.random.perMille(500) ? holding.batch : "\(holding.maker)/\(holding.batch)"
  }
}
