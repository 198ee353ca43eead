internal import Custody
internal import LedgerAudit
internal import LedgerFormat

/// What a verification found, in sentences.
extension Words {
  static func status(of error: AuditError) -> ExitStatus {
    switch error {
    case .notALedger, .notATree: .noInput
    case .web(_, .tooLarge): .no
    case .system, .curlMissing, .web: .inputOutput
    }
  }

  static func of(_ error: AuditError) -> Bilingual {
    switch error {
    case .notALedger(let path):
      Bilingual(zh: "\(path) 不是账本", en: "there is no ledger at \(path)")
    case .notATree(let path):
      Bilingual(
        zh: "\(path) 中没有公布的树(缺少 checkpoint)",
        en: "no published tree is at \(path): it has no checkpoint")
    case .system(let path, let code):
      Bilingual(
        zh: "\(path):\(SystemWords.of(code).chinese)",
        en: "\(path): \(SystemWords.of(code).english)")
    case .curlMissing:
      Bilingual(
        zh: "没有安装程序 curl,从网上读取需要它;请安装,或先下载再核验文件夹",
        en: "the program curl, which fetches from the web, is not installed; install it, or fetch "
          + "the tree and check the folder")
    case .web(let address, let fault):
      Bilingual(
        zh: "\(address):\(of(fault).chinese)", en: "\(address): \(of(fault).english)")
    }
  }

  private static func of(_ fault: AuditError.WebFault) -> Bilingual {
    switch fault {
    case .status(let status):
      Bilingual(
        zh: "服务器答复 \(status)" + ((300..<400).contains(status) ? ";不跟随重定向,请给出最终地址" : ""),
        en: "the server answered \(status)"
          + ((300..<400).contains(status)
            ? "; redirections are not followed, give the address that it leads to" : ""))
    case .broken(let words):
      Bilingual(zh: "没有取到:\(words)", en: "it was not fetched: \(words)")
    case .tooLarge(let sizeBytesMax):
      Bilingual(
        zh: "服务器发来的超过 \(sizeBytesMax) 字节", en: "the server sent more than \(sizeBytesMax) bytes")
    }
  }

  static func of(_ damage: DamageKind) -> Bilingual {
    switch damage {
    case .linkOrSpecial:
      Bilingual(
        zh: "此处是链接、文件夹或特殊文件,不属于账本;没有跟随它",
        en:
          "a link, a folder or a special file stands here, which is no part of a ledger; it was "
          + "not followed")
    case .segmentMissing, .segmentMisplaced, .missing, .unreadable, .excess, .extra, .misplaced,
      .length, .changed:
      ofBytes(damage)
    case .format, .newer, .previousHash, .openGroup, .genesis: ofEntry(damage)
    case .linksMissing, .linksExtra, .link, .fork: ofStreams(damage)
    case .repeatedEvent(let party, let id, let first):
      Bilingual(
        zh: "\(party) 的事件编号 \(id) 在第 \(first) 条已记录过",
        en: "\(party) has event id \(id) in entry \(first) already")
    case .impossible(let refusal):
      Bilingual(
        zh: "不可能的事件:\(of(refusal).chinese)", en: "an impossible event: \(of(refusal).english)")
    case .key, .submissionCount, .submissionParty, .unvouched: ofVouching(damage)
    case .committedHash, .checkpointMissing, .checkpointRefused, .checkpointAhead, .checkpointRoot,
      .logKey, .notWitnessed:
      ofSignature(damage)
    case .commitmentSize(let size):
      Bilingual(
        zh: "承诺记录自称涵盖前 \(size) 条,而不是它之前的全部",
        en: "this commitment says that it covers \(counted(size, "entry")), not all before it")
    case .commitmentRoot(let committed, let computed):
      Bilingual(
        zh: "承诺的批次总表(根 \(committed.hex))与记录不符(应为 \(computed.hex)):有批次的经过被隐瞒或添加",
        en:
          "the stream map that it commits to (root \(committed.hex)) is not that of the entries "
          + "(\(computed.hex)): some lot's history was left out or added to")
    case .timestampRefused(let error):
      Bilingual(
        zh: "时间戳无效:\(of(error).chinese)", en: "the time stamp is not good: \(of(error).english)")
    case .timestampMissing(let token):
      Bilingual(
        zh: "记录所指的时间戳令牌 \(token.hex) 缺失或无效",
        en: "the time-stamp token \(token.hex) that it names is not there, or not good")
    case .timestampOther(let token):
      Bilingual(
        zh: "记录与所指的时间戳令牌 \(token.hex) 不符",
        en: "it says something else than the time-stamp token \(token.hex) that it names")
    case .tree(let level, let first, let hashes):
      Bilingual(
        zh: "树文件 \(level) 层自第 \(first) 个起有 \(hashes) 个哈希不符;可用 reindex 重建",
        en:
          "\(hashes) hashes of tree level \(level) from \(first) on are wrong; reindex makes them anew"
      )
    }
  }

