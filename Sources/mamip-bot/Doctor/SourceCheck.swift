import Configuration
import FoundationEssentials
import Git
import History
import Model

extension DoctorCheck {
  /// The place that policies come from is there; `iam` has checks of its own.
  static let source = DoctorCheck("source") { examination throws(Diagnosis) in
    let source: PolicySourceName
    do throws(Diagnosis) { source = try examination.source() } catch {
      guard error.status == .skipped else { throw error }
      throw .warning(error.detail, hint: "name one in \(Configuration.path), or with --source")
    }
    switch source.kind {
    case .iam: return .good("`iam`: see `credentials` and `permissions`")
    case .url: return try await distantSource(at: source.text, examination)
    case .path: return try localSource(source, examination)
    }
  }

  private static func distantSource(
    at url: String, _ examination: Examination
  ) async throws(Diagnosis) -> Diagnosis {
    let repository = try examination.openRepository()
    return try await Diagnosis.during {
      let location = try RemoteLocation(url)
      let remote = try Remote(
        location, of: repository, for: .source, access: try await examination.access(for: .source))
      let head = try await remote.references(under: ["HEAD"]).first { $0.name == "HEAD" }
      guard let head else {
        throw Diagnosis.bad(
          "`\(location)` has no commits", hint: "name a repository that holds an archive")
      }
      return .good("`\(location)` stands at \(head.id.short)")
    }
  }

  private static func localSource(
    _ source: PolicySourceName, _ examination: Examination
  ) throws(Diagnosis) -> Diagnosis {
    let path = source.text
    let isOnCommandLine = examination.options.source != nil
    let repository = isOnCommandLine ? nil : try examination.openRepository()
    let count = try Diagnosis.during {
      let place = try repository.map { try source.from($0).text } ?? path
      return try committedPolicies(at: place) ?? filesInFolder(at: place)
    }
    guard count > 0 else {
      throw .bad(
        "`\(SafeText.line(path))` holds no policies",
        hint: "name an archive, its `policies` folder, or a folder of policy documents")
    }
    return .good("`\(SafeText.line(path))` holds \(count == 1 ? "1 policy" : "\(count) policies")")
  }

  /// Nil where the path is no repository.
  private static func committedPolicies(at path: String) throws -> Int? {
    let repository: Repository
    do throws(GitError) {
      repository = try Repository.open(at: path)
    } catch {
      guard error.isNotFound else { throw error }
      return nil
    }
    guard let tip = try repository.head().id else { return 0 }
    return try ArchiveReader(repository).policyFiles(in: try repository.commit(tip).tree).count
  }

  private static func filesInFolder(at path: String) throws -> Int {
    let manager = FileManager.default
    let inner = "\(path)/policies"
    let folder = manager.fileExists(atPath: inner) ? inner : path
    guard manager.fileExists(atPath: folder) else {
      throw Diagnosis.bad("there is nothing at `\(SafeText.line(path))`", hint: "check the path")
    }
    return try manager.contentsOfDirectory(atPath: folder).count { !$0.hasPrefix(".") }
  }
}

extension ObjectID {
  /// Enough of it for a person to compare.
  var short: String { String(description.prefix(8)) }
}
