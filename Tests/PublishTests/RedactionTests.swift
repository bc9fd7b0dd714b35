import HTTP
import Model
import Testing

@testable import Publish

/// What a service said, as it may be written down.
@Suite struct RedactionTests {
  @Test(arguments: [
    "POST https://hooks.example/a%2Bb%3D%3D/T0SECRET?sig=c%2Fd%2Be failed",
    "no route for /a%2Bb%3D%3D/T0SECRET", "no route for a+b==", "sig=c%2Fd%2Be is wrong",
    "sig=c/d+e is wrong",
  ]) func `an address is hidden in all its parts, however they are spelled`(text: String) throws {
    let url = try #require(
      RequestURL("https://hooks.example/a%2Bb%3D%3D/T0SECRET?sig=c%2Fd%2Be"))
    let line = Redaction(url).line(text)
    for secret in ["a%2Bb%3D%3D", "a+b==", "T0SECRET", "c%2Fd%2Be", "c/d+e"] {
      #expect(!line.contains(secret), "\(line)")
    }
    #expect(line.contains("***"))
  }
}