  private static func ofBytes(_ damage: DamageKind) -> Bilingual {
    switch damage {
    case .segmentMissing(let entries):
      Bilingual(
        zh: "缺少文件,其中 \(entries) 条", en: "the file of \(counted(entries, "entry")) is not there")
    case .segmentMisplaced(let holds, let entries):
      Bilingual(
        zh: "文件放错了位置:其中是从第 \(holds) 条起的 \(entries) 条",
        en: "the file holds other entries: \(entries) from entry \(holds) on")
    case .missing(let entries):
      Bilingual(
        zh: "缺少 \(entries) 条",
        en: counted(entries, "entry") + (entries == 1 ? " is not there" : " are not there"))
    case .unreadable(let sizeBytes, let entries):
      Bilingual(
        zh: "\(sizeBytes) 字节不是记录,应有 \(entries) 条",
        en: "\(sizeBytes) bytes are no entries, where \(entries) should stand")
    case .excess(let sizeBytes):
      Bilingual(
        zh: "文件末尾多出 \(sizeBytes) 字节", en: "\(sizeBytes) bytes follow the file's last entry")
    case .extra(let claimed):
      Bilingual(zh: "多出一条,自称第 \(claimed) 条", en: "an entry too many, which says it is \(claimed)")
    case .misplaced(let claimed):
      Bilingual(
        zh: "此处是另一条,自称第 \(claimed) 条", en: "another entry stands here, which says it is \(claimed)")
    case .length(let found, let actual):
      Bilingual(
        zh: "长度写成 \(found),实为 \(actual) 字节",
        en: "the length before it says \(found); the entry has \(actual) bytes")
    case .changed(let expected, let computed):
      Bilingual(
        zh: "内容被改动:哈希应为 \(expected.hex),实为 \(computed.hex)",
        en: "its bytes were changed: the hash should be \(expected.hex) and is \(computed.hex)")
    default: preconditionFailure("not about bytes: \(damage)")
    }
  }

  private static func ofEntry(_ damage: DamageKind) -> Bilingual {
    switch damage {
    case .format(let error):
      Bilingual(zh: "不符合格式:\(error)", en: "it breaks the format: \(error)")
    case .newer(let error):
      Bilingual(
        zh: "比本程序新,无法判断:\(error)", en: "newer than this program, which cannot judge it: \(error)")
    case .previousHash(let expected, let found):
      Bilingual(
        zh: "没有接在上一条之后:应为 \(expected.hex),写的是 \(found.hex)",
        en:
          "it does not follow the entry before: it should name \(expected.hex) and names \(found.hex)"
      )
    case .openGroup: Bilingual(zh: "最后一组没有结束", en: "the last group is not finished")
    case .genesis: Bilingual(zh: "创世记录缺失或不在首位", en: "the genesis is not entry 0, or stands twice")
    default: preconditionFailure("not about an entry: \(damage)")
    }
  }

