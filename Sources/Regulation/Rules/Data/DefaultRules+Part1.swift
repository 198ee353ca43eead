/// Made by `tools/make-tables`: edit its source, not this file.
extension DefaultRules {
  /// Part 1 of `tools/tables/default.rules`.
  static let part1 = #"""
    # The rules that hazledger judges by unless --rules names another pack. The page "Rules" describes the
    # format. confidence: A read in the primary text, B in a secondary source, C recalled: 待核, never refuse.
    # The law of 2025-12-27 replaces the regulation of 2013 on 2026-05-01. Its articles are not verified
    # here, so what rests on the regulation alone warns from that day on and says 待核.
    hazledger-rules v1
    name      default
    edition   2026-11-26
    offset    +08:00

    # 国务院办公厅 2026 年节假日安排 [C]
    holiday   2026-01-01..2026-01-03
    workday   2026-01-04
    workday   2026-02-14
    holiday   2026-02-15..2026-02-23
    workday   2026-02-28
    holiday   2026-04-04..2026-04-06
    holiday   2026-05-01..2026-05-05
    workday   2026-05-09
    holiday   2026-06-19..2026-06-21
    workday   2026-09-20
    holiday   2026-09-25..2026-09-27
    holiday   2026-10-01..2026-10-07
    workday   2026-10-10

    group     cyanide           cas:143-33-9 cas:151-50-8
    group     acid              cas:7664-93-9 cas:8014-95-7 cas:7647-01-0 cas:7697-37-2 cas:52583-42-3 cas:7664-38-2 cas:7664-39-3 cas:64-19-7
    group     corrosive         label:8
    group     oxidiser          label:5.1
    group     oxygen            cas:7782-44-7
    group     peroxide          label:5.2
    group     flammable-gas     label:2.1
    group     toxic-gas         label:2.3
    group     flammable-liquid  label:3
    group     flammable-solid   label:4.1
    group     pyrophoric        label:4.2
    group     water-reactive    label:4.3
    group     toxic             label:6.1
    group     explosive         label:1 label:1.1 label:1.2 label:1.3 label:1.4 label:1.5 label:1.6

    # 流向 ------------------------------------------------------------------------------------------------

    rule      theft-controlled
      check       loss
      severity    warn
      level       red
      instrument  危险化学品安全管理条例(国务院令第645号)
      article     第二十三条、第五十一条
      from        2013-12-07
      until       2026-05-01
      confidence  A
      causes      theft loss
      flags       highly-toxic explosive-precursor
      zh          剧毒、易制爆化学品 {chemical} 被盗或丢失:{party} 报告 {lot} {quantity},应立即向公安机关报告
      en          {chemical}, highly toxic or an explosive precursor, was stolen or lost: {party} reports {quantity} of {lot}; the police are told at once

    rule      theft-controlled
      check       loss
      severity    warn
      level       red
      instrument  中华人民共和国危险化学品安全法
      article     条文待核
      from        2026-05-01
      confidence  C
      causes      theft loss
      flags       highly-toxic explosive-precursor
      zh          剧毒、易制爆化学品 {chemical} 被盗或丢失:{party} 报告 {lot} {quantity},应立即向公安机关报告
      en          {chemical}, highly toxic or an explosive precursor, was stolen or lost: {party} reports {quantity} of {lot}; the police are told at once

    rule      theft
      check       loss
      severity    warn
      level       orange
      instrument  HazLedger 账本模型
      article     Model, loss
      from        1970-01-01
      confidence  A
      causes      theft
      zh          {lot} 被盗 {quantity}({party} 报告)
      en          {quantity} of {lot} were stolen, {party} reports

    rule      loss
      check       loss
      severity    warn
      level       yellow
      instrument  HazLedger 账本模型
      article     Model, loss
      from        1970-01-01
      confidence  A
      causes      loss spill
      zh          {lot} 丢失或泄漏 {quantity}({party} 报告)
      en          {quantity} of {lot} were lost or spilt, {party} reports

