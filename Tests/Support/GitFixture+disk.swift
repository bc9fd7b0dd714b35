import Foundation

extension GitFixture {
  /// Whether this process may mount small disks: it takes an administrator outside a container.
  package static let canMountDisks: Bool = {
    do {
      var isMounted = false
      try use { fixture in
        try fixture.mountDisk("disk", kilobytes: 100)
        isMounted = true
      }
      return isMounted
    } catch {
      return false
    }
  }()

  /// Makes a folder that is a disk of its own, of which the size is limited.
  package func mountDisk(_ name: String, kilobytes: Int) throws {
    try FileManager.default.createDirectory(
      atPath: at(name), withIntermediateDirectories: true)
    let result = try run(["mount", "-t", "tmpfs", "-o", "size=\(kilobytes)k", "tmpfs", name])
    guard result.status == 0 else {
      throw Failure(command: "mount", status: result.status, output: result.error)
    }
    mounted.append(name)
  }
}
