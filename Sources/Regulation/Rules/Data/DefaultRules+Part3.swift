/// Made by `tools/make-tables`: edit its source, not this file.
extension DefaultRules {
  /// Part 3 of `tools/tables/default.rules`.
  static let part3 = #"""
    rule      licence-production
      check       licence
      severity    warn
      level       orange
      instrument  中华人民共和国危险化学品安全法
      article     条文待核
      from        2026-05-01
      confidence  C
      licence     safeProduction
      act         produce
      zh          {party} 的事件 {event}:{other} 没有有效的安全生产许可证,{number} {cause}({lot} {chemical})
      en          event {event} of {party}: {other} has no valid production licence: {number} {cause} ({lot}, {chemical})

    rule      licence-use
      check       licence
      severity    refuse
      level       yellow
      instrument  危险化学品安全管理条例(国务院令第645号)
      article     第二十九条
      from        2013-12-07
      until       2026-05-01
      confidence  A
      licence     safeUse safeProduction
      act         use
      zh          {party} 的事件 {event}:{other} 没有有效的安全使用许可证,{number} {cause}({lot} {chemical})
      en          event {event} of {party}: {other} has no valid licence to use: {number} {cause} ({lot}, {chemical})

    rule      licence-use
      check       licence
      severity    warn
      level       yellow
      instrument  中华人民共和国危险化学品安全法
      article     条文待核
      from        2026-05-01
      confidence  C
      licence     safeUse safeProduction
      act         use
      zh          {party} 的事件 {event}:{other} 没有有效的安全使用许可证,{number} {cause}({lot} {chemical})
      en          event {event} of {party}: {other} has no valid licence to use: {number} {cause} ({lot}, {chemical})

    rule      licence-trade
      check       licence
      severity    refuse
      level       orange
      instrument  危险化学品安全管理条例(国务院令第645号)
      article     第三十三条
      from        2013-12-07
      until       2026-05-01
      confidence  A
      licence     trade safeProduction port
      act         sell
      zh          {party} 的事件 {event}:{other} 没有有效的危险化学品经营许可证,{number} {cause}({lot} {chemical})
      en          event {event} of {party}: {other} has no valid trade licence: {number} {cause} ({lot}, {chemical})

    rule      licence-trade
      check       licence
      severity    warn
      level       orange
      instrument  中华人民共和国危险化学品安全法
      article     条文待核
      from        2026-05-01
      confidence  C
      licence     trade safeProduction port
      act         sell
      zh          {party} 的事件 {event}:{other} 没有有效的危险化学品经营许可证,{number} {cause}({lot} {chemical})
      en          event {event} of {party}: {other} has no valid trade licence: {number} {cause} ({lot}, {chemical})

    rule      licence-toxic-purchase
      check       licence
      severity    refuse
      level       red
      instrument  危险化学品安全管理条例(国务院令第645号)
      article     第三十八条
      from        2013-12-07
      until       2026-05-01
      confidence  A
      licence     toxicPurchase safeProduction safeUse trade
      act         purchase
      flags       highly-toxic
      zh          {party} 的事件 {event}:{other} 没有有效的剧毒化学品购买许可,{number} {cause}({lot} {chemical})
      en          event {event} of {party}: {other} has no valid permit to buy highly toxic chemicals: {number} {cause} ({lot}, {chemical})

    rule      licence-toxic-purchase
      check       licence
      severity    warn
      level       red
      instrument  中华人民共和国危险化学品安全法
      article     条文待核
      from        2026-05-01
      confidence  C
      licence     toxicPurchase safeProduction safeUse trade
      act         purchase
      flags       highly-toxic
      zh          {party} 的事件 {event}:{other} 没有有效的剧毒化学品购买许可,{number} {cause}({lot} {chemical})
      en          event {event} of {party}: {other} has no valid permit to buy highly toxic chemicals: {number} {cause} ({lot}, {chemical})

    rule      licence-explosive-precursor
      check       licence
      severity    refuse
      level       red
      instrument  危险化学品安全管理条例(国务院令第645号)
      article     第三十八条
      from        2013-12-07
      until       2026-05-01
      confidence  A
      licence     explosivePrecursor safeProduction safeUse trade
      act         purchase
      flags       explosive-precursor
      zh          {party} 的事件 {event}:{other} 没有有效的易制爆购买许可或合法用途说明,{number} {cause}({lot} {chemical})
      en          event {event} of {party}: {other} has no valid permit to buy explosive precursors: {number} {cause} ({lot}, {chemical})

    rule      licence-explosive-precursor
      check       licence
      severity    warn
      level       red
      instrument  中华人民共和国危险化学品安全法
      article     条文待核
      from        2026-05-01
      confidence  C
      licence     explosivePrecursor safeProduction safeUse trade
      act         purchase
      flags       explosive-precursor
      zh          {party} 的事件 {event}:{other} 没有有效的易制爆购买许可或合法用途说明,{number} {cause}({lot} {chemical})
      en          event {event} of {party}: {other} has no valid permit to buy explosive precursors: {number} {cause} ({lot}, {chemical})

