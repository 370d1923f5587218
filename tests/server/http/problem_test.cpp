// SPDX-License-Identifier: Apache-2.0
#include "server/http/problem.hpp"

#include "server/http/accept_language.hpp"
#include "server/http/wire.hpp"

#include <gtest/gtest.h>

namespace inspectord {
namespace {

std::string spelled(Language language, std::string_view key, const Arguments& arguments) {
  std::string text = std::string{to_string(language)} + ":" + std::string{key};
  for (const auto& [name, value] : arguments) text += " " + name + "=" + value;
  return text;
}

TEST(Problem, ListsAllThatIsMissingAndWhatIsOpen) {
  const Reason own_draft{"own_draft", RefusalKind::conflict};
  const Reason no_leader{"no_leader", RefusalKind::invalid};
  Request request;
  request.request_id = "r1";
  const auto refusal = Refusal{std::vector<Problem>{{own_draft, "/drafted_by", {}},
                                                    {no_leader, "/team", {{"n", "2"}}}}}
                           .with_open_actions({"edit", "return"});
  const auto response = problem(refusal, request, spelled);
  EXPECT_EQ(response.status, 409);
  EXPECT_EQ(*response.headers.find("Content-Type"), "application/problem+json");
  EXPECT_EQ(
      response.body,
      R"({"type":"/problems/own_draft","title":"vi:problem.409","status":409,)"
      R"("detail":"vi:refusal.own_draft","instance":"urn:request:r1","code":"own_draft","request_id":"r1",)"
      R"("errors":[{"pointer":"/drafted_by","code":"own_draft","message":"vi:refusal.own_draft"},)"
      R"({"pointer":"/team","code":"no_leader","message":"vi:refusal.no_leader n=2","arguments":{"n":"2"}}],)"
      R"("open_actions":["edit","return"]})");
}

TEST(Problem, SaysLineAndColumnAsNumbers) {
  const Reason unexpected{"json_unexpected", RefusalKind::malformed};
  const auto response =
      problem(Refusal{unexpected, "/a", {{"line", "3"}, {"column", "14"}}}, Request{}, spelled);
  EXPECT_EQ(response.status, 400);
  EXPECT_NE(response.body.find(R"("line":3,"column":14})"), std::string::npos) << response.body;
}

TEST(Problem, GivesEachKindItsStatus) {
  const std::pair<RefusalKind, int> expected[] = {
      {RefusalKind::invalid, 422},         {RefusalKind::malformed, 400},
      {RefusalKind::conflict, 409},        {RefusalKind::stale, 412},
      {RefusalKind::unauthenticated, 401}, {RefusalKind::forbidden, 403},
      {RefusalKind::not_found, 404},       {RefusalKind::too_large, 413},
      {RefusalKind::precondition, 428},    {RefusalKind::unavailable, 503}};
  for (const auto& [kind, status] : expected) EXPECT_EQ(status_of(kind), status);
}

TEST(AcceptLanguage, TakesTheOneWantedMost) {
  const std::pair<const char*, Language> expected[] = {{"en", Language::en},
                                                       {"vi", Language::vi},
                                                       {"EN-gb", Language::en},
                                                       {"fr, en;q=0.5", Language::en},
                                                       {"en;q=0.5, vi;q=0.8", Language::vi},
                                                       {"en;q=0.8,vi;q=0.5", Language::en},
                                                       {"en;q=0", Language::vi},
                                                       {"fr", Language::vi},
                                                       {"*", Language::vi},
                                                       {"", Language::vi},
                                                       {"en;q=x, vi;q=0.1", Language::vi},
                                                       {",,;", Language::vi}};
  for (const auto& [text, language] : expected)
    EXPECT_EQ(language_of(text, Language::vi), language) << text;
  EXPECT_EQ(language_of(std::nullopt, Language::en), Language::en);
}

TEST(Wire, NeverLetsAFieldBreakTheMessage) {
  std::string out;
  Response response;
  response.headers.add("Location", "/a\r\nSet-Cookie: b");
  EXPECT_THROW(append_head(out, response, {}), std::logic_error);
}

TEST(Wire, WritesTheDateAsHttpWantsIt) {
  EXPECT_EQ(to_imf_fixdate(*parse_rfc3339("1994-11-06T08:49:37Z")),
            "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(to_imf_fixdate(*parse_rfc3339("2024-02-29T23:59:59Z")),
            "Thu, 29 Feb 2024 23:59:59 GMT");
}

}  // namespace
}  // namespace inspectord
