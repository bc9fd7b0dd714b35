package import GitHub
import Model
package import News
import PolicyLanguage

/// Publishes a release on GitHub, which those who watch the repository's releases hear of.
///
/// A release belongs to its tag, of which there is one: a repeat finds the first and adopts it, as
/// it is. It is written once, since repositories may have releases that cannot be changed.
package struct GitHubReleaseChannel: Channel {
  private let client: GitHubClient
  private let archive: ArchiveAddress

  /// Tells of an archive's releases in the repository of a client.
  package init(_ client: GitHubClient, archive: ArchiveAddress) {
    self.client = client
    self.archive = archive
  }

  package let promise = ChannelKind.gitHubRelease.promise

  package func drafts(of news: ReleaseNews) -> [Draft] {
    let body = JSONWriter.canonical(draft(of: news).json, indentedBy: 2)
    return [
      Draft(target: "POST \(client.releasesAddress)", body: String(decoding: body, as: UTF8.self))
    ]
  }

  package func deliver(_ news: ReleaseNews) async -> DeliveryOutcome {
    do throws(GitHubError) {
      guard try await client.hasTag(news.name.text) else {
        return .notDelivered(
          reason: "the tag `\(news.name)` is not on the server, or hidden from the token",
          retryAfter: nil)
      }
    } catch {
      return DeliveryOutcome(failedRead: error)
    }
    do throws(GitHubError) {
      return .delivered(try await client.publish(draft(of: news)))
    } catch {
      return error.isAlreadyThere ? await adopt(news) : DeliveryOutcome(failedWrite: error)
    }
  }

  private func draft(of news: ReleaseNews) -> GitHubReleaseDraft {
    let page = ReleasePage(news, at: archive)
    return GitHubReleaseDraft(tag: news.name.text, title: page.title, body: page.body)
  }

  private func adopt(_ news: ReleaseNews) async -> DeliveryOutcome {
    do throws(GitHubError) {
      guard let release = try await client.release(of: news.name.text) else {
        return .notDelivered(
          reason: "there is an unpublished release for the tag `\(news.name)`", retryAfter: nil)
      }
      return .delivered(release)
    } catch {
      return DeliveryOutcome(failedRead: error)
    }
  }
}

extension DeliveryOutcome {
  fileprivate static func delivered(_ release: GitHubRelease) -> DeliveryOutcome {
    .delivered(id: String(release.id), url: release.url)
  }
}
