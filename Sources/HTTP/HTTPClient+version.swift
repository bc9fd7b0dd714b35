import CLibcurl

extension HTTPClient {
  /// The library and what it is built with: `libcurl/7.88.1 OpenSSL/3.0.19 zlib/1.2.13 …`.
  package static var libraryVersion: String {
    guard let text = unsafe curl_version() else { return "libcurl" }
    return unsafe String(cString: text)
  }
}
