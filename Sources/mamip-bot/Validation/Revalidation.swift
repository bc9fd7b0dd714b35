import Configuration
import Git
import Logging
import Model
import PolicyLanguage
import Record
import Sync

/// Validates all policies of an archive again and records what changed.
struct Revalidation {
  let live: Live
  let repository: Repository
  let configuration: Configuration

  func run(with engine: ValidationEngine, asJSON: Bool) async throws -> ExitStatus {
    let archive = try Archive(repository: repository, branch: configuration.branch?.text)
    let lock = try repository.lock(waiting: SyncRun.lockWait) {
      live.log.notice("waiting for another run on this repository")
    }
    _ = try archive.recover(holding: lock)
    let held = try archive.holdings(at: try archive.tip())
    let versions = held.versions(
      of: Set(held.policies.keys).subtracting(held.deprecated.keys))
    let validations = await Live.validating(with: engine)(versions)
    let items = zip(versions, validations).map { version, validation in
      Archive.Revalidated(name: version.name, version: version.id, validation: validation)
    }
    let written = try archive.record(
      items, by: live.identity(of: repository), at: Live.now(), form: live.form(configuration))
    for path in try archive.settle(holding: lock).leftAlone {
      live.log.warning("left your edit of \(path) alone")
    }
    lock.release()
    let unknown = items.filter { $0.validation.findingsCount == nil }.map(\.name)
    show(written, of: versions.count, unknown: unknown, asJSON: asJSON)
    return unknown.isEmpty ? .done : .failed
  }

  private func show(
    _ written: Archive.Revalidation?, of count: Int, unknown: [PolicyName], asJSON: Bool
  ) {
    let changed = written?.changed ?? []
    if asJSON {
      let object: JSON = [
        "commit": written.map { .string($0.commit.description) } ?? .null,
        "validated": .number(String(count - unknown.count)),
        "changed": .array(changed.map { .string($0.text) }),
        "notValidated": .array(unknown.map { .string($0.text) }),
      ]
      live.console.output(JSONWriter.canonical(object) + [UInt8(ascii: "\n")])
    } else {
      let what =
        written.map { "recorded other findings in \(changed.count) of them as \($0.commit)" }
        ?? "nothing changed"
      live.console.output("\(count - unknown.count) policies validated, \(what)")
    }
    for name in unknown { live.log.error("\(name) was not validated") }
  }
}
