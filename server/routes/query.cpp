// SPDX-License-Identifier: Apache-2.0
#include "server/routes/query.hpp"

#include "server/http/target.hpp"
#include "server/routes/api_reasons.hpp"

#include <algorithm>
#include <charconv>

namespace inspectord {

Query::Query(const Request& request) {
  auto parameters = parse_query(request.query);
  if (parameters) {
    given_ = std::move(*parameters);
  } else {
    problems_.push_back({bad_query, {}, {}});
  }
}

std::optional<std::int64_t> Query::integer(std::string_view name, std::int64_t least,
                                           std::int64_t most) {
  const auto expected = std::to_string(least) + "-" + std::to_string(most);
  return parsed<std::int64_t>(
      name, expected, [&](const std::string& text) -> std::optional<std::int64_t> {
        std::int64_t value = 0;
        const auto* end = text.data() + text.size();
        const auto read = std::from_chars(text.data(), end, value);
        if (read.ec != std::errc{} || read.ptr != end || value < least || value > most)
          return std::nullopt;
        return value;
      });
}

const std::string* Query::find(std::string_view name) {
  known_.push_back(name);
  const std::string* found = nullptr;
  for (const auto& [given, value] : given_) {
    if (given != name) continue;
    if (found) problems_.push_back({repeated_parameter, {}, {{"name", given}}});
    found = &value;
  }
  return found;
}

void Query::complain(std::string_view name, const std::string& found, std::string expected) {
  problems_.push_back(
      {bad_parameter,
       {},
       {{"name", std::string{name}}, {"found", found}, {"expected", std::move(expected)}}});
}

Result<Done> Query::finish() const {
  auto problems = problems_;
  for (const auto& [name, value] : given_) {
    if (std::ranges::find(known_, name) != known_.end()) continue;
    problems.push_back({unknown_parameter, {}, {{"name", name}, {"known", joined(known_)}}});
  }
  if (!problems.empty()) return Refusal{std::move(problems)};
  return Done{};
}

}  // namespace inspectord
