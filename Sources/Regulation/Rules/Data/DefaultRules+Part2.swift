/// Made by `tools/make-tables`: edit its source, not this file.
extension DefaultRules {
  /// Part 2 of `tools/tables/default.rules`.
  static let part2 = #"""
    # 期限 ------------------------------------------------------------------------------------------------

    rule      filing-controlled
      check       filing
      severity    warn
      level       orange
      instrument  危险化学品安全管理条例(国务院令第645号)
      article     第四十一条
      from        2013-12-07
      until       2026-05-01
      confidence  A
      days        5
      flags       highly-toxic explosive-precursor
      zh          逾期备案:{party} 于 {time} 向 {other} 销售 {lot}({chemical} {quantity}),购买方应在 {due} 前登记备案
      en          late filing: {party} sold {quantity} of {chemical}, lot {lot}, to {other} at {time}; the buyer files it by {due}

    rule      filing-controlled
      check       filing
      severity    warn
      level       orange
      instrument  中华人民共和国危险化学品安全法
      article     条文待核
      from        2026-05-01
      confidence  C
      days        5
      flags       highly-toxic explosive-precursor
      zh          逾期备案:{party} 于 {time} 向 {other} 销售 {lot}({chemical} {quantity}),购买方应在 {due} 前登记备案
      en          late filing: {party} sold {quantity} of {chemical}, lot {lot}, to {other} at {time}; the buyer files it by {due}

    rule      filing-drug-precursor-1
      check       filing
      severity    warn
      level       orange
      instrument  易制毒化学品管理条例(2018年修订)
      article     第十九条
      from        2018-09-18
      confidence  A
      days        5
      flags       drug-precursor-1
      zh          逾期备案:第一类易制毒化学品,{party} 于 {time} 向 {other} 销售 {lot}({quantity}),期限 {due}
      en          late filing: class 1 drug precursor; {party} sold {quantity} of {lot} to {other} at {time}; due by {due}

    rule      filing-drug-precursor
      check       filing
      severity    warn
      level       yellow
      instrument  易制毒化学品管理条例(2018年修订)
      article     第十九条
      from        2018-09-18
      confidence  A
      days        30
      flags       drug-precursor-2 drug-precursor-3
      zh          逾期备案:第二、三类易制毒化学品,{party} 于 {time} 向 {other} 销售 {lot}({quantity}),期限 {due}
      en          late filing: class 2 or 3 drug precursor; {party} sold {quantity} of {lot} to {other} at {time}; due by {due}

    rule      filing-explosive
      check       filing
      severity    warn
      level       orange
      instrument  民用爆炸物品安全管理条例
      article     第二十四条
      from        2014-07-29
      confidence  A
      days        3
      flags       explosive
      zh          逾期备案:民用爆炸物品,{party} 于 {time} 向 {other} 销售 {lot}({quantity}),期限 {due}
      en          late filing: civil explosives; {party} sold {quantity} of {lot} to {other} at {time}; due by {due}

    rule      waste-confirmation
      check       delivery-confirmation
      severity    warn
      level       yellow
      instrument  危险废物转移管理办法(生态环境部令第23号)
      article     条文待核
      from        2022-01-01
      confidence  C
      workdays    5
      zh          转移联单 {consignment} 于 {time} 到达,接受人 {other} 应在 {due} 前确认(5 个工作日)
      en          waste manifest {consignment} arrived at {time}; {other} confirms it by {due} (5 working days)

    rule      waste-dwell
      check       waste-dwell
      severity    warn
      level       orange
      instrument  中华人民共和国固体废物污染环境防治法(2020年修订)
      article     第八十一条
      from        2020-09-01
      confidence  A
      days        365
      zh          危险废物超期贮存:{party} 的 {lot} 自 {time} 产生,仍存 {quantity},应在 {due} 前转出
      en          waste kept too long: {lot} of {party} arose at {time}, {quantity} are still there; it leaves by {due}