    rule      evaporation
      check       loss
      severity    info
      level       blue
      instrument  HazLedger 账本模型
      article     Model, loss
      from        1970-01-01
      confidence  A
      causes      evaporation
      zh          {lot} 挥发损耗 {quantity}({party} 报告)
      en          {quantity} of {lot} evaporated, {party} reports

    rule      found
      check       loss
      severity    info
      level       blue
      instrument  HazLedger 账本模型
      article     Model, loss
      from        1970-01-01
      confidence  A
      causes      found
      zh          来源不明:{party} 找回 {lot} {quantity}
      en          source unknown: {party} found {quantity} of {lot}

    rule      source-unknown-controlled
      check       source-unknown
      severity    warn
      level       orange
      instrument  危险化学品安全管理条例(国务院令第645号)
      article     第二十三条、第四十一条
      from        2013-12-07
      until       2026-05-01
      confidence  A
      flags       highly-toxic explosive-precursor
      zh          来源不明:{party} 的 {lot}({chemical} {quantity})没有单证,也没有在册的供货单位
      en          source unknown: {lot} of {party} ({quantity} of {chemical}) has neither document nor registered supplier

    rule      source-unknown-controlled
      check       source-unknown
      severity    warn
      level       orange
      instrument  中华人民共和国危险化学品安全法
      article     条文待核
      from        2026-05-01
      confidence  C
      flags       highly-toxic explosive-precursor
      zh          来源不明:{party} 的 {lot}({chemical} {quantity})没有单证,也没有在册的供货单位
      en          source unknown: {lot} of {party} ({quantity} of {chemical}) has neither document nor registered supplier

    rule      source-unknown
      check       source-unknown
      severity    info
      level       blue
      instrument  HazLedger 账本模型
      article     Model, opening and receipt
      from        1970-01-01
      confidence  A
      zh          来源不明:{party} 的 {lot}({quantity})没有单证,也没有在册的供货单位
      en          source unknown: {lot} of {party} ({quantity}) has neither document nor registered supplier

    rule      count-difference
      check       count-difference
      severity    warn
      level       yellow
      instrument  危险化学品安全管理条例(国务院令第645号)
      article     第二十五条
      from        2013-12-07
      until       2026-05-01
      confidence  A
      tolerance   0.5%
      zh          盘点差异:{party} 在 {site} 应有 {lot} {expected},盘得 {quantity},差 {difference}
      en          a count differs: {party} should have {expected} of {lot} at {site}, counted {quantity}, {difference} apart

    rule      count-difference
      check       count-difference
      severity    warn
      level       yellow
      instrument  中华人民共和国危险化学品安全法
      article     条文待核
      from        2026-05-01
      confidence  C
      tolerance   0.5%
      zh          盘点差异:{party} 在 {site} 应有 {lot} {expected},盘得 {quantity},差 {difference}
      en          a count differs: {party} should have {expected} of {lot} at {site}, counted {quantity}, {difference} apart

    rule      delivery-short
      check       delivery-short
      severity    warn
      level       orange
      instrument  HazLedger 账本模型
      article     Model, transport
      from        1970-01-01
      confidence  A
      tolerance   0.5%
      zh          数量差异:运单 {consignment} 的 {lot} 在途 {expected},{party} 签收 {quantity},少 {difference}
      en          quantities differ: of {lot} on waybill {consignment} {expected} were in transit, {party} received {quantity}, {difference} less

    rule      transit-overdue
      check       transit-overdue
      severity    warn
      level       yellow
      instrument  HazLedger 缺省值(待核)
      article     在途时限
      from        1970-01-01
      confidence  C
      hours       72
      zh          在途超期:运单 {consignment} 于 {time} 装车起运,{due} 前应签收,收货人 {other}
      en          overdue in transit: waybill {consignment} left at {time} and should have been received by {due}; consignee {other}

    rule      whereabouts-unknown
      check       whereabouts-unknown
      severity    warn
      level       orange
      instrument  HazLedger 缺省值(待核)
      article     去向不明
      from        1970-01-01
      confidence  C
      days        10
      zh          去向不明:运单 {consignment} 的 {lot} {quantity} 于 {time} 发出,至今没有签收
      en          whereabouts unknown: {quantity} of {lot} on waybill {consignment} left at {time} and were never received

