import AWS
import Configuration
import FoundationEssentials
import Git
import HTTP
import Model
import Observe
import Signing

extension PolicySourceName {
  /// What a configuration names: it is read from many folders, so its paths are from its own root.
  func from(_ repository: Repository) throws(InvalidText) -> PolicySourceName {
    try repository.workTree.map { root throws(InvalidText) in try resolved(in: root) } ?? self
  }
}

extension Live {
  /// The source that the command line or the configuration names.
  func source(_ text: String?, for repository: Repository) async throws -> any PolicySource {
    guard let text else {
      throw CommandError(
        "no source is configured",
        hint: "name one with --source (\(PolicySources.forms)), or run `mamip-bot init`",
        status: .configuration)
    }
    let name: PolicySourceName
    do {
      name = try PolicySourceName(text)
    } catch {
      throw CommandError("\(error)", hint: error.hint, status: .usage)
    }
    switch name.kind {
    case .iam: return try iamSource()
    case .url: return try await archiveSource(at: name.text, cachedIn: repository)
    case .path: return try localSource(at: name.text)
    }
  }

  private func iamSource() throws -> IAMSource {
    IAMSource(IAM(try awsClient()))
  }

  /// A client of AWS over this program's own client, or another.
  func awsClient(over other: HTTPClient? = nil) throws -> AWSClient {
    let http = other ?? self.http
    let aws = try AWSEnvironment(environment)
    var configuration = http.configuration
    // AWS's own variable speaks of AWS's services only.
    if let bundle = aws.caBundle { configuration.caFile = bundle }
    let client = aws.caBundle == nil ? http : HTTPClient(configuration: configuration)
    let connection = AWSConnection(http: client, retry: retry, now: Self.now)
    return AWSClient(
      environment: aws, connection: connection,
      credentials: CredentialChain(environment: aws, connection: connection))
  }

  /// A git repository is followed with its history; any other folder is read as it is.
  private func localSource(at path: String) throws -> any PolicySource {
    let title = Self.folderName(path)
    guard try isRepository(path) else { return FolderSource(path: path, title: title) }
    return GitSource(title: title) { () throws(GitError) in
      try GitSource.Checkout(localRepository: path)
    }
  }

  /// The name of a folder, without where it lies on this machine: that is nobody's business, and
  /// two machines that replay the same source write the same commits.
  private static func folderName(_ path: String) -> String {
    SafeText.line(URL(filePath: path).absoluteURL.standardized.lastPathComponent)
  }

  private func isRepository(_ path: String) throws -> Bool {
    do throws(GitError) {
      _ = try Repository.open(at: path, discover: false)
      return true
    } catch {
      guard error.isNotFound else { throw error }
      return false
    }
  }

  /// An archive behind a URL, kept as a bare clone beside our own objects, so that the next run
  /// fetches only what is new and nothing of it is ever pushed.
  private func archiveSource(
    at url: String, cachedIn repository: Repository
  ) async throws -> any PolicySource {
    let location = try RemoteLocation(url)
    let key = Encodings.hex(HashFunction.sha256.digest(Array(url.utf8))).prefix(16)
    let cache = "\(repository.commonDirectory)/mamip/sources/\(key).git"
    let access = try await remoteAccess(for: .source)
    return GitSource(title: "\(location)") { () throws(GitError) in
      try await GitSource.Checkout(following: location, in: cache, access: access)
    }
  }
}