    rule      silent-party
      check       silent-party
      severity    info
      level       blue
      instrument  HazLedger 缺省值(待核)
      article     未上报
      from        1970-01-01
      confidence  C
      days        30
      zh          未上报:{party} 自 {time} 起没有上报
      en          silent: {party} has reported nothing since {time}

    # 编号与分类 ------------------------------------------------------------------------------------------

    rule      party-code
      check       party-code
      severity    warn
      level       yellow
      instrument  GB 32100-2015
      article     第4章
      from        2015-10-01
      confidence  A
      zh          统一社会信用代码 {party} 的校验码不符
      en          the unified social credit code {party} has a wrong check character

    rule      cas-number
      check       cas-number
      severity    warn
      level       yellow
      instrument  CAS Registry
      article     check digit
      from        1970-01-01
      confidence  A
      zh          {lot} 的 CAS 号 {cas} 校验位不符
      en          the CAS number {cas} of {lot} has a wrong check digit

    rule      un-consistent
      check       un-consistent
      severity    warn
      level       yellow
      instrument  ADR 2017
      article     3.2 表A
      from        2017-01-01
      confidence  A
      zh          {lot} 的 {field} 与 UN {un} 不一致:写为 {first},应为 {second}
      en          {field} of {lot} does not fit UN {un}: written {first}, expected {second}

    rule      plate
      check       plate
      severity    info
      level       blue
      instrument  GA 36
      article     号牌编码
      from        1970-01-01
      confidence  C
      zh          车牌 {vehicle} 不合编码规则
      en          the plate {vehicle} does not follow the rule for plates

    rule      unregistered-party
      check       unregistered-party
      severity    info
      level       blue
      instrument  HazLedger 账本模型
      article     登记
      from        1970-01-01
      confidence  A
      zh          {party} 未登记
      en          {party} is not registered

    # 人与手续 --------------------------------------------------------------------------------------------

    rule      two-persons
      check       two-persons
      severity    warn
      level       orange
      instrument  危险化学品安全管理条例(国务院令第645号)
      article     第二十四条
      from        2013-12-07
      until       2026-05-01
      confidence  A
      flags       highly-toxic
      zh          双人收发:{party} 的事件 {event}({lot} {quantity})没有经办人和复核人两人
      en          two persons: event {event} of {party} ({quantity} of {lot}) does not name both handler and checker

    rule      two-persons
      check       two-persons
      severity    warn
      level       orange
      instrument  中华人民共和国危险化学品安全法
      article     条文待核
      from        2026-05-01
      confidence  C
      flags       highly-toxic
      zh          双人收发:{party} 的事件 {event}({lot} {quantity})没有经办人和复核人两人
      en          two persons: event {event} of {party} ({quantity} of {lot}) does not name both handler and checker

    rule      two-persons-explosive-precursor
      check       two-persons
      severity    warn
      level       yellow
      instrument  易制爆危险化学品治安管理办法(公安部令第154号)
      article     条文待核
      from        2019-08-10
      confidence  C
      flags       explosive-precursor
      zh          双人收发:{party} 的事件 {event}({lot} {quantity})没有经办人和复核人两人
      en          two persons: event {event} of {party} ({quantity} of {lot}) does not name both handler and checker

    rule      purchase-agent
      check       purchase-agent
      severity    warn
      level       yellow
      instrument  危险化学品安全管理条例(国务院令第645号)
      article     第四十一条
      from        2013-12-07
      until       2026-05-01
      confidence  A
      flags       highly-toxic explosive-precursor
      zh          销售记录:{party} 的事件 {event}({lot})缺少购买经办人或用途
      en          sales record: event {event} of {party} ({lot}) lacks the purchaser's agent or the purpose

