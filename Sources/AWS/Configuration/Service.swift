/// A service of AWS: what it is called on the wire, in variables and in permissions.
///
/// Each service's file adds its own as a static member.
package struct Service: Sendable, Hashable {
  /// The host's first label, the signing name, and the prefix of its permissions.
  let name: String
  /// The end of its `AWS_ENDPOINT_URL_…` variable; in lower case, its name in config files.
  let variable: String
}
