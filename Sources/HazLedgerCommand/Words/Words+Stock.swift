internal import Traceability

/// Names of what stock is, does and comes to.
extension Words {
  static func name(_ kind: StockPlaceKind) -> Bilingual {
    switch kind {
    case .held: Bilingual(zh: "持有", en: "held")
    case .inTransit: Bilingual(zh: "在途", en: "in transit")
    case .unaccounted: Bilingual(zh: "去向不明", en: "unaccounted")
    }
  }

  static func name(_ column: BalanceColumn) -> Bilingual {
    switch column {
    case .opening: Bilingual(zh: "期初", en: "opening")
    case .produced: Bilingual(zh: "生产", en: "produced")
    case .imported: Bilingual(zh: "进口", en: "imported")
    case .purchased: Bilingual(zh: "外购", en: "purchased")
    case .declared: Bilingual(zh: "期初登记", en: "declared")
    case .received: Bilingual(zh: "收货", en: "received")
    case .returned: Bilingual(zh: "退回收入", en: "returned")
    case .movedIn: Bilingual(zh: "移入", en: "moved in")
    case .found: Bilingual(zh: "找回", en: "found")
    case .countedMore: Bilingual(zh: "盘盈", en: "counted more")
    case .excess: Bilingual(zh: "溢余", en: "excess")
    case .dispatched: Bilingual(zh: "发出", en: "dispatched")
    case .sentBack: Bilingual(zh: "退还", en: "sent back")
    case .movedOut: Bilingual(zh: "移出", en: "moved out")
    case .used: Bilingual(zh: "使用", en: "used")
    case .disposed: Bilingual(zh: "处置", en: "disposed")
    case .transformed: Bilingual(zh: "投料", en: "transformed")
    case .lost: Bilingual(zh: "损耗", en: "lost")
    case .countedLess: Bilingual(zh: "盘亏", en: "counted less")
    case .leftOut: Bilingual(zh: "短少", en: "left out")
    case .restated: Bilingual(zh: "追溯调整", en: "restated")
    case .closing: Bilingual(zh: "期末", en: "closing")
    }
  }

  static func name(_ state: ConsignmentState) -> Bilingual {
    switch state {
    case .consigned: Bilingual(zh: "已托运", en: "consigned")
    case .accepted: Bilingual(zh: "已承运", en: "accepted")
    case .loaded: Bilingual(zh: "已装车", en: "loaded")
    case .departed: Bilingual(zh: "已起运", en: "departed")
    case .underway: Bilingual(zh: "在途", en: "underway")
    case .stopped: Bilingual(zh: "停靠", en: "stopped")
    case .arrived: Bilingual(zh: "已到达", en: "arrived")
    case .unloaded: Bilingual(zh: "已卸车", en: "unloaded")
    case .partlyDelivered: Bilingual(zh: "部分签收", en: "partly delivered")
    case .delivered: Bilingual(zh: "已签收", en: "delivered")
    case .refused: Bilingual(zh: "已拒收", en: "refused")
    case .returned: Bilingual(zh: "已退回", en: "returned")
    case .missing: Bilingual(zh: "去向不明", en: "missing")
    case .lost: Bilingual(zh: "已灭失", en: "lost")
    }
  }

  /// The cause of a line in the book.
  static func name(_ cause: StockMoveCause) -> Bilingual {
    switch cause {
    case .produced: Bilingual(zh: "生产", en: "produced")
    case .imported: Bilingual(zh: "进口", en: "imported")
    case .purchased: Bilingual(zh: "外购", en: "purchased")
    case .declared: Bilingual(zh: "期初登记", en: "declared")
    case .transformed: Bilingual(zh: "投料", en: "transformed")
    case .moved: Bilingual(zh: "移库", en: "moved")
    case .counted: Bilingual(zh: "盘点", en: "counted")
    case .found: Bilingual(zh: "找回", en: "found")
    case .excess: Bilingual(zh: "溢余", en: "excess")
    case .used: Bilingual(zh: "使用", en: "used")
    case .disposed: Bilingual(zh: "处置", en: "disposed")
    case .lost: Bilingual(zh: "损耗", en: "lost")
    case .loaded: Bilingual(zh: "装车", en: "loaded")
    case .delivered: Bilingual(zh: "签收", en: "delivered")
    case .returned: Bilingual(zh: "退回", en: "returned")
    case .leftOut: Bilingual(zh: "短少", en: "left out")
    }
  }
}
