internal import Glibc
internal import LedgerStore

/// The operating system's words for its error numbers, and ours for what was asked of it.
enum SystemWords {
  /// What an error number says: in English as the system does, in Chinese for those that people meet.
  static func of(_ code: Int32) -> Bilingual {
    let english = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "errno \(code)"
    return Bilingual(zh: chinese(code) ?? english, en: english)
  }

  private static func chinese(_ code: Int32) -> String? {
    switch code {
    case ENOENT: "文件或文件夹不存在"
    case EACCES, EPERM: "没有权限"
    case EEXIST: "已经存在"
    case ENOTDIR: "路径中有一段不是文件夹"
    case EISDIR: "这是文件夹,不是文件"
    case ENOTEMPTY: "文件夹不是空的"
    case ENOSPC: "磁盘已满"
    case EDQUOT: "磁盘配额已用完"
    case EFBIG: "文件太大"
    case EROFS: "文件系统只读"
    case EIO: "磁盘读写出错"
    case EMFILE, ENFILE: "打开的文件太多"
    case ENOMEM: "内存不足"
    case ENAMETOOLONG: "文件名太长"
    case ELOOP: "链接层数太多"
    case EINVAL: "系统不接受这样的请求"
    case EPIPE: "接收方已关闭"
    default: nil
    }
  }

  /// What was asked of the system, after "cannot".
  static func of(_ call: SystemCall) -> Bilingual {
    switch call {
    case .open: Bilingual(zh: "打开", en: "open it")
    case .close: Bilingual(zh: "关闭", en: "close it")
    case .read: Bilingual(zh: "读取", en: "read it")
    case .write: Bilingual(zh: "写入", en: "write it")
    case .size: Bilingual(zh: "查看大小", en: "tell its size")
    case .truncate: Bilingual(zh: "截短", en: "cut it")
    case .sync: Bilingual(zh: "写到磁盘", en: "bring it to the disk")
    case .lock: Bilingual(zh: "加锁", en: "lock it")
    case .map: Bilingual(zh: "映射到内存", en: "map it")
    case .rename: Bilingual(zh: "改名", en: "rename it")
    case .unlink: Bilingual(zh: "移走", en: "remove it")
    case .makeDirectory: Bilingual(zh: "新建文件夹", en: "make this folder")
    case .list: Bilingual(zh: "列出其中的文件", en: "list its files")
    }
  }
}