    rule      purchase-agent
      check       purchase-agent
      severity    warn
      level       yellow
      instrument  中华人民共和国危险化学品安全法
      article     条文待核
      from        2026-05-01
      confidence  C
      flags       highly-toxic explosive-precursor
      zh          销售记录:{party} 的事件 {event}({lot})缺少购买经办人或用途
      en          sales record: event {event} of {party} ({lot}) lacks the purchaser's agent or the purpose

    rule      individual-buyer
      check       individual-buyer
      severity    warn
      level       red
      instrument  危险化学品安全管理条例(国务院令第645号)
      article     第四十条
      from        2013-12-07
      until       2026-05-01
      confidence  A
      flags       highly-toxic explosive-precursor
      zh          个人不得购买:{party} 向个人 {other} 提供 {lot}({chemical})
      en          individuals cannot buy it: {party} supplies {lot} ({chemical}) to the individual {other}

    rule      individual-buyer
      check       individual-buyer
      severity    warn
      level       red
      instrument  中华人民共和国危险化学品安全法
      article     条文待核
      from        2026-05-01
      confidence  C
      flags       highly-toxic explosive-precursor
      zh          个人不得购买:{party} 向个人 {other} 提供 {lot}({chemical})
      en          individuals cannot buy it: {party} supplies {lot} ({chemical}) to the individual {other}

    # 装载与储存 ------------------------------------------------------------------------------------------

    rule      mixed-loading
      check       mixed-loading
      severity    warn
      level       orange
      instrument  ADR 2017
      article     7.5.2.1
      from        2017-01-01
      confidence  A
      zh          禁止混装:运单 {consignment} 的 {first} 与 {second}
      en          not to be loaded together: {first} and {second} on waybill {consignment}

    rule      cyanide-with-acid
      check       incompatible-load
      severity    warn
      level       red
      instrument  49 CFR
      article     177.848
      from        1970-01-01
      confidence  A
      pairs       cyanide/acid
      zh          禁忌混运:运单 {consignment} 的 {first} 与 {second}(氰化物与酸)
      en          incompatible: {first} and {second} on waybill {consignment} (cyanide with acid)

    rule      pyrophoric-with-corrosive
      check       incompatible-load
      severity    warn
      level       orange
      instrument  49 CFR
      article     177.848
      from        1970-01-01
      confidence  A
      pairs       pyrophoric/corrosive
      zh          禁忌混运:运单 {consignment} 的 {first} 与 {second}(自燃物品与腐蚀品)
      en          incompatible: {first} and {second} on waybill {consignment} (pyrophoric with corrosive)

    rule      storage-incompatible
      check       storage-incompatible
      severity    warn
      level       yellow
      instrument  GB 15603-2022
      article     条文待核
      from        2023-07-01
      confidence  C
      pairs       explosive/flammable-gas explosive/flammable-liquid explosive/oxidiser explosive/corrosive explosive/toxic flammable-gas/oxidiser flammable-gas/toxic-gas flammable-liquid/oxidiser flammable-solid/oxidiser pyrophoric/oxidiser water-reactive/oxidiser flammable-liquid/peroxide toxic/acid cyanide/acid oxygen/flammable-gas
      zh          禁忌储存(待核):{party} 的场所 {site} 同存 {first} 与 {second}
      en          incompatible storage (to be verified): {first} and {second} are both at {site} of {party}

    # 登记与许可 ------------------------------------------------------------------------------------------
    # These refuse only what the register says: a licence that is expired, revoked or of another scope, a tank
    # whose media are listed, a carrier whose registered name is a courier's. Nothing registered: 需核实.

    rule      licence-production
      check       licence
      severity    refuse
      level       orange
      instrument  危险化学品安全管理条例(国务院令第645号)
      article     第十四条
      from        2013-12-07
      until       2026-05-01
      confidence  A
      licence     safeProduction
      act         produce
      zh          {party} 的事件 {event}:{other} 没有有效的安全生产许可证,{number} {cause}({lot} {chemical})
      en          event {event} of {party}: {other} has no valid production licence: {number} {cause} ({lot}, {chemical})
    """#
}
