public import Custody

extension Chemical {
  /// How a transport document describes the goods: `UN 1098 ALLYL ALCOHOL, 6.1 (3), I, (C/D)`.
  ///
  /// UN number, proper shipping name in capitals, label models with the subsidiary ones in brackets,
  /// packing group where there is one, tunnel restriction code where it is known, in this order. The name
  /// is the declared English one, or else the only one. Nil where UN number, name or class was not declared.
  /// Source: ADR 5.4.1.1.1 (a) to (d) and (k); for wastes 5.4.1.1.3.
  /// - Parameters:
  ///   - isWaste: true for the output of `waste`.
  ///   - tunnelCode: such as `C/D`.
  public func transportLine(isWaste: Bool = false, tunnelCode: String? = nil) -> String? {
    guard let un, let hazardClass, let name = names.last else { return nil }
    let labels = hazardClass.split { "+,;() ".contains($0) }.map(String.init)
    guard let primary = labels.first else { return nil }
    let subsidiary = labels.dropFirst().joined(separator: ", ")
    var parts = [
      "UN \(un) \(isWaste ? "WASTE " : "")\(name.uppercased())",
      primary + (subsidiary.isEmpty ? "" : " (\(subsidiary))"),
    ]
    if let packingGroup { parts.append(packingGroup) }
    if let tunnelCode { parts.append("(\(tunnelCode))") }
    return parts.joined(separator: ", ")
  }
}
