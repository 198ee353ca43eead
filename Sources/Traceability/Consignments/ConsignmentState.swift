/// How far a consignment has come: a state machine over its steps and what they moved.
///
/// | state | 中文 | when |
/// |---|---|---|
/// | `consigned` | 已托运 | nothing but the opening |
/// | `accepted` … `unloaded` | 已承运 … 已卸车 | the latest step, by the time it happened at |
/// | `partlyDelivered` | 部分签收 | some was received, some is still in transit or to come |
/// | `delivered` | 已签收 | some was received and nothing is in transit |
/// | `refused` | 已拒收 | refused, and not yet brought back |
/// | `returned` | 已退回 | nothing was received, and what was in transit went back |
/// | `missing` | 去向不明 | nothing was received, and what was in transit is unaccounted |
/// | `lost` | 已灭失 | nothing was received, and what was in transit was reported lost |
///
/// Steps are reported late and in any order. Amounts decide first, for a late report of a position does
/// not put back on the road what was delivered; then the step with the latest time does, and of steps
/// at one time the one that comes later on a journey.
public enum ConsignmentState: Hashable, Sendable, CaseIterable {
  case consigned
  case accepted
  case loaded
  case departed
  case underway
  case stopped
  case arrived
  case unloaded
  case partlyDelivered
  case delivered
  case refused
  case returned
  case missing
  case lost
}
