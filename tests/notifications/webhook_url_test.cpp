// SPDX-License-Identifier: Apache-2.0
#include "notifications/webhook_url.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

TEST(WebhookUrl, TakesHttpsWithAHost) {
  for (const char* text :
       {"https://example.vn", "https://example.vn/", "https://example.vn:8443/hooks/a?b=c",
        "https://[2606:4700::1]/x", "https://1.2.3.4/x", "HTTPS://Example.VN/x",
        "https://example.vn/%C3%AA"}) {
    EXPECT_TRUE(WebhookUrl::parse(text)) << text;
  }
}

TEST(WebhookUrl, TakesHttpOnlyWhereAllowed) {
  EXPECT_EQ(WebhookUrl::parse("http://example.vn/").error().reason(), webhook_url_needs_https);
  EXPECT_TRUE(WebhookUrl::parse("http://example.vn/", WebhookUrl::Schemes::https_and_http));
}

TEST(WebhookUrl, RefusesOtherSchemes) {
  for (const char* text : {"file:///etc/passwd", "ftp://example.vn/", "gopher://example.vn/",
                           "javascript:alert(1)", "smtp://example.vn"}) {
    EXPECT_FALSE(WebhookUrl::parse(text, WebhookUrl::Schemes::https_and_http)) << text;
  }
}

TEST(WebhookUrl, RefusesALogin) {
  EXPECT_EQ(WebhookUrl::parse("https://a:b@example.vn/").error().reason(), webhook_url_has_login);
  EXPECT_EQ(WebhookUrl::parse("https://example.vn@127.0.0.1/").error().reason(),
            webhook_url_has_login);
}

TEST(WebhookUrl, RefusesWhatIsNoUrl) {
  using namespace std::string_view_literals;
  for (const auto text :
       {""sv, "example.vn"sv, "//example.vn"sv, "https:"sv, "https://"sv, "https:///x"sv,
        "https://example.vn/a b"sv, "https://example.vn/\r\nX: y"sv, "https://example.vn/\0"sv,
        "https://example.vn/#x"sv, "https://example.vn:0/"sv, "https://example.vn:65536/"sv,
        "https://example.vn:99999999999/"sv, " https://example.vn/"sv, "https://exa mple.vn/"sv,
        "https://[::1/"sv, "https://example.vn\\@127.0.0.1/"sv, "https://sở.vn/"sv}) {
    EXPECT_FALSE(WebhookUrl::parse(text)) << text;
  }
  EXPECT_FALSE(WebhookUrl::parse("https://example.vn/" + std::string(2048, 'a')));
}

TEST(WebhookUrl, ShowsNeitherPathNorQuery) {
  EXPECT_EQ(WebhookUrl::parse("https://example.vn:8443/hooks/secret?token=1")->masked(),
            "https://example.vn:8443/...");
}

}  // namespace
}  // namespace inspectord
