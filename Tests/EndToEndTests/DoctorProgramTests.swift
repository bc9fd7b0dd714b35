import Foundation
import PolicyLanguage
import Support
import Testing

@testable import mamip_bot

@Suite(.timeLimit(.minutes(10))) struct DoctorProgramTests {
  /// What the built program answers in a world, with nothing of this machine's variables.
  private func run(
    _ arguments: String..., in world: DoctorWorld
  ) throws -> (status: Int32, output: String, error: String) {
    let variables = world.environment.map { "\($0)=\($1)" }.sorted()
    let command = ["env", "-i"] + variables + [Self.program, "doctor"] + arguments
    return try world.fixture.run(command, in: "archive")
  }

  /// The program lies beside the bundle of these tests.
  private static var program: String {
    Bundle(for: Marker.self).bundleURL.appending(path: "mamip-bot").path
  }

  private final class Marker {}

  @Test func `an archive that can run is told so, with status 0`() async throws {
    let configuration = """
      {"source": "../policies", "branch": "main", "repository": "o/r", "push": false}
      """
    try await DoctorWorld.use(configuration: configuration) { world in
      try world.commit()
      try world.fixture.write("policies/One", "{}")
      let server = try world.serveGitHub()
      let result = try run(in: world)
      #expect(result.status == 0)
      #expect(result.error == "")
      let lines = result.output.split(separator: "\n").map(String.init)
      #expect(lines.first?.hasPrefix("ok   repository    `/") ?? false)
      #expect(lines.contains("ok   source        `../policies` holds 1 policy"))
      #expect(lines.contains("ok   workflow      `sync.yml` is active"))
      #expect(lines.last?.hasPrefix("\(DoctorCheck.all.count) checks: ") ?? false)
      withExtendedLifetime(server) {}
    }
  }

  @Test func `something bad ends with status 2, as JSON too`() async throws {
    try await DoctorWorld.use(configuration: "{") { world in
      let server = try world.serveGitHub()
      let result = try run("--json", in: world)
      #expect(result.status == 2)
      #expect(result.error == "")
      let list = try JSONDocument(parsing: Array(result.output.utf8)).root
      #expect(
        list.elements.map { $0["check"]?.string ?? "" } == DoctorCheck.all.map(\.name))
      let bad = list.elements.filter { $0["status"]?.isString("bad") ?? false }
      #expect(bad.map { $0["check"]?.string } == ["configuration"])
      withExtendedLifetime(server) {}
    }
  }
}
