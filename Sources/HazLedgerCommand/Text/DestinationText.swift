internal import Custody
internal import Interchange
internal import LedgerFormat
internal import Traceability

/// Where all of a lot is, as a person reads it.
struct DestinationText {
  let destination: DestinationAnswer
  let answer: TraceAnswer

  func lines() -> [String] {
    let whole = answer.quantity.amount &+ answer.found.amount
    var lines = ["", say(zh: "去向:到哪里去", en: "Destination: where all of it went")]
    var totals = Table([
      (say(zh: "状态", en: "state"), .leading), (say(zh: "数量", en: "quantity"), .trailing),
      (say(zh: "占比", en: "share"), .trailing),
    ])
    for (name, total) in named(destination.totals) where total.amount != 0 {
      let share = whole > 0 ? Double(total.amount) / Double(whole) : nil
      totals.add([name, total.text, TraceText.percent(share)])
    }
    totals.add([
      say(zh: "合计", en: "total"), Quantity(amount: whole, unit: answer.quantity.unit).text,
      whole > 0 ? "100 %" : "",
    ])
    lines += totals.lines()
    let places = self.places()
    if !places.isEmpty { lines += [""] + places.lines() }
    lines += notCovered()
    if !destination.lots.isEmpty {
      lines += [
        "",
        "  "
          + say(
            zh: "由它制成的批次共 \(destination.lots.count) 个",
            en: "\(destination.lots.count) lots were made of it, directly or not"),
      ]
    }
    return lines
  }

  private func named(_ totals: DestinationAnswer.Totals) -> [(String, Quantity)] {
    [
      (State.held, totals.held), (.inTransit, totals.inTransit), (.used, totals.used),
      (.disposed, totals.disposed), (.lost, totals.lost), (.transformed, totals.transformed),
      (.unaccounted, totals.unaccounted),
    ].map { ($0.0.name, $0.1) }
  }

  private enum State {
    case held, inTransit, used, disposed, lost, transformed, unaccounted

    var name: String {
      switch self {
      case .held: say(zh: "持有", en: "held")
      case .inTransit: say(zh: "在途", en: "in transit")
      case .used: say(zh: "已使用", en: "used")
      case .disposed: say(zh: "已处置", en: "disposed")
      case .lost: say(zh: "损失", en: "lost")
      case .transformed: say(zh: "转化(份额不明)", en: "transformed (share unknown)")
      case .unaccounted: say(zh: "去向不明", en: "unaccounted")
      }
    }
  }

  private func places() -> Table {
    var table = Table([
      (say(zh: "状态", en: "state"), .leading), (say(zh: "批次", en: "lot"), .leading),
      (say(zh: "企业", en: "party"), .leading), (say(zh: "场所/运单/记录", en: "where"), .leading),
      (say(zh: "数量", en: "quantity"), .trailing),
      (say(zh: "其中本批", en: "of this lot"), .trailing),
    ])
    for row in destination.held {
      let site = row.place.site?.text ?? say(zh: "(未指定)", en: "(unnamed)")
      add(row, .held, row.place.party.text, site, to: &table)
    }
    for row in destination.inTransit {
      add(row, .inTransit, row.place.carrier.text, row.place.consignment.text, to: &table)
    }
    for (state, rows) in [
      (State.used, destination.used), (.disposed, destination.disposed),
      (.lost, destination.lost), (.transformed, destination.transformed),
    ] {
      for row in rows { add(row, state, row.place.party.text, what(row.place), to: &table) }
    }
    for row in destination.unaccounted {
      add(row, .unaccounted, row.place.carrier.text, row.place.consignment.text, to: &table)
    }
    return table
  }

  private func add<Place>(
    _ row: DestinationRow<Place>, _ state: State, _ party: String, _ place: String,
    to table: inout Table
  ) {
    table.add([
      state.name, row.lot.text, party, place, row.quantity.text, row.attributed.text,
    ])
  }

  private func what(_ place: EventPlace) -> String {
    let word =
      switch place.detail {
      case .purpose(let text), .method(let text): text
      case .cause(.reported(let cause)): say(zh: cause.word.chinese, en: cause.word.english)
      case .cause(.count): say(zh: "盘亏", en: "count")
      case .cause(.process(let process)), .process(let process):
        say(zh: process.word.chinese, en: process.word.english)
      }
    return "#\(place.index) \(word)"
  }

  private func notCovered() -> [String] {
    guard !destination.notCovered.isEmpty else { return [] }
    var table = Table([
      (say(zh: "批次", en: "lot"), .leading), (say(zh: "企业", en: "party"), .leading),
      (say(zh: "场所/运单", en: "where"), .leading), (say(zh: "缺口", en: "missing"), .trailing),
    ])
    for row in destination.notCovered {
      table.add([
        row.lot.text, row.party.text, row.site?.text ?? row.consignment?.text ?? "",
        row.quantity.text,
      ])
    }
    return [
      "", say(zh: "此刻尚无来源即已取用", en: "Taken by then without being there yet"),
    ] + table.lines()
  }
}
