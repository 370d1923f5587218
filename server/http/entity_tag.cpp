// SPDX-License-Identifier: Apache-2.0
#include "server/http/entity_tag.hpp"

#include "core/digest.hpp"

#include <algorithm>
#include <charconv>

namespace inspectord {
namespace {

constexpr std::string_view gzip_ending = "-gzip\"";

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::string hash_of(std::string_view bytes) {
  return to_hex(sha256(bytes)).substr(0, 32);
}

}  // namespace

std::string version_tag(std::int64_t version) {
  return "\"v" + std::to_string(version) + "\"";
}

std::optional<std::int64_t> version_in(std::string_view tag) {
  if (tag.size() < 4 || !tag.starts_with("\"v") || !tag.ends_with('"')) return std::nullopt;
  const auto rest = tag.substr(2, tag.size() - 3);
  const auto digits = rest.substr(0, rest.find('-'));
  std::int64_t version = 0;
  const auto* end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, version);
  if (read.ec != std::errc{} || read.ptr != end || version < 0) return std::nullopt;
  return version;
}

std::string tag_of(std::string_view bytes) {
  return "\"" + hash_of(bytes) + "\"";
}

std::string tag_of(std::int64_t version, std::string_view bytes) {
  return "\"v" + std::to_string(version) + "-" + hash_of(bytes) + "\"";
}

std::string gzip_tag(std::string_view tag) {
  return std::string{tag.substr(0, tag.size() - 1)}.append(gzip_ending);
}

std::string plain_tag(std::string_view tag) {
  if (!tag.ends_with(gzip_ending)) return std::string{tag};
  return std::string{tag.substr(0, tag.size() - gzip_ending.size())} + "\"";
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
