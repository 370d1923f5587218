// SPDX-License-Identifier: Apache-2.0
// The page's files, as a browser asks for them.
#include "server/routes/web.hpp"

#include "tests/support/temporary_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <set>
#include <stdexcept>

namespace inspectord {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// The routes of the page behind a router.
class Page {
 public:
  explicit Page(const std::filesystem::path& directory = {})
      : router_(web_routes(WebFiles{directory})) {}

  struct Field {
    std::string name, value;
  };

  Result<Response> ask(std::string_view path, const std::vector<Field>& fields = {}) const {
    Request request;
    request.path = path;
    for (const auto& [name, value] : fields) request.headers.add(name, value);
    const auto match = router_.match(Method::get, path);
    const auto* found = std::get_if<RouteFound>(&match);
    if (!found) return Refusal{no_such_thing};
    const Actor nobody;
    return std::get<AnswerHandler>(found->route->handler)(Call{request, found->parameters, nobody});
  }
  Response get(std::string_view path, const std::vector<Field>& fields = {}) const {
    return ask(path, fields).value();
  }

 private:
  Router router_;
};

std::string field(const Response& response, std::string_view name) {
  const auto* value = response.headers.find(name);
  return value ? *value : "";
}

/// Every path of this house that a page names.
std::set<std::string> assets_in(const std::string& html) {
  std::set<std::string> found;
  const std::regex reference{"(?:src|href)=\"(/assets/[^\"]+)\""};
  for (std::sregex_iterator match{html.begin(), html.end(), reference}, end; match != end; ++match)
    found.insert((*match)[1].str());
  return found;
}

TEST(ThePage, IsAskedForAgainEachTimeAndAllowsNothingForeign) {
  const auto index = Page{}.get("/");
  EXPECT_EQ(index.status, 200);
  EXPECT_EQ(field(index, "Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(field(index, "Cache-Control"), "no-cache");
  EXPECT_EQ(field(index, "Referrer-Policy"), "no-referrer");
  EXPECT_EQ(field(index, "Content-Security-Policy"),
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; "
            "frame-ancestors 'none'");
  EXPECT_THAT(index.body, Not(HasSubstr("<style")));
  EXPECT_THAT(index.body, Not(HasSubstr("https://")));
  EXPECT_EQ(index.body.find("<script>"), std::string::npos);
}

TEST(ThePage, NamesFilesThatAreThereAndNeverChange) {
  const Page page;
  const auto assets = assets_in(page.get("/").body);
  std::set<std::string> types;
  for (const auto& path : assets) {
    const auto file = page.get(path);
    EXPECT_EQ(field(file, "Cache-Control"), "public, max-age=31536000, immutable") << path;
    EXPECT_TRUE(std::regex_search(path, std::regex{"-[0-9A-Za-z_-]{8}\\.[a-z]+$"})) << path;
    types.insert(field(file, "Content-Type"));
  }
  EXPECT_EQ(types, (std::set<std::string>{"text/javascript; charset=utf-8",
                                          "text/css; charset=utf-8", "image/svg+xml"}));
}

TEST(ThePage, IsCompressedForThoseWhoTakeIt) {
  const Page page;
  std::size_t plain_size = 0, packed_size = 0;
  for (const auto& path : assets_in(page.get("/").body)) {
    const auto plain = page.get(path);
    const auto packed = page.get(path, {{"Accept-Encoding", "gzip, br"}});
    EXPECT_EQ(field(plain, "Content-Encoding"), "");
    EXPECT_EQ(field(packed, "Content-Encoding"), "gzip");
    EXPECT_EQ(field(packed, "Vary"), "Accept-Encoding");
    EXPECT_EQ(field(plain, "Vary"), "Accept-Encoding");
    EXPECT_NE(field(packed, "ETag"), field(plain, "ETag"));
    EXPECT_THAT(packed.body, StartsWith("\x1f\x8b"));
    plain_size += plain.body.size();
    packed_size += packed.body.size();
  }
  EXPECT_LT(2 * packed_size, plain_size);
  EXPECT_LT(packed_size, 60'000u) << "the page is to be light";
}

TEST(ThePage, IsNotSentAgainToThoseWhoHaveIt) {
  const Page page;
  const auto index = page.get("/");
  const auto again = page.get("/", {{"If-None-Match", field(index, "ETag")}});
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.body, "");
  EXPECT_EQ(field(again, "ETag"), field(index, "ETag"));
  const auto other =
      page.get("/", {{"If-None-Match", field(index, "ETag")}, {"Accept-Encoding", "gzip"}});
  EXPECT_EQ(other.status, 200) << "the compressed bytes have a tag of their own";
}

TEST(ThePage, IsReadAnewFromADirectoryThatSomebodyWorksOn) {
  const TemporaryDirectory directory;
  std::filesystem::create_directories(directory / "assets");
  std::ofstream{directory / "secret.txt"} << "not for you";
  std::ofstream{directory / "index.html"} << "first";
  std::ofstream{directory / "assets" / "a.css"} << "p{}";
  const Page page{directory.path()};
  EXPECT_EQ(page.get("/").body, "first");
  std::ofstream{directory / "index.html"} << "second";
  const auto second = page.get("/", {{"Accept-Encoding", "gzip"}});
  EXPECT_EQ(second.body, "second");
  EXPECT_EQ(field(second, "Content-Encoding"), "");
  EXPECT_EQ(field(page.get("/assets/a.css"), "Cache-Control"), "no-cache");
}

TEST(ThePage, LeadsNowhereElse) {
  const TemporaryDirectory directory;
  std::filesystem::create_directories(directory / "assets" / "folder");
  std::ofstream{directory / "secret.txt"} << "not for you";
  std::ofstream{directory / "assets" / ".hidden"} << "not for you";
  for (const auto& page : {Page{}, Page{directory.path()}}) {
    for (const auto* path : {"/assets/nothing.js", "/assets/..%2fsecret.txt",
                             "/assets/../secret.txt", "/assets/.hidden", "/assets/",
                             "/assets/folder", "/index.html", "/assets/..", "/secret.txt"})
      EXPECT_FALSE(page.ask(path)) << path;
  }
}

}  // namespace
}  // namespace inspectord
