/// What every provider is given.
struct CredentialContext: Sendable {
  let environment: AWSEnvironment
  let connection: AWSConnection

  /// STS in the partition of a role, called as somebody or, for tokens, as nobody.
  func sts(for partition: Partition, as caller: Credentials?) throws(AWSError) -> STS {
    let region = try stsRegion(for: partition)
    let client = AWSClient(
      environment: environment, connection: connection,
      identity: caller.map { .fixed($0) } ?? .nobody)
    return STS(client, region: region)
  }

  /// The configured region where it lies in the partition: a role could not be assumed elsewhere.
  func stsRegion(for partition: Partition) throws(AWSError) -> String {
    guard let configured = try environment.region(), partition.contains(region: configured)
    else { return partition.homeRegion }
    return configured
  }
}
