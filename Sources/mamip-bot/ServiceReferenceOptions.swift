import ArgumentParser
import PolicyLanguage
import ServiceData

/// The option of every command that looks up actions, resource types or condition keys.
struct ServiceReferenceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Service data to use instead of the program's own, as `reference build` writes it",
      valueName: "file"))
  var serviceReference: String?

  /// The service data of the file, or else the program's own.
  func load() throws -> ServiceReference {
    guard let serviceReference else { return try BundledReference.load() }
    return try ServiceReferenceFile.read(serviceReference)
  }
}
