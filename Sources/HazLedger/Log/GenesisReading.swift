internal import LedgerFormat
internal import LedgerStore

/// Reads what entry 0 says of its ledger.
enum GenesisReading {
  static func genesis(of view: LedgerView) throws(LedgerError) -> Genesis {
    let entry: Entry
    do { entry = try view.entry(at: 0) } catch { throw LedgerError(error) }
    do { return try Genesis(body: entry.body.span) } catch {
      throw .notReadable(index: 0, reason: error)
    }
  }
}
