public import Regulation

extension Recorder {
  /// The register as the whole ledger says it now. Cost: one entry read per registration.
  public func register() throws(LedgerError) -> Register {
    try log.register(below: size)
  }
}
