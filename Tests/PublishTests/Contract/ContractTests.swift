import HTTP
import News
import Publish
import Support
import Testing

/// What every channel does, whatever happens.
@Suite(.timeLimit(.minutes(10))) struct ContractTests {
  let news: ReleaseNews

  init() throws {
    news = try NewsFixture.release(policies: 3)
  }

  @Test(arguments: ContractMember.all)
  func `what the service accepts is delivered, and is what the draft says`(
    member: ContractMember
  ) async throws {
    let service = try ContractService(member)
    let channel = try member.make(service.world)
    let drafts = channel.drafts(of: news).map(\.body)
    let outcome = await channel.deliver(news)
    #expect(outcome.isDelivered, "\(outcome)")
    #expect(service.posted.count == drafts.count)
    #expect(service.writes.map(member.message) == drafts)
  }

  @Test(arguments: ContractMember.all, Fault.all)
  func `a fault is told as what it is, and no secret with it`(
    member: ContractMember, fault: Fault
  ) async throws {
    let service = try ContractService(member, failing: fault)
    let channel = try member.make(service.world)
    let outcome = await channel.deliver(news)
    check(outcome, of: fault, by: member, promising: channel.promise)
    #expect(!service.writes.isEmpty)
    checkSecrets(of: member, in: "\(outcome)", String(reflecting: channel))
    checkReason(outcome)
  }

  private func check(
    _ outcome: DeliveryOutcome, of fault: Fault, by member: ContractMember,
    promising promise: DeliveryPromise
  ) {
    switch fault.meaning {
    case .page where !member.readsAnswers:
      #expect(outcome.isDelivered)
    case .notDelivered(let wait):
      let isHeard = member.waitsWhenAsked && wait != nil
      guard case .notDelivered(_, let retryAfter) = outcome, !isHeard || retryAfter == wait else {
        Issue.record("`\(outcome)` after \(fault.testDescription)")
        return
      }
    case .inDoubt, .page:
      // Where a repeat does no harm, it does not matter which of the two it is.
      let isRight = promise == .repeatable ? !outcome.isDelivered : outcome.isInDoubt
      #expect(isRight, "\(outcome)")
    }
  }

  @Test(arguments: ContractMember.all)
  func `after a lost answer a repeat makes nothing twice, where that is promised`(
    member: ContractMember
  ) async throws {
    let service = try ContractService(member, failing: .lostAnswer)
    let first = try await member.make(service.world).deliver(news)
    #expect(!first.isDelivered)
    #expect(service.posted.count == 1)
    service.recover()
    let channel = try member.make(service.world)
    guard channel.promise != .atMostOnce else { return }
    let outcome = await channel.deliver(news)
    #expect(outcome.isDelivered, "\(outcome)")
    #expect(service.posted.count == 1)
  }

  @Test(arguments: ContractMember.all)
  func `two runs deliver once, where that is promised`(member: ContractMember) async throws {
    let service = try ContractService(member)
    let channel = try member.make(service.world)
    guard channel.promise != .atMostOnce else { return }
    for run in [channel, try member.make(service.world)] {
      let outcome = await run.deliver(news)
      #expect(outcome.isDelivered, "\(outcome)")
    }
    #expect(service.posted.count == 1)
  }

  @Test(arguments: ContractMember.all)
  func `where nobody listens, and where no such name is, nothing is delivered`(
    member: ContractMember
  ) async throws {
    let places = ["http://127.0.0.1:\(try LoopbackServer.deadPort())", "https://name.invalid"]
    for place in places {
      let outcome = try await member.make(ContractWorld(url: place)).deliver(news)
      guard case .notDelivered = outcome else {
        Issue.record("`\(outcome)` at \(place)")
        continue
      }
      checkSecrets(of: member, in: "\(outcome)")
    }
  }

  @Test(arguments: ContractMember.all, [1, 40, 369, 1_500])
  func `news of any length fit the service`(member: ContractMember, count: Int) async throws {
    let news = try NewsFixture.release(policies: count)
    let service = try ContractService(member)
    let channel = try member.make(service.world)
    let outcome = await channel.deliver(news)
    #expect(outcome.isDelivered, "\(outcome)")
    let message = try #require(service.writes.first.map(member.message))
    #expect(member.isWithinBounds(message))
    #expect(message == channel.drafts(of: news).first?.body)
  }

  @Test(arguments: ContractMember.all)
  func `a draft holds no secret`(member: ContractMember) throws {
    let channel = try member.make(ContractWorld(url: "https://name.invalid"))
    for draft in channel.drafts(of: news) {
      checkSecrets(of: member, in: draft.target, draft.body)
    }
  }

  private func checkSecrets(of member: ContractMember, in texts: String...) {
    for secret in member.secrets {
      for text in texts {
        #expect(!text.contains(secret), "a secret in `\(text)`")
      }
    }
  }

  /// A reason is one line for people.
  private func checkReason(_ outcome: DeliveryOutcome) {
    switch outcome {
    case .delivered: break
    case .inDoubt(let reason), .notDelivered(let reason, _):
      #expect(!reason.isEmpty && reason.count < 500, "\(reason)")
      #expect(!reason.contains { $0.isNewline } && !reason.hasSuffix("."), "\(reason)")
    }
  }
}

extension DeliveryOutcome {
  var isDelivered: Bool {
    if case .delivered = self { true } else { false }
  }

  var isInDoubt: Bool {
    if case .inDoubt = self { true } else { false }
  }
}
