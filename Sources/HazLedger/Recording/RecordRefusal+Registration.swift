public import Custody
internal import Regulation

extension RecordRefusal {
  /// Why a registration is not recorded: its form, or a number whose check character is wrong.
  ///
  /// Asked of registrations alone: other events are recorded as people report them, and what is wrong
  /// with their numbers is a finding. Nil for an event that may be recorded.
  public static func ofRegistration(_ event: Event) -> RecordRefusal? {
    guard case .registration(let registration) = event.detail else { return nil }
    do { try Admission.checkForm(event) } catch { return .model(error) }
    return registration.refusedNumber.map { .number($0) }
  }
}
