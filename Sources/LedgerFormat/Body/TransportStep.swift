/// The steps of a transport; the raw value is the event's key 8.
///
/// In the format's room because the stream rule treats `position` apart from the others.
public enum TransportStep: UInt64, Hashable, Sendable, CaseIterable {
  case accept = 0
  case load = 1
  case depart = 2
  case position = 3
  case stop = 4
  case arrive = 5
  case unload = 6
  case deliver = 7
  case refuse = 8
  case `return` = 9
}
