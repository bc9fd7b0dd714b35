import Git
import History
import Model
import PolicyLanguage
import Support
import Testing

private let read = PolicyFixture.document("s3:GetObject")
private let write = PolicyFixture.document("s3:PutObject")
private let name = PolicyFixture.name("A")

/// The file of a version of policy A in the canonical form.
private func file(_ number: Int, _ document: JSONDocument = read) -> String {
  String(
    decoding: PolicyFile.encode(PolicyFixture.version("A", number, day: number, document)),
    as: UTF8.self)
}

/// A repository whose commits hold these texts of `policies/A`, one after the other.
private func withHistory(
  _ texts: [String], _ body: (GitFixture, ArchiveReader, ObjectID) throws -> Void
) throws {
  try GitFixture.use { folder in
    try folder.makeRepository("archive", files: [:])
    for text in texts { try folder.commit("change", in: "archive", files: ["policies/A": text]) }
    let repository = try Repository.open(at: folder.at("archive"), discover: false)
    let tip = try #require(try repository.head().id)
    try body(folder, ArchiveReader(repository), tip)
  }
}

private func numbers(_ events: [Observation.Event]?) -> [Int?] {
  (events ?? []).map { event in
    guard case .published(let publication) = event else { return nil }
    return publication.version.id.number
  }
}

private func held(_ number: Int, _ document: JSONDocument = read) -> Holdings {
  Holdings(policies: [
    name: Holdings.Policy(
      version: PolicyFixture.id(number), createDate: PolicyFixture.day(number), document: document)
  ])
}

@Suite struct `The events in an archive's history` {
  @Test func `every version is there, oldest first`() throws {
    try withHistory([file(1), file(2, write), file(3)]) { _, reader, tip in
      let events = try reader.events(of: [name], from: tip, since: Holdings())
      #expect(numbers(events.events[name]) == [1, 2, 3])
      #expect(!events.isCutOff)
    }
  }

  @Test func `empty and broken files are no versions`() throws {
    try withHistory([file(1), "", "<<<<<<< HEAD\n", file(2)]) { _, reader, tip in
      let events = try reader.events(of: [name], from: tip, since: Holdings())
      #expect(numbers(events.events[name]) == [1, 2])
    }
  }

  @Test func `a file that was formatted anew is no version`() throws {
    let compact = file(1).replacing("\n", with: "").replacing("  ", with: "")
    let flag = file(1).replacing("true", with: "false")
    try withHistory([file(1), compact, "", file(1), flag, file(2)]) { _, reader, tip in
      let events = try reader.events(of: [name], from: tip, since: Holdings())
      #expect(numbers(events.events[name]) == [1, 2])
    }
  }

  @Test func `a roll-back is an event of its own`() throws {
    try withHistory([file(1), file(2, write), file(1)]) { _, reader, tip in
      let events = try reader.events(of: [name], from: tip, since: Holdings())
      #expect(numbers(events.events[name]) == [1, 2, 1])
    }
  }

  @Test func `the walk ends where it meets what is held`() throws {
    try withHistory([file(1), file(2, write), file(3), file(4, write)]) { _, reader, tip in
      let events = try reader.events(of: [name], from: tip, since: held(2, write))
      #expect(numbers(events.events[name]) == [3, 4])
      #expect(events.pending.isEmpty)
    }
  }

  @Test func `what is held and never occurs stays pending`() throws {
    try withHistory([file(1), file(2)]) { _, reader, tip in
      let events = try reader.events(of: [name], from: tip, since: held(9))
      #expect(numbers(events.events[name]) == [1, 2])
      #expect(events.pending == [name])
    }
  }

  @Test func `only what is held is read on the way`() throws {
    try withHistory([file(1), file(2, write), file(2, write), "", file(3)]) { _, reader, tip in
      let following = try reader.walkEvents(of: [name], from: tip, since: held(2, write))
      #expect(numbers(following.events.events[name]) == [3])
      #expect(following.unread.isEmpty)

      let first = try reader.walkEvents(of: [name], from: tip, since: Holdings())
      #expect(first.events.events.isEmpty)
      #expect(first.unread.map(\.name) == [name])
      let events = try first.unread.map { try $0.events(in: reader.repository) }
      #expect(events.map(numbers) == [[1, 2, 3]])
    }
  }

  @Test func `a removed file is a departure`() throws {
    try withHistory([file(1)]) { folder, reader, _ in
      try folder.delete("archive/policies/A")
      let commit = try folder.commit("remove", in: "archive", files: ["other": "x"])
      let tip = try #require(ObjectID(hex: commit))
      let events = try reader.events(of: [name], from: tip, since: Holdings())
      #expect(numbers(events.events[name]) == [1, nil])
    }
  }

  @Test func `of a name with and without extension the one without counts`() throws {
    try withHistory([file(1)]) { folder, reader, _ in
      let commit = try folder.commit(
        "stray", in: "archive", files: ["policies/A.json": file(7, write)])
      let tip = try #require(ObjectID(hex: commit))
      let events = try reader.events(of: [name], from: tip, since: Holdings())
      #expect(numbers(events.events[name]) == [1])
      let holdings = try reader.holdings(at: tip)
      #expect(holdings.policies[name]?.version == PolicyFixture.id(1))
    }
  }

  @Test func `holdings that share documents with others are the same`() throws {
    try withHistory([file(1), file(2, write)]) { _, reader, tip in
      let history = try reader.repository.firstParentHistory(of: "policies", from: tip).steps
      let others = try history.map { step in try reader.holdings(at: step.commit) }
      for other in others + [Holdings()] {
        let shared = try #require(try reader.holdings(at: tip, sharing: other).policies[name])
        let alone = try #require(try reader.holdings(at: tip).policies[name])
        #expect(shared.version == alone.version && shared.createDate == alone.createDate)
        #expect(shared.document.root.isSameValue(as: alone.document.root))
      }
    }
  }

  @Test func `a shallow clone says that it was cut off`() throws {
    try withHistory([file(1), file(2, write), file(3)]) { folder, _, _ in
      try folder.git("clone", "--quiet", "--depth", "1", "file://\(folder.at("archive"))", "clone")
      let repository = try Repository.open(at: folder.at("clone"), discover: false)
      let tip = try #require(try repository.head().id)
      let events = try ArchiveReader(repository).events(of: [name], from: tip, since: Holdings())
      #expect(events.isCutOff)
    }
  }

  @Test func `the commit that noted a deprecation is found`() throws {
    try withHistory([file(1)]) { folder, reader, _ in
      let flat = #"{"A": "Unknown", "B": "2021-04-02"}"#
      try folder.commit("other", in: "archive", files: ["DEPRECATED.json": #"{"B": "Unknown"}"#])
      let noted = try folder.commit("noted", in: "archive", files: ["DEPRECATED.json": flat])
      let later = try folder.commit("later", in: "archive", files: ["DEPRECATED.json": flat + "\n"])
      let tip = try #require(ObjectID(hex: later))
      let other = PolicyFixture.name("B")
      let deprecations = try reader.deprecations(of: [name, other], at: tip)
      #expect(deprecations[name]?.commit.description == noted)
      #expect(deprecations[other]?.entry.date == "2021-04-02")
      #expect(try reader.deprecations(of: [other], at: tip).keys.map(\.self) == [other])
    }
  }

  @Test func `recorded versions are those of the whole history`() throws {
    try withHistory([file(1), file(2, write), file(1), "", file(4)]) { _, reader, tip in
      let recorded = try reader.recordedVersions(of: [name], from: tip)
      #expect(recorded[name] == Set([1, 2, 4].map(PolicyFixture.id)))
    }
  }
}
