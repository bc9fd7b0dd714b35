import GitHub

/// What a check found; it is thrown where a check cannot go on.
struct Diagnosis: Error, Sendable, Equatable {
  enum Status: String, Sendable, CaseIterable {
    /// It is as it should be.
    case good
    /// It works, but somebody should look at it.
    case warning
    /// A run would fail, or go wrong.
    case bad
    /// There is nothing to check, or no way to.
    case skipped
  }

  let status: Status
  /// One line: what is there, or what is wrong with it.
  let detail: String
  /// What to do next.
  let hint: String?

  static func good(_ detail: String) -> Diagnosis {
    Diagnosis(status: .good, detail: detail, hint: nil)
  }

  static func warning(_ detail: String, hint: String?) -> Diagnosis {
    Diagnosis(status: .warning, detail: detail, hint: hint)
  }

  static func bad(_ detail: String, hint: String?) -> Diagnosis {
    Diagnosis(status: .bad, detail: detail, hint: hint)
  }

  static func skipped(_ detail: String) -> Diagnosis {
    Diagnosis(status: .skipped, detail: detail, hint: nil)
  }
}

extension Diagnosis {
  /// An error that a run would meet as well.
  static func bad(_ error: any Error) -> Diagnosis {
    .bad("\(error)", hint: (error as? GitHubError)?.hint ?? mamip_bot.hint(for: error))
  }

  /// Does one thing that may fail in a way that a run would meet as well.
  static func during<Value>(_ body: () throws -> Value) throws(Diagnosis) -> Value {
    do { return try body() } catch let diagnosis as Diagnosis {
      throw diagnosis
    } catch {
      throw .bad(error)
    }
  }

  /// Waits for one thing that may fail in a way that a run would meet as well.
  static func during<Value>(_ body: () async throws -> Value) async throws(Diagnosis) -> Value {
    do { return try await body() } catch let diagnosis as Diagnosis {
      throw diagnosis
    } catch {
      throw .bad(error)
    }
  }
}
