import Model
import News
import Testing

@Suite struct NewsFilterTests {
  let news: PolicyNews

  init() throws {
    news = try #require(PolicyNews(message: PolicyNewsTests.message, commit: nil))
  }

  @Test(arguments: [
    (NewsFilter(), true),
    (NewsFilter(policies: ["AmazonEKS*"]), true),
    (NewsFilter(policies: ["AmazonEC2*"]), false),
    (NewsFilter(policies: []), false),
    (NewsFilter(services: ["EC2"]), true),
    (NewsFilter(services: ["iam"]), false),
    (NewsFilter(kinds: [.added]), false),
    (NewsFilter(kinds: [.added, .updated]), true),
    (NewsFilter(minSeverity: .securityWarning), true),
    (NewsFilter(minSeverity: .error), false),
    (NewsFilter(policies: ["*"], services: ["ec2"], kinds: [.reverted]), false),
  ]) func `a filter lets pass what all its lists let pass`(filter: NewsFilter, passes: Bool) {
    #expect(filter.passes(news) == passes)
  }

  @Test func `a change without severity passes only where none is asked for`() {
    var mild = news
    (mild.escalations, mild.signals, mild.findings) = ([], [], [])
    #expect(!NewsFilter(minSeverity: .suggestion).passes(mild))
    #expect(NewsFilter().passes(mild))
  }
}
