package import Model

/// What a channel can promise where the answer to a request is lost.
package enum DeliveryPromise: String, Sendable {
  /// Nobody can know, so it is not sent again: at most once.
  case atMostOnce
  /// The service can be asked, or proves by its answer to a repeat that it has the first.
  case reconcilable
  /// A repeat changes nothing, so that even two runs at a time do no harm.
  case repeatable
}

extension ChannelKind {
  /// What a channel of this kind promises, whether or not it can send at this moment.
  package var promise: DeliveryPromise {
    switch self {
    // Sorted.
    case .bluesky: .repeatable
    case .gitHubIssue: .reconcilable
    case .gitHubRelease: .repeatable
    case .sns: .atMostOnce
    case .sqs: .atMostOnce
    case .webhook: .atMostOnce
    case .x: .reconcilable
    }
  }
}
