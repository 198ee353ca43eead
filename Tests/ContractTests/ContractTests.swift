import Custody
import LedgerFormat
import Testing

/// The words of an enumeration and their numbers, as Swift knows them.
private func numbers<Value: CaseIterable & RawRepresentable>(
  of type: Value.Type
) -> [String: UInt64] where Value.RawValue: BinaryInteger {
  var numbers: [String: UInt64] = [:]
  for value in type.allCases { numbers["\(value)"] = UInt64(value.rawValue) }
  return numbers
}

@Suite("The contract in CDDL")
struct ContractTests {
  @Test("has the numbers of the format")
  func formatNumbers() throws {
    let contract = try ContractFile()
    #expect(contract.numbers("streamNumber") == numbers(of: StreamKind.self))
    #expect(contract.numbers("bodyKind") == numbers(of: BodyKind.self))
    #expect(contract.numbers("eventKey") == numbers(of: EventKey.self))
    #expect(contract.numbers("stepNumber") == numbers(of: TransportStep.self))
    #expect(contract.numbers("genesisKey") == numbers(of: GenesisKey.self))
    #expect(contract.numbers("commitmentKey") == numbers(of: CommitmentKey.self))
    #expect(contract.numbers("keyEventKey") == numbers(of: KeyEventKey.self))
    #expect(contract.numbers("keyActionNumber") == numbers(of: KeyEvent.Action.self))
    #expect(contract.numbers("submissionKey") == numbers(of: SubmissionKey.self))
    #expect(contract.numbers("rotationKey") == numbers(of: RotationKey.self))
    #expect(contract.numbers("timestampKey") == numbers(of: TimestampKey.self))
    #expect(contract.numbers("policyKey") == numbers(of: PolicyKey.self))
    #expect(contract.numbers("signaturesNumber") == numbers(of: LedgerPolicy.Signatures.self))
  }

  @Test("has the numbers of the domain")
  func domainNumbers() throws {
    let contract = try ContractFile()
    #expect(contract.numbers("processNumber") == numbers(of: Production.Process.self))
    #expect(contract.numbers("storageActionNumber") == numbers(of: Storage.Action.self))
    #expect(contract.numbers("tradeActionNumber") == numbers(of: Trade.Action.self))
    #expect(contract.numbers("causeNumber") == numbers(of: Loss.Cause.self))
    #expect(contract.numbers("orderActionNumber") == numbers(of: Order.Action.self))
    #expect(contract.numbers("unitNumber") == numbers(of: Unit.self))
    #expect(contract.numbers("registerNumber") == numbers(of: RegisterKind.self))
    #expect(contract.numbers("recordKey") == numbers(of: RecordKey.self))
    #expect(contract.numbers("partyRoleNumber") == numbers(of: PartyRecord.Role.self))
    #expect(contract.numbers("siteKindNumber") == numbers(of: SiteRecord.Kind.self))
    #expect(contract.numbers("flagNumber") == numbers(of: ChemicalRecord.Flag.self))
    #expect(contract.numbers("vehicleKindNumber") == numbers(of: VehicleRecord.Kind.self))
    #expect(contract.numbers("personRoleNumber") == numbers(of: PersonRecord.Role.self))
    #expect(contract.numbers("licenceKindNumber") == numbers(of: LicenceRecord.Kind.self))
    #expect(contract.numbers("handlingActionNumber") == numbers(of: Handling.Action.self))
    #expect(contract.numbers("privateFieldNumber") == numbers(of: PrivateField.Name.self))
  }

  @Test("names each field of an event beside its key")
  func fieldNames() throws {
    let contract = try ContractFile()
    let keys = numbers(of: EventKey.self)
    for rule in [
      "common", "production", "storage", "trade", "consignment", "transport", "use", "disposal",
      "loss", "correction", "order", "registration", "handling",
    ] {
      let fields = contract.fields(rule)
      #expect(!fields.isEmpty, "\(rule)")
      for field in fields { #expect(keys[field.name] == field.key, "\(rule) \(field.name)") }
      #expect(fields.map(\.key) == fields.map(\.key).sorted())
      if rule != "common" {
        let kind = try #require(contract.kind(rule))
        #expect(BodyKind(rawValue: kind).map { "\($0)" } == rule)
      }
    }
    let recordKeys = numbers(of: RecordKey.self)
    for rule in [
      "partyRecord", "siteRecord", "chemicalRecord", "vehicleRecord", "personRecord",
      "licenceRecord",
    ] {
      let fields = contract.fields(rule)
      #expect(!fields.isEmpty, "\(rule)")
      for field in fields { #expect(recordKeys[field.name] == field.key, "\(rule)") }
    }
    let genesisKeys = numbers(of: GenesisKey.self)
    for field in contract.fields("genesis") { #expect(genesisKeys[field.name] == field.key) }
    #expect(contract.kind("genesis") == BodyKind.genesis.rawValue)
  }

  @Test("has the keys of a chemical as they are written")
  func chemicalKeys() throws {
    let chemical = Chemical(
      name: .plain("name"), cas: "cas", un: "un", hazardClass: "hazardClass",
      packingGroup: "packingGroup", concentration: "concentration", state: "state", form: "form")
    let lot = LotID("P/b")
    let output = Output(
      lot: lot, quantity: Quantity(amount: 1, unit: .piece), chemical: chemical)
    let event = Event(
      id: "E", time: try #require(Instant(microseconds: 0)), party: "P",
      detail: .production(Production(process: .produce, outputs: [output])))
    var writer = CBORWriter()
    try EventCoding.encode(event, into: &writer)

    // The chemical is the last item of the last output, and outputs are the event's last key.
    let numbers = try ContractFile().numbers("chemicalKey")
    var expected = CBORWriter()
    expected.map(count: numbers.count)
    for (name, key) in numbers.sorted(by: { $0.value < $1.value }) {
      expected.unsigned(key)
      expected.text(name)
    }
    #expect(numbers.count == 8)
    #expect(writer.bytes.suffix(expected.bytes.count) == expected.bytes[...])
  }
}