    rule      vehicle-two-waybills
      check       vehicle-two-waybills
      severity    warn
      level       orange
      instrument  危险货物道路运输安全管理办法(交通运输部令2019年第29号)
      article     第二十四条
      from        2020-01-01
      confidence  B
      zh          一车两单:车辆 {vehicle} 在运单 {first} 未结束时又装运运单 {second}
      en          one vehicle on two waybills: {vehicle} took up {second} while {first} was not ended

    rule      vehicle-two-places
      check       vehicle-two-places
      severity    warn
      level       orange
      instrument  危险货物道路运输安全管理办法(交通运输部令2019年第29号)
      article     第二十四条
      from        2020-01-01
      confidence  B
      minutes     10
      zh          一车两地:车辆 {vehicle} 于 {time} 同时在“{first}”和“{second}”
      en          one vehicle in two places: {vehicle} was at “{first}” and at “{second}” at {time}

    rule      stop-too-long
      check       stop-too-long
      severity    warn
      level       yellow
      instrument  危险化学品安全管理条例(国务院令第645号)
      article     第四十八条
      from        2013-12-07
      until       2026-05-01
      confidence  A
      minutes     240
      flags       highly-toxic explosive-precursor
      zh          停靠超时:运单 {consignment} 的车辆 {vehicle} 于 {time} 停靠“{place}”,已 {elapsed} 分钟,限 {limit} 分钟
      en          stopped too long: {vehicle} on waybill {consignment} stopped at “{place}” at {time} for {elapsed} of at most {limit} minutes

    rule      stop-too-long-other
      check       stop-too-long
      severity    warn
      level       yellow
      instrument  HazLedger 缺省值(待核)
      article     停靠时限
      from        1970-01-01
      confidence  C
      minutes     720
      zh          停靠超时:运单 {consignment} 的车辆 {vehicle} 于 {time} 停靠“{place}”,已 {elapsed} 分钟,限 {limit} 分钟
      en          stopped too long: {vehicle} on waybill {consignment} stopped at “{place}” at {time} for {elapsed} of at most {limit} minutes

    rule      other-loader
      check       other-loader
      severity    warn
      level       yellow
      instrument  危险货物道路运输安全管理办法(交通运输部令2019年第29号)
      article     第二十四条
      from        2020-01-01
      confidence  A
      zh          运单 {consignment} 载明承运人 {other},装车的是 {party}
      en          waybill {consignment} names {other} as its carrier; {party} loaded

    rule      unconfirmed-delivery
      check       unconfirmed-delivery
      severity    warn
      level       yellow
      instrument  HazLedger 账本模型
      article     Model, transport
      from        1970-01-01
      confidence  A
      zh          运单 {consignment} 由 {party} 凭单证 {number} 报告签收,收货人 {other} 未确认
      en          {party} reported waybill {consignment} received by document {number}; the consignee {other} has not confirmed it

    # 顺序与时间 ------------------------------------------------------------------------------------------

    rule      future-time
      check       future-time
      severity    warn
      level       yellow
      instrument  HazLedger 账本模型
      article     Model, streams
      from        1970-01-01
      confidence  A
      minutes     10
      zh          {party} 的事件 {event} 时间为 {time},晚于记录时间
      en          event {event} of {party} says {time}, which was in the future when it was recorded

    rule      before-origin
      check       before-origin
      severity    warn
      level       yellow
      instrument  HazLedger 账本模型
      article     Model, streams
      from        1970-01-01
      confidence  A
      zh          {party} 的事件 {event} 时间为 {time},早于批次 {lot} 的产生
      en          event {event} of {party} says {time}, before lot {lot} came to be

    rule      late-report
      check       late-report
      severity    info
      level       blue
      instrument  HazLedger 缺省值(待核)
      article     上报时限
      from        1970-01-01
      confidence  C
      days        5
      zh          迟报:{party} 的事件 {event} 发生于 {time},应在 {due} 前上报
      en          late report: event {event} of {party} happened at {time} and should have been reported by {due}
    """#
}