    rule      licence-drug-precursor
      check       licence
      severity    refuse
      level       red
      instrument  易制毒化学品管理条例(2018年修订)
      article     第十四条至第十七条
      from        2018-09-18
      confidence  A
      licence     drugPrecursorPurchase
      act         purchase
      flags       drug-precursor
      zh          {party} 的事件 {event}:{other} 没有有效的易制毒化学品购买许可或备案证明,{number} {cause}({lot} {chemical})
      en          event {event} of {party}: {other} has no valid permit to buy drug precursors: {number} {cause} ({lot}, {chemical})

    rule      licence-carriage
      check       licence
      severity    refuse
      level       orange
      instrument  危险化学品安全管理条例(国务院令第645号)
      article     第四十三条
      from        2013-12-07
      until       2026-05-01
      confidence  A
      licence     carriage
      act         carry
      zh          {party} 的事件 {event}:{other} 没有有效的道路危险货物运输许可证,{number} {cause}({lot} {chemical})
      en          event {event} of {party}: {other} has no valid carriage licence: {number} {cause} ({lot}, {chemical})

    rule      licence-carriage
      check       licence
      severity    warn
      level       orange
      instrument  中华人民共和国危险化学品安全法
      article     条文待核
      from        2026-05-01
      confidence  C
      licence     carriage
      act         carry
      zh          {party} 的事件 {event}:{other} 没有有效的道路危险货物运输许可证,{number} {cause}({lot} {chemical})
      en          event {event} of {party}: {other} has no valid carriage licence: {number} {cause} ({lot}, {chemical})

    rule      licence-vehicle
      check       licence
      severity    refuse
      level       orange
      instrument  危险货物道路运输安全管理办法(交通运输部令2019年第29号)
      article     第二十三条
      from        2020-01-01
      confidence  A
      licence     vehicle
      act         drive
      zh          {party} 的事件 {event}:{other} 没有有效的道路运输证,{number} {cause}({lot} {chemical})
      en          event {event} of {party}: {other} has no valid transport licence of the vehicle: {number} {cause} ({lot}, {chemical})

    rule      licence-waste
      check       licence
      severity    warn
      level       orange
      instrument  中华人民共和国固体废物污染环境防治法(2020年修订)
      article     条文待核
      from        2020-09-01
      confidence  C
      licence     hazardousWaste
      act         dispose
      zh          {party} 的事件 {event}:{other} 没有有效的危险废物经营许可证,{number} {cause}({lot} {chemical})
      en          event {event} of {party}: {other} has no valid hazardous-waste licence: {number} {cause} ({lot}, {chemical})

    rule      tank-media
      check       tank-media
      severity    refuse
      level       orange
      instrument  危险货物道路运输安全管理办法(交通运输部令2019年第29号)
      article     第二十三条
      from        2020-01-01
      confidence  A
      zh          不合罐车:{vehicle} 的适装介质为 {scope},不含 {lot}({chemical})
      en          wrong tank: {vehicle} is permitted {scope}, which leaves out {lot} ({chemical})

    rule      courier
      check       courier
      severity    refuse
      level       red
      instrument  危险化学品安全管理条例(国务院令第645号)
      article     第六十四条
      from        2013-12-07
      until       2026-05-01
      confidence  A
      words       快递 速递 寄递 邮政 快运包裹 Express Courier
      zh          禁止寄递:运单 {consignment} 由 {other} 承运
      en          never by courier: {other} carries waybill {consignment}

    rule      courier
      check       courier
      severity    warn
      level       red
      instrument  中华人民共和国危险化学品安全法
      article     条文待核
      from        2026-05-01
      confidence  C
      words       快递 速递 寄递 邮政 快运包裹 Express Courier
      zh          禁止寄递:运单 {consignment} 由 {other} 承运
      en          never by courier: {other} carries waybill {consignment}

    rule      licence-twice
      check       licence-twice
      severity    warn
      level       red
      instrument  HazLedger 账本模型
      article     登记
      from        1970-01-01
      confidence  A
      zh          证照疑似伪造:{number} 登记在 {first} 和 {second} 名下
      en          a licence may be forged: {number} is registered to {first} and to {second}

    rule      licence-expiring
      check       licence-expiring
      severity    info
      level       blue
      instrument  HazLedger 缺省值(待核)
      article     证照到期
      from        1970-01-01
      confidence  C
      days        60
      zh          证照到期:{party} 的 {number} 有效期至 {due}
      en          a licence ends: {number} of {party} is valid until {due}

    rule      design-maximum
      check       design-maximum
      severity    warn
      level       orange
      instrument  GB 18218-2018
      article     4.2.2
      from        2019-03-01
      confidence  C
      zh          超过设计最大量:{party} 的场所 {site} 存 {chemical} {quantity},设计最大量 {limit}
      en          more than designed for: {site} of {party} holds {quantity} of {chemical}, designed for {limit}

    rule      major-hazard
      check       major-hazard
      severity    info
      level       blue
      instrument  GB 18218-2018
      article     4.2、4.3
      from        2019-03-01
      confidence  B
      zh          重大危险源:{party} 的单元 {site},设计 S={ratio} R={hazard} {level},实时 Σq/Q={quantity}
      en          major hazard: unit {site} of {party}, design S={ratio} R={hazard} {level}, live Σq/Q={quantity}
    """#
}
