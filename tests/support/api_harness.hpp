// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/clock.hpp"
#include "formats/json.hpp"
#include "server/feed_fetches.hpp"
#include "server/http/router.hpp"
#include "server/routes/api.hpp"
#include "storage/writer.hpp"
#include "workflow/roles.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace inspectord {

/// An answer of the API, its JSON read.
struct ApiAnswer {
  int status = 0;
  Headers headers;
  std::string body;
  JsonValue json;  ///< null where the body is no JSON.

  std::string field(std::string_view name) const {
    const auto* value = headers.find(name);
    return value ? *value : "";
  }
  /// What a JSON pointer leads to, as text: numbers and booleans too; "" where it leads nowhere.
  std::string text(std::string_view pointer) const;
  /// Throws where it is no list. Name the answer before walking over it.
  const JsonArray& list(std::string_view pointer) const;
  std::vector<std::string> codes() const;  ///< Of the errors of a problem.
};

/// The routes of the service behind an Exchange, over a real writer and a
/// database in a directory of its own; no socket. The clock stands still, chance comes from a seed.
/// Every exchange is logged where tests/openapi wants it (exchange_log.hpp).
class ApiHarness {
 public:
  ApiHarness();
  ~ApiHarness();

  /// A user with these roles, whose agency is found by name or added. Returns a token.
  std::string user(const std::string& name, const std::string& agency, Roles roles);

  /// Another token of a user.
  std::string token(const std::string& name);

  using Fields = std::vector<std::pair<std::string, std::string>>;
  ApiAnswer ask(Method method, std::string_view target, const std::string& token,
                std::string body = {}, const Fields& fields = {});
  ApiAnswer get(std::string_view target, const std::string& token, const Fields& fields = {}) {
    return ask(Method::get, target, token, {}, fields);
  }
  /// With `If-Match: *` where the fields say nothing else: whatever the version.
  ApiAnswer post(std::string_view target, const std::string& token, std::string body = {},
                 Fields fields = {}) {
    const bool says =
        std::ranges::any_of(fields, [](const auto& f) { return f.first == "If-Match"; });
    if (!says) fields.emplace_back("If-Match", "*");
    return ask(Method::post, target, token, std::move(body), fields);
  }

  ManualClock& clock();
  Writer& writer();
  const House& house() const;
  const std::vector<Route>& routes() const;  ///< Those of /api/v1.
  const Router& router() const;              ///< Of all.
  FeedFetches& fetches();
  int times_woken() const;

 private:
  struct Content;
  std::unique_ptr<Content> content_;
};

}  // namespace inspectord
