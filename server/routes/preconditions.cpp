// SPDX-License-Identifier: Apache-2.0
#include "server/routes/preconditions.hpp"

#include "server/http/entity_tag.hpp"
#include "server/routes/api_reasons.hpp"

namespace inspectord {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

}  // namespace

Result<std::optional<Version>> expected_version(const Request& request) {
  const auto tag = TRY(expected_tag(request));
  if (!tag) return std::optional<Version>{};
  const auto version = version_in(*tag);
  if (!version) return Refusal{bad_if_match, {}, {{"found", *tag}}};
  return std::optional<Version>{*version};
}

Result<std::optional<std::string>> expected_tag(const Request& request) {
  const auto given = request.if_match();
  if (!given) return Refusal{if_match_missing};
  if (trimmed(*given) == "*") return std::optional<std::string>{};
  return std::optional{plain_tag(trimmed(*given))};
}

Result<Done> check_tag(const std::optional<std::string>& expected, const JsonValue& current) {
  if (!expected || *expected == tag_of(write_json(current))) return Done{};
  return Refusal{stale_tag};
}

}  // namespace inspectord