  private static func ofStreams(_ damage: DamageKind) -> Bilingual {
    switch damage {
    case .linksMissing(let streams):
      Bilingual(
        zh: "没有列入应属的链:\(list(streams.map(\.description)).chinese)",
        en: "it was left off the chain of \(list(streams.map(\.description)).english)")
    case .linksExtra(let streams):
      Bilingual(
        zh: "列入了不属于的链:\(list(streams.map(\.description)).chinese)",
        en:
          "it was put on the chain of \(list(streams.map(\.description)).english), where it does not belong"
      )
    case .link(let expected, let found):
      Bilingual(
        zh: "\(found.stream) 的链断开:应为该链第 \(expected.ordinal) 个、接第 "
          + "\(expected.previous.map { String($0.index) } ?? "-") 条,写的是第 \(found.ordinal) 个、接第 "
          + "\(found.previous.map { String($0.index) } ?? "-") 条",
        en: "the chain of \(found.stream) is broken: ordinal \(expected.ordinal) after entry "
          + "\(expected.previous.map { String($0.index) } ?? "-") is expected, ordinal "
          + "\(found.ordinal) after \(found.previous.map { String($0.index) } ?? "-") is written")
    case .fork(_, let found):
      Bilingual(
        zh: "\(found.stream) 的链分叉:跳过了较新的记录,接在第 "
          + "\(found.previous.map { String($0.index) } ?? "-") 条之后",
        en: "the chain of \(found.stream) forks: it goes on from entry "
          + "\(found.previous.map { String($0.index) } ?? "-"), past newer ones")
    default: preconditionFailure("not about streams: \(damage)")
    }
  }

  private static func ofVouching(_ damage: DamageKind) -> Bilingual {
    switch damage {
    case .key(let refusal): of(refusal)
    case .submissionCount(let claimed, let found):
      Bilingual(
        zh: "提交签名自称为其前 \(claimed) 个事件作保,同组中只有 \(found) 个",
        en: "the submission claims the \(claimed) events before it; its group has \(found)")
    case .submissionParty(let submission, let event, let index):
      Bilingual(
        zh: "\(submission) 的提交签名包括了 \(event) 的事件(第 \(index) 条)",
        en: "the submission of \(submission) covers entry \(index), an event of \(event)")
    case .unvouched(let events):
      Bilingual(
        zh: "本账本要求签名,而从这里起 \(events) 个事件无人签名",
        en: "this ledger wants signatures, and nobody vouches for \(events) events from here on")
    default: preconditionFailure("not about who vouched: \(damage)")
    }
  }

  private static func ofSignature(_ damage: DamageKind) -> Bilingual {
    switch damage {
    case .committedHash(let expected, let found):
      Bilingual(
        zh: "最后确认的记录哈希应为 \(expected.hex),实为 \(found.hex)",
        en: "the last acknowledged entry should hash to \(expected.hex) and does to \(found.hex)")
    case .checkpointMissing: Bilingual(zh: "没有检查点", en: "there is no checkpoint")
    case .checkpointRefused(let error):
      Bilingual(
        zh: "检查点不是账本密钥所签:\(of(error).chinese)",
        en: "not a checkpoint that the ledger's key signed: \(of(error).english)")
    case .checkpointAhead(let size):
      Bilingual(
        zh: "检查点签了 \(size) 条,账本没有这么多:账本被截短或回退",
        en: "the checkpoint is of \(size) entries, which are not there: cut off or rolled back")
    case .checkpointRoot(let size, let signed, let computed):
      Bilingual(
        zh: "前 \(size) 条的根为 \(Base64.encode(computed)),签名的是 \(Base64.encode(signed)):历史被改写",
        en: "the root of the first \(size) entries is \(Base64.encode(computed)), signed was "
          + "\(Base64.encode(signed)): history was rewritten")
    case .notWitnessed(let error):
      Bilingual(
        zh: "没有一个检查点达到策略要求的联署:\(of(error).chinese)",
        en: "no checkpoint is cosigned as the policy asks: \(of(error).english)")
    case .logKey(let expected, let found):
      Bilingual(
        zh: "账本的密钥是 \(found.text),它和更换后的密钥都不是 \(expected.text)",
        en: "the ledger's key is \(found.text); neither it nor one that took its place is "
          + expected.text)
    default: preconditionFailure("not about a signature: \(damage)")
    }
  }

