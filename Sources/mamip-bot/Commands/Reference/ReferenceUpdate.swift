import ArgumentParser
import Files
import HTTP
import Model
import PolicyLanguage
import ServiceData

/// Brings service data up to date.
struct ReferenceUpdateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Refresh service data from AWS's public service reference",
    discussion: """
      Asks AWS for its list of services and for the file of each, which needs no credentials, and \
      merges them over the data in use. What AWS no longer has stays known for nine months. The \
      result is written to --output; commands use it when it is given with --service-reference.

      EXAMPLES
        mamip-bot reference update --output service-reference.txt
        mamip-bot reference update --service-reference service-reference.txt
      """)

  /// With fewer services than this part of those known, the list is taken to be broken.
  private static let leastPart = 0.5

  @OptionGroup var global: GlobalOptions
  @OptionGroup var reference: ServiceReferenceOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The file to write (default: the one of --service-reference)", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("The address of the list of services, as of a mirror"))
  var url: String = ServiceReferenceFeed.address

  func validate() throws {
    if output == nil && reference.serviceReference == nil {
      throw ValidationError("say with --output where the service data goes")
    }
  }

  func run() async throws {
    try await Live.run(global) { live in try await update(live) }
  }

  private func update(_ live: Live) async throws -> ExitStatus {
    guard let list = RequestURL(url) else {
      throw CommandError("`\(url)` is no http or https address", status: .usage)
    }
    let known = ServiceSnapshot(try reference.load())
    let feed = ServiceReferenceFeed(http: live.http, retry: live.retry, list: list)
    let newest = try await feed.snapshot(today: Live.now().date)
    let current = known.services.count { $0.lastSeen == nil }
    guard Double(newest.services.count) >= Double(current) * Self.leastPart else {
      throw CommandError(
        "AWS lists \(newest.services.count) services, of \(current) that are known: nothing is "
          + "written", hint: "try again later", status: .breaker)
    }
    let built = try BuiltReference(known.updated(by: newest).withRetiredServices)
    try LocalFile(output ?? reference.serviceReference ?? "").write(built.text)
    live.show(built.reference, asJSON: global.json)
    return .done
  }
}
