public import Custody
public import LedgerFormat

extension BodyKind {
  /// What a trade event's kind is called; nil for the ledger's own events.
  public var word: Word? {
    switch self {
    case .production: Word("production", "生产")
    case .storage: Word("storage", "储存")
    case .trade: Word("trade", "经营")
    case .consignment: Word("consignment", "托运")
    case .transport: Word("transport", "运输")
    case .use: Word("use", "使用")
    case .disposal: Word("disposal", "处置")
    case .loss: Word("loss", "损耗", aliases: ["丢失/损耗"])
    case .correction: Word("correction", "更正")
    case .registration: Word("registration", "登记")
    case .order: Word("order", "监管指令")
    case .handling: Word("handling", "预警处置")
    case .genesis, .key, .submission, .commitment, .timestamp, .rotation: nil
    }
  }
}

extension Production.Process {
  /// What the process is called.
  public var word: Word {
    switch self {
    case .produce: Word("produce", "生产")
    case .import: Word("import", "进口")
    case .receipt: Word("receipt", "外购")
    case .opening: Word("opening", "期初")
    case .repack: Word("repack", "分装")
    case .blend: Word("blend", "混配")
    case .react: Word("react", "反应")
    case .waste: Word("waste", "产废")
    }
  }
}

extension Storage.Action {
  /// What the action is called.
  public var word: Word {
    switch self {
    case .in: Word("in", "入库")
    case .out: Word("out", "出库")
    case .move: Word("move", "移库")
    case .count: Word("count", "盘点")
    }
  }
}

extension Trade.Action {
  /// What the action is called.
  public var word: Word {
    switch self {
    case .sale: Word("sale", "销售")
    case .purchase: Word("purchase", "采购")
    }
  }
}

extension TransportStep {
  /// What the step is called.
  public var word: Word {
    switch self {
    case .accept: Word("accept", "承运")
    case .load: Word("load", "装车")
    case .depart: Word("depart", "起运")
    case .position: Word("position", "在途")
    case .stop: Word("stop", "停靠")
    case .arrive: Word("arrive", "到达")
    case .unload: Word("unload", "卸车")
    case .deliver: Word("deliver", "签收")
    case .refuse: Word("refuse", "拒收")
    case .return: Word("return", "退回")
    }
  }
}

extension Order.Action {
  /// What the order is called.
  public var word: Word {
    switch self {
    case .hold: Word("hold", "封存")
    case .release: Word("release", "解封")
    case .recall: Word("recall", "召回")
    }
  }
}

extension Loss.Cause {
  /// What the cause is called.
  public var word: Word {
    switch self {
    case .theft: Word("theft", "被盗")
    case .loss: Word("loss", "丢失")
    case .spill: Word("spill", "泄漏")
    case .evaporation: Word("evaporation", "挥发")
    case .found: Word("found", "找回")
    }
  }
}

extension Handling.Action {
  /// What the action is called.
  public var word: Word {
    switch self {
    case .acknowledge: Word("acknowledge", "签收预警")
    case .explain: Word("explain", "说明")
    case .close: Word("close", "关闭")
    }
  }
}
