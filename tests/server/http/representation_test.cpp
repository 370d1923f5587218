// SPDX-License-Identifier: Apache-2.0
#include "server/http/representation.hpp"

#include "formats/gzip.hpp"
#include "server/http/entity_tag.hpp"
#include "server/http/negotiation.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

Request asking(std::initializer_list<std::pair<const char*, std::string>> fields,
               Method method = Method::get) {
  Request request;
  request.method = method;
  for (const auto& [name, value] : fields) request.headers.add(name, value);
  return request;
}

std::string field(const Response& response, std::string_view name) {
  const auto* value = response.headers.find(name);
  return value ? *value : "";
}

const std::string long_text(5000, 'a');

TEST(Represented, HasTheTagOfItsBytes) {
  const auto one = represented(json_response(200, "{}"), asking({}));
  EXPECT_EQ(field(one, "ETag"), field(represented(json_response(200, "{}"), asking({})), "ETag"));
  EXPECT_NE(field(one, "ETag"), field(represented(json_response(200, "[]"), asking({})), "ETag"));
  auto versioned = json_response(200, "{}");
  versioned.headers.add("ETag", version_tag(3));
  const auto tag = field(represented(versioned, asking({})), "ETag");
  EXPECT_EQ(version_in(tag), 3);
  EXPECT_NE(tag, version_tag(3)) << "equal versions may look different to different people";
}

TEST(Represented, IsNotSentToWhoHasIt) {
  const auto whole = represented(json_response(200, long_text), asking({}));
  const auto tag = field(whole, "ETag");
  for (const std::string& known : {tag, "W/" + tag, "\"x\", " + tag, std::string{"*"}}) {
    const auto again =
        represented(json_response(200, long_text), asking({{"If-None-Match", known}}));
    EXPECT_EQ(again.status, 304) << known;
    EXPECT_EQ(field(again, "ETag"), tag);
    EXPECT_EQ(field(again, "Vary"), "Accept-Encoding");
    EXPECT_EQ(again.body, "");
  }
  EXPECT_EQ(represented(json_response(200, long_text), asking({{"If-None-Match", "\"x\""}})).status,
            200);
}

TEST(Represented, IsCompressedForWhoTakesIt) {
  const auto plain = represented(json_response(200, long_text), asking({}));
  const auto packed =
      represented(json_response(200, long_text), asking({{"Accept-Encoding", "br, gzip"}}));
  EXPECT_EQ(field(packed, "Content-Encoding"), "gzip");
  EXPECT_EQ(gunzipped(packed.body, long_text.size()), long_text);
  EXPECT_NE(field(packed, "ETag"), field(plain, "ETag")) << "other bytes, another strong tag";
  EXPECT_EQ(plain_tag(field(packed, "ETag")), field(plain, "ETag"));
  EXPECT_EQ(field(plain, "Vary"), "Accept-Encoding");
  EXPECT_EQ(plain.body, long_text);
  const auto again =
      represented(json_response(200, long_text),
                  asking({{"Accept-Encoding", "gzip"}, {"If-None-Match", field(packed, "ETag")}}));
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(
      represented(json_response(200, long_text), asking({{"If-None-Match", field(packed, "ETag")}}))
          .status,
      200);
}

TEST(Represented, IsNotCompressedWhereItDoesNotPay) {
  const auto gzip = asking({{"Accept-Encoding", "gzip"}});
  EXPECT_EQ(field(represented(json_response(200, "{}"), gzip), "Content-Encoding"), "");
  EXPECT_EQ(field(represented(make_response(200, "application/pdf", long_text), gzip),
                  "Content-Encoding"),
            "");
  EXPECT_EQ(
      field(represented(json_response(200, long_text), asking({{"Accept-Encoding", "gzip;q=0"}})),
            "Content-Encoding"),
      "");
}

TEST(Represented, LeavesSecretsAndFaultsAlone) {
  auto secret = json_response(201, long_text);
  secret.headers.add("Cache-Control", "no-store");
  const auto sent = represented(secret, asking({{"Accept-Encoding", "gzip"}}, Method::post));
  EXPECT_EQ(field(sent, "Content-Encoding"), "");
  EXPECT_EQ(field(sent, "ETag"), "");
  const auto fault = represented(json_response(404, "{}"), asking({}));
  EXPECT_EQ(field(fault, "ETag"), "");
}

TEST(Represented, NamesTheTagThatAHandlersOwn304IsAbout) {
  Response known{.status = 304, .headers = {}, .body = {}};
  known.headers.add("ETag", "\"abc\"");
  EXPECT_EQ(field(represented(known, asking({{"If-None-Match", "\"abc-gzip\""}})), "ETag"),
            "\"abc-gzip\"");
  EXPECT_EQ(field(represented(known, asking({{"If-None-Match", "\"abc\""}})), "ETag"), "\"abc\"");
}

TEST(Accepts, FollowsTheNearestRange) {
  const auto takes = [](const char* accept) {
    return accepts(asking({{"Accept", accept}}), "application/json; charset=utf-8");
  };
  EXPECT_TRUE(accepts(asking({}), "application/json"));
  for (const auto* yes : {"", "*/*", "application/*", "text/html, application/json;q=0.1",
                          "APPLICATION/JSON", "application/json;version=1", "text/*, */*;q=0.1"})
    EXPECT_TRUE(takes(yes)) << yes;
  for (const auto* no : {"text/html", "application/json;q=0", "*/*, application/json;q=0",
                         "text/event-stream", "application/*;q=0, */*"})
    EXPECT_FALSE(takes(no)) << no;
  EXPECT_TRUE(asks_for(asking({{"Accept", "text/event-stream"}}), "text/event-stream"));
  EXPECT_FALSE(asks_for(asking({{"Accept", "*/*"}}), "text/event-stream"));
}

TEST(MaySendJson, TakesTypesOfJsonAndNoCoding) {
  EXPECT_TRUE(may_send_json(asking({})));
  EXPECT_TRUE(may_send_json(asking({{"Content-Type", "application/json; charset=utf-8"}})));
  EXPECT_TRUE(may_send_json(asking({{"Content-Type", "application/merge-patch+json"}})));
  EXPECT_FALSE(may_send_json(asking({{"Content-Type", "application/x-www-form-urlencoded"}})));
  EXPECT_FALSE(may_send_json(asking({{"Content-Type", "+json"}})));
  EXPECT_FALSE(may_send_json(asking({{"Content-Encoding", "gzip"}})));
}

TEST(EntityTag, TellsItsVersion) {
  EXPECT_EQ(version_in("\"v3\""), 3);
  EXPECT_EQ(version_in(gzip_tag(tag_of(12, "x"))), 12);
  for (const auto* none : {"\"v\"", "\"vx\"", "v3", "W/\"v3\"", "\"3\"", "\"v-3\"", "\"v3"})
    EXPECT_EQ(version_in(none), std::nullopt) << none;
}

}  // namespace
}  // namespace inspectord
