// SPDX-License-Identifier: Apache-2.0
#include "server/routes/preconditions.hpp"

#include "server/routes/answers.hpp"
#include "server/routes/api_reasons.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace inspectord {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::optional<Version> version_of(std::string_view tag) {
  if (tag.size() < 4 || !tag.starts_with("\"v") || !tag.ends_with('"')) return std::nullopt;
  const auto digits = tag.substr(2, tag.size() - 3);
  Version version = 0;
  const auto* end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, version);
  if (read.ec != std::errc{} || read.ptr != end || version < 0) return std::nullopt;
  return version;
}

}  // namespace

Result<std::optional<Version>> expected_version(const Request& request) {
  const auto given = request.if_match();
  if (!given || trimmed(*given) == "*") return std::optional<Version>{};
  const auto version = version_of(trimmed(*given));
  if (!version) return Refusal{bad_if_match, {}, {{"found", std::string{*given}}}};
  return version;
}

bool has_already(const Request& request, Version version) {
  return has_already(request, etag_of(version));
}

bool has_already(const Request& request, std::string_view wanted) {
  const auto given = request.header("If-None-Match");
  if (!given) return false;
  std::string_view rest = *given;
  while (!rest.empty()) {
    const auto comma = std::min(rest.find(','), rest.size());
    auto tag = trimmed(rest.substr(0, comma));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    if (tag == "*" || tag == wanted) return true;
  }
  return false;
}

}  // namespace inspectord
