package import HTTP

/// Where a service's requests go, and by which region they are signed.
package struct Endpoint: Sendable, Hashable {
  package let url: RequestURL
  package let signingRegion: String
}

extension AWSEnvironment {
  /// The endpoint of a service, in another region than the configured one where asked for.
  ///
  /// IAM's host and signing region follow from the partition alone, whatever region is configured,
  /// because IAM has one per partition. A configured endpoint replaces the host, never the
  /// signing region, so that a private endpoint in front of AWS works as AWS itself.
  func endpoint(
    for service: Service, region override: String? = nil
  ) throws(AWSError) -> Endpoint {
    let configured = try region()
    let partition = Partition(ofRegion: override ?? configured ?? Partition.aws.homeRegion)
    let isGlobal = service == .iam
    let region = isGlobal ? partition.homeRegion : override ?? configured ?? partition.homeRegion
    let host = isGlobal ? partition.iamHost : "\(service.name).\(region).\(partition.dnsSuffix)"
    let configuredEndpoint = self.configuredEndpoint(for: service)
    let text = configuredEndpoint?.url ?? "https://\(host)/"
    guard let url = RequestURL(text) else {
      let origin = configuredEndpoint?.origin ?? "the endpoint"
      throw AWSError(misconfigured: "\(origin) is not an http or https address")
    }
    return Endpoint(url: url, signingRegion: region)
  }

  /// The address somebody has configured, and where: what is nearest to the service and to the
  /// process goes first.
  private func configuredEndpoint(for service: Service) -> (url: String, origin: String)? {
    let isIgnored =
      isTrue("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")
      || profileSetting("ignore_configured_endpoint_urls")?.lowercased() == "true"
    if isIgnored { return nil }
    for variable in ["AWS_ENDPOINT_URL_\(service.variable)", "AWS_ENDPOINT_URL"] {
      if let url = self[variable] { return (url, "`\(variable)`") }
    }
    let profileName = "profile `\(Excerpt(profile.name))`"
    let ofService = profileSetting("services").flatMap {
      profiles.serviceSetting("endpoint_url", of: service.variable.lowercased(), in: $0)
    }
    if let url = ofService ?? profileSetting("endpoint_url") {
      return (url, "`endpoint_url` of \(profileName)")
    }
    return nil
  }
}
