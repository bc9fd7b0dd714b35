import PolicyLanguage
import ServiceData
import Testing

/// The service reference that the program brings along.
struct BundledReferenceTests {
  @Test func `every line of it is whole`() throws {
    let reference = try BundledReference.load()
    try reference.check()
    #expect(reference.date == BundledReference.date)
    #expect(reference.prefixes.count > 450)
    #expect(ServiceSnapshot(reference).text == BundledReference.text)
  }

  @Test func `it knows what AWS has, what it had lately, and what it shut down`() throws {
    let reference = try BundledReference.load()
    let s3 = try #require(reference.service("s3"))
    let action = try #require(s3.action(named: "getobject"))
    #expect(action.name == "GetObject")
    #expect(action.accessLevel == .read)
    #expect(action.resourceTypes.contains("object"))
    #expect(s3.resourceTypes.contains { $0.arnFormats == ["arn:${Partition}:s3:::${BucketName}"] })
    #expect(s3.conditionKeys.contains { $0.name == "s3:prefix" && $0.type == "String" })
    for prefix in RetiredServices.prefixes {
      #expect(reference.service(prefix)?.lastSeen != nil)
    }
    #expect(reference.service("deepracer")?.actions.isEmpty == false)
  }
}