  static func of(_ note: ReportNote) -> Bilingual {
    switch note {
    case .tail(let file, let offset, let sizeBytes):
      Bilingual(
        zh: "\(file) 第 \(offset) 字节起有 \(sizeBytes) 字节尚未确认",
        en: "\(sizeBytes) bytes at \(offset) of \(file) are not acknowledged yet")
    case .segmentsAfterHorizon(let count):
      Bilingual(
        zh: "另有 \(count) 个文件在已确认部分之后", en: "\(count) more files lie behind what is acknowledged")
    case .committedUnknown(let isMissing):
      Bilingual(
        zh: "确认标记\(isMissing ? "缺失" : "已损坏"),按最后一个完整的组核验",
        en:
          "the mark of what was acknowledged is \(isMissing ? "missing" : "torn"); verified up to "
          + "the last whole group")
    case .committedBehind(let committed, let checkpoint):
      Bilingual(
        zh: "确认标记(\(committed))早于检查点(\(checkpoint))",
        en:
          "the mark of what was acknowledged (\(committed)) is older than the checkpoint (\(checkpoint))"
      )
    case .checkpointTorn(let offset):
      Bilingual(
        zh: "检查点存档在第 \(offset) 字节处中断", en: "the kept checkpoints break off at byte \(offset)")
    case .clockWentBack(let index, let entries):
      Bilingual(
        zh: "有 \(entries) 条的记录时刻早于上一条,首见于第 \(index) 条",
        en:
          "\(countedPast(entries, "entry")) recorded by a clock behind the entry before; the first is \(index)"
      )
    case .backDated(let index, let entries):
      Bilingual(
        zh: "有 \(entries) 条位于已入账的时间戳之后,自记的时刻却早于该时间戳(倒填日期,或时钟有误),首见于第 \(index) 条",
        en: "\(entries) entries stand behind a recorded time stamp and say an earlier time than it "
          + "(dated back, or by a wrong clock); the first is \(index)")
    case .notCovered(let event, let correction):
      Bilingual(
        zh: "第 \(correction) 条更正后,\(event.party) 的事件 \(event.id)(第 \(event.index) 条)取用的 "
          + "\(event.lot) 有 \(event.quantity.text) 无来源覆盖",
        en: "since correction \(correction) \(event.quantity.text) of \(event.lot) in event "
          + "\(event.id) of \(event.party), entry \(event.index), is not covered")
    case .unsignedEvents(let count, let first):
      Bilingual(
        zh: "有 \(count) 个事件没有企业签名(本账本允许),首见于第 \(first) 条",
        en:
          "nobody vouches for \(count) events, which this ledger allows; the first is entry \(first)"
      )
    case .logKeyRotated(let trusted, let newest, let index):
      Bilingual(
        zh: "给定的公钥 \(VerifierKey.hex(trusted.id)) 已在第 \(index) 条更换(新旧密钥共同签名);现为 \(newest.text)",
        en:
          "the key given, \(VerifierKey.hex(trusted.id)), was replaced by entry \(index), which it "
          + "signed; now \(newest.text) signs")
    case .timestampUnrecorded(let file):
      Bilingual(
        zh: "时间戳 \(file) 已保存,还没有记录指向它;请再运行一次 timestamp --response",
        en: "no entry names the time stamp \(file) yet; run timestamp --response again")
    case .unsigned(let first, let entries):
      Bilingual(
        zh: "末尾 \(entries) 条(从第 \(first) 条起)没有检查点涵盖:没有签名说明它们由账本经营者记录",
        en:
          "no checkpoint covers the last \(counted(entries, "entry")), from entry \(first) on: nothing signed "
          + "says that the ledger's operator recorded them")
    case .treeShort(let level, let hashes, let expected):
      Bilingual(
        zh: "树文件 \(level) 层只有 \(hashes) 个哈希,应有 \(expected) 个;下次写入时补上",
        en: "tree level \(level) has \(hashes) of \(expected) hashes; the next writer adds them")
    }
  }
}
